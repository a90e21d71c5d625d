import { Badge, type BadgeState } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Table } from "@/components/ui/table";
import type { ImportPreview } from "@/lib/usecases/exchange/import-file";

type Line = ImportPreview["lines"][number];

const FATES: Record<Line["fate"], { badge: BadgeState; word: string }> = {
  new: { badge: "draft", word: "new draft" },
  update: { badge: "draft", word: "draft of the existing" },
  copy: { badge: "suspected", word: "draft, other id" },
  same: { badge: "neutral", word: "the same" },
  skip: { badge: "neutral", word: "left out" },
};

function Findings({ line }: { line: Line }) {
  const { errors, warnings, firstErrors } = line;
  if (errors + warnings === 0) return <>Complete</>;
  return (
    <>
      <span className="block">
        {errors === 0 ? "" : `${errors} to complete`}
        {errors > 0 && warnings > 0 ? ", " : ""}
        {warnings === 0 ? "" : `${warnings} ${warnings === 1 ? "warning" : "warnings"}`}
      </span>
      {firstErrors.map((message) => (
        <span key={message} className="block text-sm text-ink-2">
          {message}
        </span>
      ))}
    </>
  );
}

/** A page of the questions of a file, with what becomes of each. */
export function ImportLines({ preview }: { preview: ImportPreview }) {
  const { id, lines, page, pages, wishes } = preview;
  const href = (to: number) => `/questions/import/${id}?${new URLSearchParams({ ...wishes, page: String(to) })}`;
  return (
    <Card>
      <Table
        caption={pages === 1 ? "Questions of the file" : `Questions of the file, page ${page} of ${pages}`}
        captionShown
        onPhone="cards"
        rows={lines}
        rowKey={(line) => `${line.id} ${line.place}`}
        empty={<EmptyState title="No questions" text="The file has none that can be taken." />}
        columns={[
          {
            key: "question",
            header: "Question",
            rowHeader: true,
            cell: (line) => (
              <>
                <span className="font-semibold [overflow-wrap:anywhere]">{line.id}</span>
                <span className="mt-0.5 line-clamp-2 text-sm font-normal text-ink-2 [overflow-wrap:anywhere]">
                  {line.title}
                </span>
                {[...(line.reason === null ? [] : [line.reason]), ...line.notes].map((note) => (
                  <span key={note} className="mt-0.5 block text-sm font-normal [overflow-wrap:anywhere]">
                    {note}
                  </span>
                ))}
              </>
            ),
          },
          {
            key: "place",
            header: "In the file",
            cell: (line) => <span className="[overflow-wrap:anywhere]">{line.place}</span>,
          },
          {
            key: "type",
            header: "Type",
            cell: (line) => (line.type === "case" ? `case of ${line.questions}` : line.type.replace("-", " ")),
          },
          {
            key: "fate",
            header: "Becomes",
            cell: (line) => <Badge state={FATES[line.fate].badge}>{FATES[line.fate].word}</Badge>,
          },
          { key: "findings", header: "Before it can be published", cell: (line) => <Findings line={line} /> },
        ]}
      />
      {pages === 1 ? null : (
        <nav aria-label="Pages" className="mt-4 flex flex-wrap gap-2">
          {page > 1 ? <ButtonLink href={href(page - 1)}>Previous page</ButtonLink> : null}
          {page < pages ? <ButtonLink href={href(page + 1)}>Next page</ButtonLink> : null}
        </nav>
      )}
    </Card>
  );
}
