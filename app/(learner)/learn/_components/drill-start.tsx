import { GuestButton } from "@/app/(auth)/_components/other-ways";
import { ActionButton } from "@/components/forms/action-button";
import type { FormAction } from "@/components/forms/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** The way into a drill: at once for who is signed in, through the door for everybody else. */
export function DrillStart({
  signedIn,
  questions,
  action,
  fields,
  here,
  variant = "primary",
}: {
  signedIn: boolean;
  questions: number;
  action: FormAction;
  fields: Record<string, string>;
  here: string;
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
  if (signedIn) {
    return (
      <ActionButton action={action} fields={fields} size="lg" variant={variant}>
        Drill: {Math.min(6, questions)} questions · {Math.min(6, questions) * 1.5} min
      </ActionButton>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <GuestButton next={here} primary />
      <ButtonLink href={`/sign-in?next=${encodeURIComponent(here)}`} size="lg">
        Sign in to drill
      </ButtonLink>
    </div>
  );
}
