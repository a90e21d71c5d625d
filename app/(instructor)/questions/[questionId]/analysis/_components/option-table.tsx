import { LineView } from "@/components/question/line-view";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table } from "@/components/ui/table";
import { correlationText } from "@/lib/core/item-analysis/flags/flag-words";
import type { QuestionAnalysis } from "@/lib/usecases/analysis/get-question-analysis";

const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;

type Option = QuestionAnalysis["judged"]["statistics"]["options"][number];

/** How often those for whom it was decided took the trap. */
function TrapRate({ trap }: Pick<Option, "trap">) {
  if (trap === null || trap.rate === null) return <span className="text-ink-2">–</span>;
  return (
    <>
      {percent(trap.rate)}{" "}
      <span className="block text-sm whitespace-nowrap text-ink-2">
        {trap.taken} of {trap.decided} decided
      </span>
    </>
  );
}

/** Every answer: who gave it, from the weakest third to the strongest, and the trap that it admits. */
export function OptionTable({ judged, names, traps }: Pick<QuestionAnalysis, "judged" | "names" | "traps">) {
  const { statistics } = judged;
  const textOf = new Map(names.legend.map(({ name, text }) => [name, text]));
  const hasTraps = statistics.options.some(({ trap }) => trap !== null);
  const third = (place: 0 | 1 | 2) => (option: Option) =>
    option.thirds === null ? "–" : percent(option.thirds[place]);
  return (
    <Card>
      <Table
        caption="Answers by thirds of the score on the other questions"
        onPhone="cards"
        rows={statistics.options}
        rowKey={({ option }) => option}
        empty={null}
        columns={[
          {
            key: "answer",
            header: "Answer",
            rowHeader: true,
            cell: ({ option, isKey, trap, isDead }) => {
              const name = names.nameOf(option);
              const text = textOf.get(name);
              return (
                <span className="grid max-w-reading justify-items-start gap-1">
                  <span>
                    <span className="font-semibold">{name}</span>
                    {text === undefined ? null : (
                      <>
                        {" "}
                        <LineView line={text} />
                      </>
                    )}
                  </span>
                  <span className="flex flex-wrap gap-1.5">
                    {isKey ? <Badge state="right">key</Badge> : null}
                    {trap === null || traps.get(trap.trap) === name ? null : (
                      <Badge state="trap" className="whitespace-normal!">
                        {traps.get(trap.trap) ?? trap.trap}
                      </Badge>
                    )}
                    {isDead ? <Badge state="neutral">hardly chosen</Badge> : null}
                  </span>
                </span>
              );
            },
          },
          {
            key: "n",
            header: "Chosen",
            align: "end",
            cell: ({ n, rate }) => (
              <>
                {n} <span className="block whitespace-nowrap text-ink-2">{percent(rate)}</span>
              </>
            ),
          },
          { key: "low", header: "Lowest third", align: "end", cell: third(0) },
          { key: "middle", header: "Middle third", align: "end", cell: third(1) },
          { key: "high", header: "Highest third", align: "end", cell: third(2) },
          {
            key: "r",
            header: "r with the rest",
            align: "end",
            cell: ({ pbRest }) => (pbRest === null ? "–" : correlationText(pbRest)),
          },
          ...(hasTraps ? [{ key: "rate", header: "Trap taken", align: "end" as const, cell: TrapRate }] : []),
        ]}
      />
    </Card>
  );
}

/** What the letters and numbers of answer patterns stand for. */
export function Legend({ names }: Pick<QuestionAnalysis, "names">) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm text-ink-2">
      {names.legend.map(({ name, text }) => (
        <div key={name} className="contents">
          <dt className="font-semibold text-ink">{name}</dt>
          <dd>
            <LineView line={text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The traps of a question whose answers are made of several choices. */
export function TrapTable({ judged, traps }: Pick<QuestionAnalysis, "judged" | "traps">) {
  return (
    <Card>
      <Table
        caption="Traps"
        captionShown
        onPhone="cards"
        rows={judged.statistics.traps}
        rowKey={({ trap }) => trap}
        empty={null}
        columns={[
          { key: "trap", header: "Trap", rowHeader: true, cell: ({ trap }) => traps.get(trap) ?? trap },
          { key: "taken", header: "Taken", align: "end", cell: ({ taken }) => taken },
          { key: "decided", header: "Decided", align: "end", cell: ({ decided }) => decided },
          { key: "rate", header: "Share", align: "end", cell: ({ rate }) => (rate === null ? "–" : percent(rate)) },
        ]}
      />
    </Card>
  );
}
