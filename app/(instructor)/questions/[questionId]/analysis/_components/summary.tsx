import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { correlationText } from "@/lib/core/item-analysis/flags/flag-words";
import type { QuestionAnalysis } from "@/lib/usecases/analysis/get-question-analysis";

function Figure({ name, value, note }: { name: string; value: ReactNode; note: string }) {
  return (
    <Card padding="sm">
      <dt className="text-sm text-ink-2">{name}</dt>
      <dd>
        <span className="num block text-xl font-semibold">{value}</span>
        <span className="text-sm text-ink-2">{note}</span>
      </dd>
    </Card>
  );
}

/** The figures of a question at a glance, each with what it is of. */
export function Summary({ judged }: Pick<QuestionAnalysis, "judged">) {
  const { n, nRest, right, omitted, p, discrimination, d27 } = judged.statistics;
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure
        name="Answers"
        value={n}
        note={[`${omitted} not answered`, ...(judged.pilots > 0 ? [`${judged.pilots} as a pilot`] : [])].join(", ")}
      />
      <Figure
        name="Difficulty"
        value={p === null ? "–" : `${Math.round(p * 100)}\u00a0%`}
        note={`${right} of ${n} right`}
      />
      <Figure
        name="Discrimination"
        value={nRest === 0 ? "–" : correlationText(discrimination)}
        note={`corrected item–rest r, n = ${nRest}`}
      />
      <Figure
        name={"Upper less lower 27\u00a0%"}
        value={d27 === null ? "–" : correlationText(d27)}
        note="share right in the best less in the weakest"
      />
    </dl>
  );
}
