import Link from "next/link";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionButton } from "@/components/forms/action-button";
import { LocalTime } from "@/components/time/local-time";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";
import { undoBulkAction } from "@/lib/actions/bank";
import type { BulkReport } from "@/lib/usecases/bank/bulk";
import { GoOn } from "./go-on";

const many = (count: number): string => `${count} ${count === 1 ? "question" : "questions"}`;

/** What became of the change, in a sentence. */
function Outcome({ bulk }: { bulk: BulkReport }) {
  const { counts, state, id } = bulk;
  const undo = (
    <ActionButton action={undoBulkAction} fields={{ bulk: id }} variant="secondary" pendingLabel="Putting back…">
      Undo
    </ActionButton>
  );
  switch (state) {
    case "done":
      return (
        <Notice tone="success" role="note" title={`${many(counts.done)} changed`} action={undo}>
          {counts.left === 0 ? null : `${many(counts.left)} moved on after the preview and stayed as they were.`}
        </Notice>
      );
    case "undone":
      return (
        <Notice tone="info" role="note" title={`Undone: ${many(counts.undone)} put back`}>
          {counts.kept === 0
            ? "All of them are as they were before, each in a new version with the old content where the content had changed."
            : `${many(counts.kept)} had been changed again since and were kept.`}
        </Notice>
      );
    case "running": {
      const finished = counts.done + counts.left;
      return (
        <Card className="grid gap-4">
          <Progress label="Changed so far" value={finished} max={finished + counts.waiting} />
          <p className="text-ink-2">
            Large changes go step by step, so that nobody's answers wait. It goes on while this page is open, and can be
            gone on with later.
          </p>
          <GoOn key={counts.waiting} bulk={id} />
          {undo}
        </Card>
      );
    }
    case "undoing": {
      const finished = counts.undone + counts.kept;
      return (
        <Card className="grid gap-4">
          <Progress label="Put back so far" value={finished} max={finished + counts.done} />
          <p className="text-ink-2">It goes on while this page is open, and can be gone on with later.</p>
          <GoOn key={counts.done} bulk={id} />
        </Card>
      );
    }
  }
}

/** What became of a change, with the way on and the way back. */
export function BulkResult({ bulk }: { bulk: BulkReport }) {
  return (
    <SiteFrame current="/questions">
      <PageHeader
        eyebrow={
          <Link className="link" href="/questions">
            Questions
          </Link>
        }
        title={bulk.inWords}
        lead={
          <>
            <LocalTime at={bulk.createdAt} /> by {bulk.actor ?? "somebody who is gone"}:{" "}
            <span className="[overflow-wrap:anywhere]">{bulk.reason}</span>
          </>
        }
      />
      <div className="grid gap-5">
        <Outcome bulk={bulk} />
        {bulk.notes.length === 0 ? null : (
          <Disclosure title="Left as they were" aside={bulk.counts.left + bulk.counts.kept} open>
            <ul className="grid list-none gap-2 p-0">
              {bulk.notes.map(({ id, questionId, note }) => (
                <li key={id}>
                  <Link className="link [overflow-wrap:anywhere]" href={`/questions/${questionId}`}>
                    {questionId}
                  </Link>
                  <span className="block text-sm text-ink-2">{note}</span>
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
        <div className="flex flex-wrap gap-2">
          <ButtonLink href="/questions">To the list</ButtonLink>
          <ButtonLink href="/questions/bulk" variant="ghost">
            All changes
          </ButtonLink>
        </div>
      </div>
    </SiteFrame>
  );
}
