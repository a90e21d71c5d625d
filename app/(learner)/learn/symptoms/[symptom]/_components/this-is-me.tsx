import { GuestButton } from "@/app/(auth)/_components/other-ways";
import { pricedLine } from "@/app/(learner)/_components/step-words";
import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { reportSymptomAction } from "@/lib/actions/learning";
import type { ListedRemediation } from "@/lib/usecases/learning/list-remediations";

/** The way from a symptom to its remediation: into the viewer's own, by saying "this is me", or through the door. */
export function ThisIsMe({
  symptomId,
  signedIn,
  exam,
  remediation,
}: {
  symptomId: string;
  signedIn: boolean;
  /** The exam that a visitor who tries it as a guest practises for; the first one where it is left out. */
  exam?: string | undefined;
  /** The viewer's own on this symptom. */
  remediation: ListedRemediation | null;
}) {
  const here = `/learn/symptoms/${symptomId}`;
  if (remediation !== null) {
    const { done, standing, next } = remediation;
    return (
      <Card as="section" aria-labelledby="me" className="border-accent">
        <CardHeader id="me" title={done ? "You have worked on this" : "You are working on this"} />
        <p className="text-ink-2">{standing}</p>
        {done ? null : (
          <p className="num mt-1">
            <strong>Next:</strong> {pricedLine(next)}
          </p>
        )}
        <ButtonLink href={`/remediations/${symptomId}`} variant="primary" size="lg" className="mt-5">
          {done ? "See what was done" : "Go on with it"}
        </ButtonLink>
      </Card>
    );
  }
  return (
    <Card as="section" aria-labelledby="me" className="border-accent">
      <CardHeader id="me" title="Is this you?" />
      <p className="max-w-reading text-ink-2">
        We begin with a probe to see whether it is so: one to three questions, about five minutes. Then come the fact
        that decides, the lesson, a drill, and a check on a later day.
      </p>
      <div className="mt-5">
        {signedIn ? (
          <ActionButton action={reportSymptomAction} fields={{ symptom: symptomId }} size="lg">
            This is me
          </ActionButton>
        ) : (
          <div className="flex flex-wrap items-center gap-3">
            <GuestButton next={here} exam={exam} primary />
            <ButtonLink href={`/sign-in?next=${encodeURIComponent(here)}`} size="lg">
              Sign in
            </ButtonLink>
          </div>
        )}
      </div>
    </Card>
  );
}
