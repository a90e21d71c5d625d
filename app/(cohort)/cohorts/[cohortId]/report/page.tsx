import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReportFrame } from "@/app/(cohort)/_components/report-frame";
import { RosterTable } from "@/app/(cohort)/_components/roster-table";
import { TrapWeeks } from "@/app/(cohort)/_components/trap-weeks";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { requireContext } from "@/lib/auth/viewer";
import { outbreakWords } from "@/lib/core/cohort/outbreak-words";
import { riskWords } from "@/lib/core/cohort/risk-words";
import { getCohortReport } from "@/lib/usecases/cohort/report";

export const metadata: Metadata = { title: "Cohort report" };

export default async function CohortReportPage({ params }: { params: Promise<{ cohortId: string }> }) {
  const { cohortId } = await params;
  const context = await requireContext(`/cohorts/${cohortId}/report`);
  const report = await getCohortReport(context, cohortId);
  if (report === null) notFound();
  const { cohort, found, learners, outbreaks, atRisk, traps, weeks, past, roster } = report;
  const told = traps.filter(({ cells }) => cells.some(({ rate }) => rate !== null));
  const untold = traps.length - told.length;
  const shortName = (trap: string): string => found.pack.traps.get(trap)?.short ?? trap;
  return (
    <ReportFrame
      section="/cohorts"
      back={{ href: `/cohorts/${cohort.id}/board`, label: `Board of ${cohort.name}` }}
      kind="Report of a cohort"
      title={cohort.name}
      lead={
        <p>
          {found.exam.name}. {learners} {learners === 1 ? "learner" : "learners"}.
        </p>
      }
      note="It names learners. Each of them is told that you opened a report with them in it."
      made={{ at: context.now, zone: cohort.timeZone }}
      disclaimer={found.pack.info.disclaimer}
    >
      {learners === 0 ? (
        <EmptyState title="Nobody to report on yet" text="When learners have joined, they stand here." />
      ) : (
        <>
          {outbreaks.length === 0 ? null : (
            <Card as="section" aria-labelledby="outbreaks">
              <CardHeader id="outbreaks" title="What takes more of the cohort than it did" />
              <ul className="grid list-none gap-3 p-0">
                {outbreaks.map((outbreak) => (
                  <li key={outbreak.trap}>
                    <span className="block font-semibold">
                      {found.pack.traps.get(outbreak.trap)?.name ?? outbreak.trap}
                    </span>
                    {outbreakWords(outbreak)}
                  </li>
                ))}
              </ul>
            </Card>
          )}
          <Card as="section" aria-labelledby="at-risk">
            <CardHeader id="at-risk" title="Look at first" note="Whoever may fall behind, and why" />
            {atRisk.length === 0 ? (
              <p className="text-ink-2">Nobody stands out: all are active, and nothing is overdue.</p>
            ) : (
              <ul className="grid list-none gap-2 p-0 print:block print:columns-2 print:gap-6 print:*:mb-1.5">
                {atRisk.map(({ userId, name, risks }) => (
                  <li key={userId}>
                    <span className="font-semibold [overflow-wrap:anywhere]">{name}</span>
                    <span className="block text-ink-2">
                      {risks.map((risk) => riskWords(risk, shortName)).join("; ")}.
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <Card as="section" aria-labelledby="traps" className="long">
            <CardHeader
              id="traps"
              title="Traps by week"
              note="How often the cohort fell, of the answers that decided it; of fewer than five people nothing is shown"
            />
            {told.length === 0 && traps.length > 0 ? null : (
              <TrapWeeks
                rows={told}
                weeks={weeks}
                href={(trap) => `/cohorts/${cohort.id}/reteach/${trap}`}
                nameOf={shortName}
                past={past}
              />
            )}
            {untold === 0 ? null : (
              <p className="mt-3 text-sm text-ink-2">
                {untold === 1 ? "One more was" : `${untold} more were`} met, in every week by too few people to be
                shown.
              </p>
            )}
          </Card>
          <Card as="section" aria-labelledby="roster" className="long">
            <CardHeader
              id="roster"
              title="Roster"
              note="What counts since they joined, over eight weeks; lessons as right of answered"
            />
            <RosterTable cohortId={cohort.id} rows={roster} zone={cohort.timeZone} />
          </Card>
        </>
      )}
    </ReportFrame>
  );
}
