import { LineChart } from "@/components/charts/line-chart";
import { niceMax } from "@/components/charts/scale";
import { shortDay } from "@/components/time/day-text";
import { Card, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Table } from "@/components/ui/table";
import { type WeekShare, weekShares } from "@/lib/core/learning/overview/week-shares";
import { minutesAndSeconds } from "@/lib/core/shared/duration";
import type { Weaknesses } from "@/lib/usecases/learning/get-weaknesses";

const percent = (share: number | null): string => (share === null ? "–" : `${Math.round(share * 100)}\u00a0%`);
const clock = (seconds: number | null): string => (seconds === null ? "–" : minutesAndSeconds(seconds * 1_000));

function Counted({ count, share, of }: { count: number; share: number | null; of: number }) {
  return (
    <>
      <span className="whitespace-nowrap">
        {count} of {of}
      </span>{" "}
      <span className="whitespace-nowrap text-ink-2">{percent(share)}</span>
    </>
  );
}

function Figures({ weeks }: { weeks: readonly WeekShare[] }) {
  return (
    <Disclosure title="The figures, week by week">
      <Table
        caption="Week by week"
        rows={[...weeks].reverse()}
        rowKey={({ at }) => String(at)}
        empty={null}
        columns={[
          {
            key: "week",
            header: "Week from",
            rowHeader: true,
            cell: ({ at }) => <span className="whitespace-nowrap">{shortDay(at)}</span>,
          },
          {
            key: "right",
            header: "Right",
            align: "end",
            cell: ({ right, answered }) => <Counted {...right} of={answered} />,
          },
          {
            key: "fallen",
            header: "Traps taken",
            align: "end",
            cell: ({ fallen, decided }) => <Counted {...fallen} of={decided} />,
          },
          { key: "pace", header: "Time a question", align: "end", cell: ({ seconds }) => clock(seconds) },
        ]}
      />
    </Disclosure>
  );
}

/** Right answers, traps taken and time a question over the weeks, with the figures behind it. */
export function TrendSection({ weeks, medianSeconds }: Pick<Weaknesses, "weeks" | "medianSeconds">) {
  const shares = weekShares(weeks);
  const [first] = shares;
  const last = shares.at(-1);
  if (first === undefined || last === undefined) return null;
  const from = { at: first.at, label: shortDay(first.at) };
  const to = { at: last.at, label: shortDay(last.at) };
  const paced = shares.filter(({ seconds }) => seconds !== null);
  const slowest = Math.max(...paced.map(({ seconds }) => seconds ?? 0));
  const few = shares.some((week) => week.few);
  return (
    <section aria-labelledby="trend" className="grid gap-3">
      <h2 id="trend" className="scroll-mt-6 text-lg">
        Over the weeks
      </h2>
      <Card>
        <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
          <div>
            <CardHeader title="Right answers and traps taken" level={3} />
            <LineChart
              from={from}
              to={to}
              max={1}
              format={percent}
              series={[
                {
                  name: "right, of all answers",
                  tone: "accent",
                  points: shares.map(({ at, right, few: isFew }) => ({ at, value: right.share, few: isFew })),
                },
                {
                  name: "traps taken, of those decided",
                  tone: "trap",
                  points: shares.map(({ at, fallen, few: isFew }) => ({ at, value: fallen.share, few: isFew })),
                },
              ]}
            />
          </div>
          <div>
            <CardHeader
              title="Time a question"
              level={3}
              note={medianSeconds === null ? undefined : `usually ${clock(medianSeconds)} of late`}
            />
            {paced.length === 0 ? (
              <p className="text-ink-2">No time is known yet: it is taken in exams and practice as you go.</p>
            ) : (
              <LineChart
                from={from}
                to={to}
                max={niceMax(slowest / 60) * 60}
                format={clock}
                series={[
                  {
                    name: "minutes and seconds, on average",
                    tone: "accent",
                    points: shares.map(({ at, seconds, few: isFew }) => ({ at, value: seconds, few: isFew })),
                  },
                ]}
              />
            )}
          </div>
        </div>
        {few ? <p className="mt-3 text-sm text-ink-2">Hollow marks stand on fewer than eight answers.</p> : null}
        <div className="mt-3 border-t border-line pt-2">
          <Figures weeks={shares} />
        </div>
      </Card>
    </section>
  );
}
