"use client";

import { useRouter } from "next/navigation";
import { ActionForm, FormSubmit, FormTextarea } from "@/components/forms/action-form";
import { Disclosure } from "@/components/ui/disclosure";
import { bringBackAction, retireAction } from "@/lib/actions/review";

type StateFormProps = {
  questionId: string;
  isRetired: boolean;
  /** How many other questions its case has. */
  inCaseWith: number;
  isDraw: boolean;
};

/** Takes a question out of new sittings, or puts it back, with a reason. */
export function StateForm({ questionId, isRetired, inCaseWith, isDraw }: StateFormProps) {
  const router = useRouter();
  const what = inCaseWith > 0 ? "the whole case" : isDraw ? "this draw of its family" : "the question";
  const effect = isRetired
    ? `Puts ${what} back into new sittings.`
    : `Takes ${what} out of new sittings. Attempts that have it keep it, and its file does not bring it back.`;
  return (
    <Disclosure title={isRetired ? "Bring it back" : "Retire it"} className="border-t border-line pt-4">
      <ActionForm
        action={isRetired ? bringBackAction : retireAction}
        onDone={() => router.refresh()}
        className="grid max-w-reading gap-4"
      >
        <input type="hidden" name="question" value={questionId} />
        <p className="text-ink-2">{effect}</p>
        <FormTextarea name="reason" label="Why" hint="It is kept in the history." maxLength={600} required />
        <div>
          <FormSubmit variant={isRetired ? "primary" : "danger"}>
            {isRetired ? "Bring it back" : "Retire it"}
          </FormSubmit>
        </div>
      </ActionForm>
    </Disclosure>
  );
}
