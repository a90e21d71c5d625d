"use client";

import { ActionForm, FormSubmit, FormTextarea } from "@/components/forms/action-form";
import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { Disclosure } from "@/components/ui/disclosure";
import { fileDisputeAction } from "@/lib/actions/disputes";
import type { ReviewItem } from "@/lib/usecases/attempt/get-review";

type Own = NonNullable<ReviewItem["dispute"]>;

function OwnDispute({ dispute, place }: { dispute: Own; place: number }) {
  return (
    <section
      aria-labelledby={`q${place}-dispute`}
      className="rounded-control border border-line bg-paper px-4 pt-3.5 pb-4"
    >
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 id={`q${place}-dispute`} className="text-[1rem]">
          Your dispute
        </h3>
        {dispute.answeredAt === null ? (
          <Badge state="neutral">waits for an answer</Badge>
        ) : (
          <Badge state="answered">answered</Badge>
        )}
        <p className="ms-auto text-sm text-ink-2">
          <LocalTime at={dispute.answeredAt ?? dispute.at} />
        </p>
      </div>
      <p className="mt-1 whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">{dispute.reason}</p>
      {dispute.answer === null ? null : (
        <p className="mt-3 border-t border-line pt-3 whitespace-pre-line [overflow-wrap:anywhere]">
          <span className="font-semibold">Answer: </span>
          {dispute.answer}
        </p>
      )}
    </section>
  );
}

/** What the learner said against a question and what was answered; or the way to say it. */
export function DisputeForm({ itemId, place, dispute }: { itemId: string; place: number; dispute: Own | null }) {
  return (
    <>
      {dispute === null ? null : <OwnDispute dispute={dispute} place={place} />}
      {dispute !== null && dispute.answeredAt === null ? null : (
        <Disclosure title={dispute === null ? "Is the question wrong?" : "Dispute it again"}>
          <ActionForm action={fileDisputeAction} className="grid gap-4">
            <input type="hidden" name="item" value={itemId} />
            <FormTextarea
              name="reason"
              label="What is wrong with it?"
              hint="Say what is right in your view and where it is written. An instructor reads it without your name."
              rows={4}
              minLength={10}
              maxLength={2_000}
              required
            />
            <div>
              <FormSubmit variant="secondary">Dispute question {place}</FormSubmit>
            </div>
          </ActionForm>
        </Disclosure>
      )}
    </>
  );
}
