import { ZonedTime } from "@/components/time/zoned-time";
import { Card, CardHeader } from "@/components/ui/card";
import { riskWords } from "@/lib/core/cohort/risk-words";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { LearnerReport } from "@/lib/usecases/cohort/report";
import { LearnerParts, readinessSentence } from "./learner-parts";
import { ReportFrame } from "./report-frame";

/** A learner of a cohort on paper: for its leads, or for themselves. */
export function LearnerReportSheet({
  report,
  now,
  section,
  back,
  note,
}: {
  report: LearnerReport;
  now: EpochMs;
  section: string;
  back: { href: string; label: string };
  note: string;
}) {
  const { cohort, member, pack, risks, disclaimer } = report;
  const shortName = (trap: string): string => pack.traps.get(trap)?.short ?? trap;
  return (
    <ReportFrame
      section={section}
      back={back}
      kind={`Report of a learner in ${cohort.name}`}
      title={member.name}
      lead={
        <p>
          {readinessSentence(report)} What counts since joining on{" "}
          <ZonedTime at={member.joinedAt} zone={cohort.timeZone} weekday={false} />, in this cohort's exam.
        </p>
      }
      note={note}
      made={{ at: now, zone: cohort.timeZone }}
      disclaimer={disclaimer}
    >
      {risks.length === 0 ? null : (
        <Card as="section" aria-labelledby="risks">
          <CardHeader id="risks" title="Why to look" />
          <ul className="list-disc ps-5">
            {risks.map((risk) => (
              <li key={risk.kind}>{riskWords(risk, shortName)}</li>
            ))}
          </ul>
        </Card>
      )}
      <LearnerParts learner={report} zone={cohort.timeZone} />
    </ReportFrame>
  );
}
