"use client";

import { ConfirmDialog } from "@/components/ui/dialog";
import { type MarkCounts, questionsAre } from "./item-status";

type EndDialogProps = {
  open: boolean;
  counts: MarkCounts;
  /** Changes that the server has not acknowledged. */
  unsent: number;
  onOpenChange: (open: boolean) => void;
  onEnd: () => void;
};

/** Asks before the end, and names what is missing. */
export function EndDialog({ open, counts, unsent, onOpenChange, onEnd }: EndDialogProps) {
  const missing = [
    counts.unanswered > 0 ? `${questionsAre(counts.unanswered)} not answered` : null,
    counts.incomplete > 0 ? `${questionsAre(counts.incomplete)} incomplete` : null,
  ].filter((text) => text !== null);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="End the exam?"
      description="You cannot come back to the questions afterwards."
      confirmLabel="End the exam"
      cancelLabel="Back to the questions"
      onConfirm={onEnd}
    >
      <ul className="grid gap-2">
        {missing.length === 0 ? <li>Every question is answered.</li> : null}
        {missing.map((text) => (
          <li key={text} className="font-semibold">
            {text}.
          </li>
        ))}
        {missing.length === 0 ? null : <li>What is not answered in full counts as wrong; a guess costs nothing.</li>}
        {counts.flagged > 0 ? <li>{questionsAre(counts.flagged)} flagged.</li> : null}
        {unsent > 0 ? (
          <li>
            {unsent === 1 ? "1 change has" : `${unsent} changes have`} not reached the server yet; they are sent first.
          </li>
        ) : null}
      </ul>
    </ConfirmDialog>
  );
}
