import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Table } from "@/components/ui/table";
import { correlationText } from "@/lib/core/item-analysis/flags/flag-words";
import { MIN_ANSWERS } from "@/lib/core/item-analysis/flags/thresholds";
import type { BankAnalysis } from "@/lib/usecases/analysis/get-bank-analysis";

type Form = BankAnalysis["forms"][number];

/** A figure of a form, or why there is none yet. */
function Figure({ form, show }: { form: Form; show: (form: Form) => string | null }) {
  const text = form.figures.n < MIN_ANSWERS ? null : show(form);
  return text === null ? <span className="text-ink-2">not yet</span> : text;
}

/** What each blueprint's forms measure, and how surely. */
export function FormTable({ forms }: { forms: readonly Form[] }) {
  return (
    <Card>
      <Table
        caption="Forms, by blueprint"
        onPhone="cards"
        rows={forms}
        rowKey={({ exam, title, length }) => `${exam} ${title} ${length}`}
        empty={
          <EmptyState
            level={3}
            icon="clock"
            title="No exam has ended yet"
            text="Forms have figures from 30 exams on."
          />
        }
        columns={[
          {
            key: "form",
            header: "Form",
            rowHeader: true,
            cell: ({ exam, title, length }) => (
              <>
                <span className="font-semibold">{title}</span>
                <span className="num mt-0.5 block text-sm font-normal text-ink-2">
                  {exam}, {length} scored questions
                </span>
              </>
            ),
          },
          { key: "n", header: "Exams", align: "end", cell: ({ figures }) => figures.n },
          {
            key: "mean",
            header: "Right, mean ± SD",
            align: "end",
            cell: (form) => (
              <Figure
                form={form}
                show={({ figures: { mean, sd } }) =>
                  mean === null || sd === null ? null : `${mean.toFixed(1)} ± ${sd.toFixed(1)}`
                }
              />
            ),
          },
          {
            key: "kr20",
            header: "KR-20",
            align: "end",
            cell: (form) => (
              <Figure
                form={form}
                show={({ figures: { reliability } }) => reliability && correlationText(reliability.kr20)}
              />
            ),
          },
          {
            key: "sem",
            header: "SEM, in questions",
            align: "end",
            cell: (form) => (
              <Figure form={form} show={({ figures: { reliability } }) => reliability?.sem.toFixed(1) ?? null} />
            ),
          },
          {
            key: "questions",
            header: "Questions behind it",
            align: "end",
            cell: (form) => (
              <Figure
                form={form}
                show={({ figures: { reliability } }) =>
                  reliability && `${reliability.questions}, each with ${reliability.fewest}+ answers`
                }
              />
            ),
          },
        ]}
      />
    </Card>
  );
}
