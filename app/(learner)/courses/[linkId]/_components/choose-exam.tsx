import { ActionForm, FormSelect, FormSubmit } from "@/components/forms/action-form";
import { chooseLinkExamAction } from "@/lib/actions/lti";
import type { Blueprint } from "@/lib/core/exam/blueprint";

/** For leads: which exam the link opens. */
export function ChooseExam({
  linkId,
  choices,
  chosen,
}: {
  linkId: string;
  choices: readonly Blueprint[];
  chosen: string;
}) {
  return (
    <ActionForm action={chooseLinkExamAction} className="flex flex-wrap items-end gap-4">
      <input type="hidden" name="link" value={linkId} />
      <div className="grow basis-60">
        <FormSelect label="This link opens" name="blueprint" defaultValue={chosen}>
          <option value="">no exam, practice only</option>
          {choices.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </FormSelect>
      </div>
      <FormSubmit variant={chosen === "" ? "primary" : "secondary"}>Save</FormSubmit>
    </ActionForm>
  );
}
