import { GuestButton } from "@/app/(auth)/_components/other-ways";
import { price } from "@/app/(learner)/_components/step-words";
import { ActionButton } from "@/components/forms/action-button";
import type { FormAction } from "@/components/forms/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { DRILL_SIZE } from "@/lib/core/attempt/plan";
import { questionMinutes } from "@/lib/core/learning/remediation/step-minutes";

/** The way into a drill: at once for who is signed in, through the door for everybody else. */
export function DrillStart({
  signedIn,
  questions,
  action,
  fields,
  here,
  exam,
  variant = "primary",
}: {
  signedIn: boolean;
  questions: number;
  action: FormAction;
  fields: Record<string, string>;
  here: string;
  /** The exam that a visitor who tries it as a guest practises for; the first one where it is left out. */
  exam?: string | undefined;
  /** Secondary where something else is the next step of the screen. */
  variant?: "primary" | "secondary";
}) {
  if (questions === 0) {
    return (
      <Notice tone="info" role="note">
        The bank has no questions on this for your exam yet.
      </Notice>
    );
  }
  const count = Math.min(DRILL_SIZE, questions);
  if (signedIn) {
    return (
      <ActionButton action={action} fields={fields} size="lg" variant={variant}>
        Drill: {count === 1 ? "1 question" : `${count} questions`}
        {price(questionMinutes(count))}
      </ActionButton>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <GuestButton next={here} exam={exam} primary />
      <ButtonLink href={`/sign-in?next=${encodeURIComponent(here)}`} size="lg">
        Sign in to drill
      </ButtonLink>
    </div>
  );
}
