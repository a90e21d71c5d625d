import { ToldList } from "@/app/(instructor)/_components/told-list";
import { ActionButton } from "@/components/forms/action-button";
import { Card, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { forgetImportAction, makeDraftsAction } from "@/lib/actions/exchange";
import type { ImportPreview } from "@/lib/usecases/exchange/import-file";

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** The counts of a preview, as sentences; only those that are not nought. */
function sentences({ counts }: ImportPreview): string[] {
  const { copy, update, sameQuestions: same, skip } = counts;
  return [
    counts.new > 0 ? `${counts.new} new.` : "",
    update > 0 ? `${plural(update, "change")} to what the bank has: drafts of these questions.` : "",
    copy > 0 ? `${copy} with another id, because theirs is taken.` : "",
    same > 0 ? `${plural(same, "question")} the same as in the bank: nothing to do.` : "",
    skip > 0 ? `${skip} left out, because their id is taken.` : "",
  ].filter((line) => line !== "");
}

/** What will be made, what will not, and the one button that does it. */
export function ImportSummary({ preview }: { preview: ImportPreview }) {
  const { counts, problems, losses, told, wishes, digest, id } = preview;
  return (
    <Card as="section" aria-labelledby="import-summary">
      <CardHeader
        id="import-summary"
        title={
          counts.drafts === 0
            ? "There is nothing to make"
            : `${plural(counts.drafts, "draft")} with ${plural(counts.questions, "question")}`
        }
      />
      <ul className="grid gap-1">
        {sentences(preview).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {told.problems === 0 ? null : (
        <Notice
          tone="warning"
          role="note"
          className="mt-4"
          title={`${plural(told.problems, "question")} of the file cannot be taken`}
        >
          <p>Mend the file and choose it again, or go on without.</p>
          <ToldList problems={problems} count={told.problems} />
        </Notice>
      )}
      {told.losses === 0 ? null : (
        <Disclosure className="mt-3" title={`What the file says and a question cannot hold (${told.losses})`}>
          <ToldList problems={losses.map(({ place, what }) => ({ place, message: what }))} count={told.losses} />
        </Disclosure>
      )}
      <div className="mt-5 flex flex-wrap items-start gap-3">
        {counts.drafts === 0 ? null : (
          <ActionButton action={makeDraftsAction} variant="primary" fields={{ import: id, digest, ...wishes }}>
            {`Make ${plural(counts.drafts, "draft")}`}
          </ActionButton>
        )}
        <ActionButton action={forgetImportAction} variant="secondary" fields={{ import: id }}>
          Forget this file
        </ActionButton>
      </div>
    </Card>
  );
}
