import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { RemediationRows } from "@/app/(learner)/_components/remediation-rows";
import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { startDiagnosisAction } from "@/lib/actions/learning";
import { requireContext } from "@/lib/auth/viewer";
import { listRemediations } from "@/lib/usecases/learning/list-remediations";

export const metadata: Metadata = { title: "Remediations" };

export default async function RemediationsPage() {
  const remediations = await listRemediations(await requireContext("/remediations"));
  const open = remediations.filter(({ done }) => !done);
  const closed = remediations.filter(({ done }) => done);
  return (
    <SiteFrame current="/home">
      <PageHeader
        title="Remediations"
        lead="Your work on one symptom at a time: make sure it is so, read what decides it, drill, and be checked later."
      />
      <div className="grid gap-10">
        {remediations.length === 0 ? (
          <EmptyState
            icon="target"
            title="Nothing is open"
            text="A remediation opens when your answers point at a symptom, or when you say that one is yours. A diagnosis of 12 to 15 questions finds out which."
            action={
              <>
                <ActionButton action={startDiagnosisAction} fields={{}}>
                  Start a diagnosis · 20 min
                </ActionButton>
                <ButtonLink href="/learn#symptoms">Pick your symptom</ButtonLink>
              </>
            }
          />
        ) : null}
        {open.length === 0 ? null : (
          <section aria-labelledby="open" className="grid gap-3">
            <h2 id="open" className="text-lg">
              Open
            </h2>
            <RemediationRows remediations={open} primary />
          </section>
        )}
        {remediations.length > 0 && open.length === 0 ? (
          <EmptyState
            icon="check"
            title="Nothing is open"
            text="What was cured stays on the list of checks; falling again opens it again. A timed exam shows what else there is."
            action={
              <ButtonLink href="/exams" variant="primary">
                Choose an exam
              </ButtonLink>
            }
          />
        ) : null}
        {closed.length === 0 ? null : (
          <section aria-labelledby="closed" className="grid gap-3">
            <h2 id="closed" className="text-lg">
              Closed
            </h2>
            <RemediationRows remediations={closed} />
          </section>
        )}
      </div>
    </SiteFrame>
  );
}
