import Link from "next/link";
import { dayInWords } from "@/components/question/day";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { Table } from "@/components/ui/table";
import { addressFields, bankAddress, cursorOf } from "@/lib/core/authoring/bank/bank-query";
import type { BankList, BankRow } from "@/lib/usecases/bank/list-questions";
import { TYPE_WORDS } from "./filter-words";
import { SelectionForm } from "./selection-form";

function Question({ row }: { row: BankRow }) {
  return (
    <>
      <Link className="link font-semibold [overflow-wrap:anywhere]" href={`/questions/${row.id}`}>
        {row.id}
      </Link>
      <span className="mt-0.5 line-clamp-2 text-sm font-normal text-ink-2">{row.stem}</span>
      {row.state === "published" && row.draftId === null && !row.counterCue ? null : (
        <span className="mt-1 flex flex-wrap gap-1.5 font-normal">
          {row.state === "published" ? null : <Badge state={row.state} />}
          {row.draftId === null ? null : (
            <Link href={`/questions/drafts/${row.draftId}`}>
              <Badge state="draft">draft open</Badge>
            </Link>
          )}
          {row.counterCue ? <Badge state="trap">counter-cue</Badge> : null}
        </span>
      )}
    </>
  );
}

/** How many match, in words that are true on every page. */
function countWords({ total, rows }: Pick<BankList, "total" | "rows">): string {
  const questions = `${total} ${total === 1 ? "question" : "questions"}`;
  return total === rows.length ? questions : `${questions}, ${rows.length} on this page`;
}

/** A page of the bank: every row can be selected, and so can all that match. */
export function BankTable({ list }: { list: BankList }) {
  const { rows, query, total, hasBefore, hasAfter } = list;
  const [first, last] = [rows[0], rows.at(-1)];
  return (
    <>
      <Card padding="sm">
        <SelectionForm fields={addressFields({ ...query, sort: "id" })} total={total} ids={rows.map(({ id }) => id)}>
          <Table
            caption={countWords(list)}
            captionShown
            headSticky
            onPhone="cards"
            rows={rows}
            rowKey={(row) => row.id}
            empty={null}
            columns={[
              {
                key: "select",
                header: "Select",
                headerHidden: true,
                cell: (row) => (
                  <label className="-my-2.5 flex min-h-11 items-center gap-3 max-sm:justify-start">
                    <input type="checkbox" name="id" value={row.id} className="checkbox" />
                    <span className="sr-only">Select {row.id}</span>
                  </label>
                ),
              },
              { key: "question", header: "Question", rowHeader: true, cell: (row) => <Question row={row} /> },
              { key: "lesson", header: "Lesson", cell: (row) => <span className="num">{row.lesson}</span> },
              {
                key: "type",
                header: "Type",
                cell: (row) => (
                  <>
                    {TYPE_WORDS[row.type]}
                    {row.caseId === null ? "" : ", case"}
                    {row.family === null ? "" : ", draw of a family"}
                  </>
                ),
              },
              { key: "difficulty", header: "Difficulty", align: "end", cell: (row) => row.difficulty },
              { key: "traps", header: "Traps", align: "end", cell: (row) => row.traps.length },
              {
                key: "verified",
                header: "Verified",
                cell: (row) => (
                  <span className="num">
                    <span className="whitespace-nowrap">{dayInWords(row.verifiedOn)}</span>
                    {row.stale ? (
                      <>
                        {" "}
                        <Badge state="trap">over a year ago</Badge>
                      </>
                    ) : null}
                  </span>
                ),
              },
            ]}
          />
        </SelectionForm>
      </Card>
      {hasBefore || hasAfter ? (
        <nav aria-label="Pages" className="mt-4 flex flex-wrap justify-between gap-2">
          {hasBefore && first !== undefined ? (
            <ButtonLink
              href={bankAddress(query, { before: cursorOf(first, query.sort) })}
              icon={<Icon name="arrow-left" size={18} />}
            >
              Previous
            </ButtonLink>
          ) : (
            <span />
          )}
          {hasAfter && last !== undefined ? (
            <ButtonLink
              href={bankAddress(query, { after: cursorOf(last, query.sort) })}
              iconAfter={<Icon name="arrow-right" size={18} />}
            >
              Next
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}
