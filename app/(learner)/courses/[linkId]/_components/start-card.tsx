import { extraTimeOptions } from "@/app/(learner)/_components/extra-time";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { Card, CardHeader } from "@/components/ui/card";
import { Select } from "@/components/ui/field";
import { startLinkedExamAction } from "@/lib/actions/lti";
import type { ExtraTime } from "@/lib/core/attempt/accommodation";
import { type Blueprint, formSize } from "@/lib/core/exam/blueprint";

/** The exam that a link opens, and the way into it. */
export function StartCard({
  linkId,
  blueprint,
  extraTime,
  takesScores,
  isFirst,
}: {
  linkId: string;
  blueprint: Blueprint;
  extraTime: ExtraTime;
  takesScores: boolean;
  /** Whether starting is the next thing to do on the page. */
  isFirst: boolean;
}) {
  const minutes = Math.max(1, Math.round(blueprint.seconds / 60));
  return (
    <Card as="section" aria-labelledby="exam" className="grid gap-4">
      <CardHeader
        id="exam"
        title={blueprint.title}
        note={`${formSize(blueprint)} questions · ${minutes} ${minutes === 1 ? "minute" : "minutes"}`}
      />
      <p className="max-w-reading text-ink-2">{blueprint.summary}</p>
      <p className="max-w-reading text-ink-2">
        {takesScores
          ? "When it ends, your course is sent how many of the scored questions were right, and nothing else."
          : "Your course takes no scores from this link: the result stays here."}
      </p>
      <ActionForm action={startLinkedExamAction} className="flex flex-wrap items-end gap-4">
        <input type="hidden" name="link" value={linkId} />
        <div className="w-52">
          <Select label="Extra time" name="extraTime" defaultValue={extraTime}>
            {extraTimeOptions(blueprint.seconds * 1_000).map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </div>
        <FormSubmit variant={isFirst ? "primary" : "secondary"} pendingLabel="Assembling …">
          Start
        </FormSubmit>
      </ActionForm>
    </Card>
  );
}
