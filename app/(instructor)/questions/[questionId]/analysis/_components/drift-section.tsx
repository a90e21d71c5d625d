import { LineChart } from "@/components/charts/line-chart";
import { fullDay } from "@/components/time/day-text";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Table } from "@/components/ui/table";
import { MIN_ANSWERS } from "@/lib/core/item-analysis/flags/thresholds";
import type { QuestionAnalysis } from "@/lib/usecases/analysis/get-question-analysis";

const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;

/** How the share right went from four weeks to four weeks, beside how the same people did elsewhere. */
export function DriftSection({
  windows,
  drift,
}: Pick<QuestionAnalysis, "windows"> & Pick<QuestionAnalysis["judged"], "drift">) {
  const [first] = windows;
  const last = windows.at(-1);
  if (first === undefined || last === undefined) return null;
  const few = windows.some(({ n }) => n < MIN_ANSWERS);
  return (
    <section aria-labelledby="drift" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 id="drift" className="text-lg">
        Over time
      </h2>
      {drift === null ? (
        <p className="max-w-reading text-ink-2">
          Too little to compare yet: drift is judged between the latest {MIN_ANSWERS} answers and at least as many
          before them.
        </p>
      ) : (
        <p className="max-w-reading">
          {percent(drift.later.p)} of the latest {drift.later.n} answers are right, after {percent(drift.earlier.p)} of{" "}
          {drift.earlier.n}.{" "}
          {drift.isDrifting
            ? "That is more than chance."
            : "That is no more than chance gives, or too small to matter."}
        </p>
      )}
      <Card>
        {first === last ? null : (
          <LineChart
            from={{ at: first.start, label: fullDay(first.start) }}
            to={{ at: last.start, label: fullDay(last.start) }}
            max={1}
            format={percent}
            series={[
              {
                name: "right here",
                tone: "accent",
                points: windows.map(({ start, n, right }) => ({ at: start, value: right / n, few: n < MIN_ANSWERS })),
              },
              {
                name: "the same people on their other questions",
                tone: "trap",
                points: windows.map(({ start, n, meanRest }) => ({ at: start, value: meanRest, few: n < MIN_ANSWERS })),
              },
            ]}
          />
        )}
        {few && first !== last ? (
          <p className="mt-2 text-sm text-ink-2">Hollow marks stand on fewer than {MIN_ANSWERS} answers.</p>
        ) : null}
        <Disclosure title="The figures, four weeks by four weeks" open={first === last}>
          <Table
            caption="Four weeks by four weeks"
            rows={[...windows].reverse()}
            rowKey={({ start }) => String(start)}
            empty={null}
            columns={[
              {
                key: "start",
                header: "Four weeks from",
                rowHeader: true,
                cell: ({ start }) => <span className="whitespace-nowrap">{fullDay(start)}</span>,
              },
              { key: "n", header: "Answers", align: "end", cell: ({ n }) => n },
              { key: "right", header: "Right", align: "end", cell: ({ n, right }) => percent(right / n) },
              {
                key: "rest",
                header: "Right elsewhere",
                align: "end",
                cell: ({ meanRest }) => (meanRest === null ? "–" : percent(meanRest)),
              },
            ]}
          />
        </Disclosure>
      </Card>
    </section>
  );
}
