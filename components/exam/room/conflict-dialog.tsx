"use client";

import type { Conflict } from "@/components/exam/saving/snapshot";
import { viewed } from "@/components/question/kind-views";
import { LineView } from "@/components/question/line-view";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { RoomItem } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import { timeOfDay } from "./time-words";

type ConflictDialogProps = {
  conflict: Conflict;
  item: RoomItem;
  number: number;
  onMine: () => void;
  onStored: () => void;
};

function AnswerWords({ item, answer }: { item: RoomItem; answer: Answer }) {
  const lines = viewed(item.question).words(answer);
  if (lines.length === 0) return <p className="text-ink-2">No answer</p>;
  return (
    <ul className="grid gap-1">
      {lines.map((line) => (
        <li key={line}>
          <LineView line={line} />
        </li>
      ))}
    </ul>
  );
}

/** Two answers to one question: both in words, and the learner decides. There is no way past it that drops one silently. */
export function ConflictDialog({ conflict, item, number, onMine, onStored }: ConflictDialogProps) {
  const { mine, stored } = conflict;
  return (
    <Dialog
      open
      role="alertdialog"
      title={`Question ${number} has two answers`}
      description="It was answered on another device or in another browser while this one did not know. Both are kept; which one counts?"
      footer={
        <>
          <Button onClick={onStored}>Keep the other</Button>
          <Button variant="primary" onClick={onMine}>
            Keep mine
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <section className="rounded-card border border-line px-4 py-3">
          <h3 className="mb-1 text-sm text-ink-2">
            The other{stored.at === null ? "" : `, saved ${timeOfDay(stored.at)}`}
          </h3>
          <AnswerWords item={item} answer={stored.value} />
        </section>
        <section className="rounded-card border border-accent px-4 py-3">
          <h3 className="mb-1 text-sm text-ink-2">Mine, here</h3>
          <AnswerWords item={item} answer={mine} />
        </section>
      </div>
    </Dialog>
  );
}
