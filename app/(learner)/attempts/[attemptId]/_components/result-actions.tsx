import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { startDiagnosisAction } from "@/lib/actions/learning";
import type { StepAfter } from "@/lib/core/learning/route/step-after";

/** The buttons in a result's head: the next step where it is none of those further down, and the review. */
export function ResultActions({ step, reviewHref }: { step: StepAfter; reviewHref: string }) {
  const review = (
    <ButtonLink href={reviewHref} variant={step.kind === "review" ? "primary" : "secondary"}>
      Review the questions
    </ButtonLink>
  );
  switch (step.kind) {
    case "review":
    case "route":
    case "running-diagnosis":
    case "drill":
      return review;
    case "remediation":
      return (
        <>
          <ButtonLink href={`/remediations/${step.symptom}`} variant="primary">
            Back to the remediation
          </ButtonLink>
          {review}
        </>
      );
    case "home":
      return (
        <>
          <ButtonLink href="/home" variant="primary">
            Back to home
          </ButtonLink>
          {review}
        </>
      );
    case "exam":
      return (
        <>
          <ButtonLink href="/exams" variant="primary">
            Sit a timed exam
          </ButtonLink>
          {review}
        </>
      );
    case "diagnose":
      return (
        <>
          <ActionButton action={startDiagnosisAction} fields={{}} variant="primary">
            Start a diagnosis · 20 min
          </ActionButton>
          {review}
        </>
      );
  }
}
