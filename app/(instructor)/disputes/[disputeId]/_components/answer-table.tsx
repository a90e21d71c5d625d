import { lineWords } from "@/components/question/line-text";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table } from "@/components/ui/table";
import { ANSWERS_COUNTED, type AnswerCounts } from "@/lib/usecases/dispute/get-dispute";

/** What was answered to the version as it was served. */
export function AnswerTable({ counts: { answers, given } }: { counts: AnswerCounts }) {
  return (
    <Card as="section" aria-label="What was answered">
      <Table
        caption={
          answers === ANSWERS_COUNTED
            ? `The latest ${answers} answers to this version`
            : `${answers} ${answers === 1 ? "answer" : "answers"} to this version`
        }
        captionShown
        rows={given}
        rowKey={({ words }) => words}
        empty={null}
        columns={[
          { key: "what", header: "Answer", rowHeader: true, cell: ({ words }) => lineWords(words) },
          { key: "key", header: "When served", cell: ({ right }) => (right ? <Badge state="right">key</Badge> : "") },
          { key: "count", header: "Chosen", align: "end", cell: ({ count }) => count },
          {
            key: "share",
            header: "Share",
            align: "end",
            cell: ({ count }) => (answers === 0 ? "–" : `${Math.round((100 * count) / answers)}\u00a0%`),
          },
        ]}
      />
      {answers > 0 && answers < 30 ? (
        <p className="mt-3 text-sm text-ink-2">Fewer than 30 answers: shares say little yet.</p>
      ) : null}
    </Card>
  );
}
