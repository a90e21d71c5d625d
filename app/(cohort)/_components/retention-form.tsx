import { ActionForm, FormSelect, FormSubmit } from "@/components/forms/action-form";
import { changeRetentionAction } from "@/lib/actions/privacy";
import { RETENTION_CHOICES, type Retention } from "@/lib/core/cohort/retention";

/** How long leads go on seeing learners once the cohort is archived. */
export function RetentionForm({ cohortId, retention }: { cohortId: string; retention: Retention }) {
  return (
    <ActionForm action={changeRetentionAction} className="grid gap-5">
      <input type="hidden" name="cohort" value={cohortId} />
      <FormSelect
        label="Leads see learners"
        name="retention"
        defaultValue={retention}
        hint="Then everybody but the leads is out of the cohort, and the log of who looked goes. Learners keep all of their own."
      >
        {RETENTION_CHOICES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </FormSelect>
      <FormSubmit className="justify-self-start" variant="secondary">
        Save how long
      </FormSubmit>
    </ActionForm>
  );
}
