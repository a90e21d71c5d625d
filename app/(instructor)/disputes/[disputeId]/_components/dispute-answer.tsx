import { ActionForm, FormSubmit, FormTextarea } from "@/components/forms/action-form";
import { LocalTime } from "@/components/time/local-time";
import { answerDisputeAction } from "@/lib/actions/disputes";
import type { DisputeCase } from "@/lib/usecases/dispute/get-dispute";

/** The answer to a dispute, or the form for it. */
export function DisputeAnswer({ dispute }: { dispute: DisputeCase["dispute"] }) {
  if (dispute.answeredAt !== null) {
    return (
      <p className="mt-4 max-w-reading border-t border-line pt-4 whitespace-pre-line [overflow-wrap:anywhere]">
        <span className="font-semibold">Answer: </span>
        {dispute.answer}{" "}
        <span className="text-sm text-ink-2">
          <LocalTime at={dispute.answeredAt} />
        </span>
      </p>
    );
  }
  return (
    <ActionForm action={answerDisputeAction} className="mt-4 grid max-w-reading gap-4 border-t border-line pt-4">
      <input type="hidden" name="dispute" value={dispute.id} />
      <FormTextarea
        name="answer"
        label="Answer without a repair"
        hint="The learner reads it in the review and on the home page. A repair answers all open disputes on this version by itself."
        rows={3}
        minLength={10}
        maxLength={2_000}
        required
      />
      <div>
        <FormSubmit variant="secondary">Send the answer</FormSubmit>
      </div>
    </ActionForm>
  );
}
