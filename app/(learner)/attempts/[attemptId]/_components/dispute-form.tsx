"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
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

/**
 * Folded away until somebody wants it, which is rare: what is inside is made only then. Without scripts a link leads to
 * the same page with the form in it.
 */
function OnDemand({
  title,
  formHref,
  isAsked,
  children,
}: {
  title: string;
  formHref: string;
  isAsked: boolean;
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const [isShown, setShown] = useState(isAsked);
  // It may have been opened before scripts ran.
  useEffect(() => {
    if (details.current?.open === true) setShown(true);
  }, []);
  return (
    <Disclosure ref={details} title={title} open={isAsked} onToggle={() => setShown(true)}>
      {isShown ? (
        children
      ) : (
        <noscript>
          <a className="link inline-flex min-h-11 items-center" href={formHref}>
            Say what is wrong with it
          </a>
        </noscript>
      )}
    </Disclosure>
  );
}

/** What the learner said against a question and what was answered; or the way to say it. */
export function DisputeForm({
  itemId,
  place,
  dispute,
  formHref,
  isAsked,
}: {
  itemId: string;
  place: number;
  dispute: Own | null;
  /** The page with the form open, for a browser without scripts. */
  formHref: string;
  /** The page was asked for in that way. */
  isAsked: boolean;
}) {
  return (
    <>
      {dispute === null ? null : <OwnDispute dispute={dispute} place={place} />}
      {dispute !== null && dispute.answeredAt === null ? null : (
        <OnDemand
          title={dispute === null ? "Is the question wrong?" : "Dispute it again"}
          formHref={formHref}
          isAsked={isAsked}
        >
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
        </OnDemand>
      )}
    </>
  );
}
