import { ScoreBand } from "@/components/charts/score-band";
import { Card } from "@/components/ui/card";
import type { AttemptReport } from "@/lib/usecases/attempt/get-result";

/** The score: as a band on the scale where the attempt was an exam, else as it was counted. */
export function ScoreCard({ report: { result, exam } }: { report: AttemptReport }) {
  if (result.band === null || exam === null) {
    return (
      <Card>
        <p className="num text-4xl font-bold tracking-[-0.03em]">
          {result.right} of {result.scored}
        </p>
        <p className="mt-1 text-sm text-ink-2">
          right{result.unanswered === 0 ? "" : `; ${result.unanswered} not answered`}
        </p>
      </Card>
    );
  }
  return (
    <Card>
      <ScoreBand
        label="Likely score"
        min={exam.scale.min}
        max={exam.scale.max}
        pass={exam.scale.pass}
        low={result.band.low}
        high={result.band.high}
        note={
          <>
            likely range ({"80\u00a0%"}) on the {exam.scale.min}–{exam.scale.max} scale.
            <br />
            {result.right} of {result.scored} scored right
            {result.unanswered === 0 ? "" : `, ${result.unanswered} not answered`}.
          </>
        }
      />
      <p className="mt-4 text-sm text-ink-2">{exam.conversionNote}</p>
    </Card>
  );
}
