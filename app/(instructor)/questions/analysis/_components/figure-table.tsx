import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Table } from "@/components/ui/table";
import { correlationText, FLAG_NAMES } from "@/lib/core/item-analysis/flags/flag-words";
import { MIN_ANSWERS } from "@/lib/core/item-analysis/flags/thresholds";
import type { BankAnalysis } from "@/lib/usecases/analysis/get-bank-analysis";

type Row = BankAnalysis["rows"][number];

/** What is to be said of a question, in words. */
function Findings({ n, flags, pilot }: Row) {
  if (n < MIN_ANSWERS) return <span className="text-ink-2">Figures from {MIN_ANSWERS} answers on.</span>;
  return (
    <ul className="grid list-none gap-2 p-0 text-start">
      {flags.map(({ kind, words }) => (
        <li key={kind} className="grid justify-items-start gap-1">
          <Badge state="flagged">{FLAG_NAMES[kind]}</Badge>
          <span className="text-sm">{words}</span>
        </li>
      ))}
      {pilot === null ? null : (
        <li className="grid justify-items-start gap-1">
          <Badge state="pilot">only a pilot so far</Badge>
          <span className="text-sm">{pilot.words}</span>
        </li>
      )}
      {flags.length === 0 && pilot === null ? <li className="text-ink-2">Nothing speaks against it.</li> : null}
    </ul>
  );
}

/** Questions and families with their figures, the most urgent first. */
export function FigureTable({ caption, rows, empty }: { caption: string; rows: readonly Row[]; empty: string }) {
  return (
    <Card>
      <Table
        caption={caption}
        captionShown
        onPhone="cards"
        rows={rows}
        rowKey={({ subject }) => subject}
        empty={<EmptyState level={3} icon="check" title="None" text={empty} />}
        columns={[
          {
            key: "question",
            header: "Question",
            rowHeader: true,
            cell: ({ subject, questionId, stem, isFamily, lesson }) => (
              <span className="block sm:max-w-md">
                <Link
                  className="link font-semibold [overflow-wrap:anywhere]"
                  href={`/questions/${questionId}/analysis`}
                >
                  {subject}
                </Link>
                <span className="mt-0.5 line-clamp-2 text-sm font-normal text-ink-2">{stem}</span>
                <span className="num mt-0.5 block text-sm font-normal text-ink-2">
                  Lesson {lesson}
                  {isFamily ? ", all draws of the family" : ""}
                </span>
              </span>
            ),
          },
          { key: "n", header: "Answers", align: "end", cell: ({ n }) => n },
          {
            key: "p",
            header: "Right",
            align: "end",
            cell: ({ n, p }) => (n < MIN_ANSWERS || p === null ? "–" : `${Math.round(p * 100)}\u00a0%`),
          },
          {
            key: "r",
            header: "Item–rest r",
            align: "end",
            cell: ({ n, discrimination }) => (n < MIN_ANSWERS ? "–" : correlationText(discrimination)),
          },
          { key: "findings", header: "What stands out", cell: Findings },
        ]}
      />
    </Card>
  );
}
