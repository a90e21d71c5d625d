import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { startDiagnosisAction } from "@/lib/actions/learning";
import type { RunningDiagnosis } from "@/lib/usecases/diagnose/get-diagnosis";

/** What a diagnosis is, with the way into it; or back into the one that runs, which is then the page's next step. */
export function DiagnosisCard({ running }: { running: RunningDiagnosis | null }) {
  return (
    <Card
      as="section"
      aria-labelledby="diagnosis"
      className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4"
    >
      <div className="min-w-0 grow basis-80">
        <h2 id="diagnosis" className="text-lg">
          {running === null ? "Diagnosis" : "Your diagnosis is open"}
        </h2>
        <p className="num mt-1 text-ink-2">
          {running === null
            ? "12 to 15 questions, about 20 minutes, chosen one by one for what they tell. No reasons until the end; then you see what keeps going wrong, and your route."
            : `${running.answered} answered, at most ${running.most - running.answered} to come. Everything is kept; go on where you left.`}
        </p>
      </div>
      {running === null ? (
        <ActionButton
          action={startDiagnosisAction}
          fields={{}}
          variant="secondary"
          pendingLabel="Choosing a question …"
        >
          Start the diagnosis
        </ActionButton>
      ) : (
        <ButtonLink href={`/diagnose/${running.attemptId}`} variant="primary">
          Go on
        </ButtonLink>
      )}
    </Card>
  );
}
