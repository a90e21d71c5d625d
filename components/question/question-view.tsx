"use client";

import { type RefObject, useId } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import type { Highlight } from "@/lib/core/attempt/events";
import type { RoomItemState, RoomQuestion } from "@/lib/core/attempt/room";
import type { Choice } from "./choice";
import { Highlighter } from "./highlighter";
import { isHighlighted, partTexts } from "./highlights";
import { viewed } from "./kind-views";
import { QuestionText } from "./question-text";
import type { Figures } from "./rich-text-view";

export type QuestionViewProps = {
  question: RoomQuestion;
  state: Pick<RoomItemState, "answer" | "struck" | "highlights">;
  /** Nothing can be changed any more. */
  disabled: boolean;
  /** What the last choice had to say; it stands in the status line, which is announced politely. */
  says: string | null;
  onChoose: (choice: Choice) => void;
  onHighlight: (selected: Highlight[]) => void;
  /** The element around the text, for whoever wants to highlight by a key. */
  textRef: RefObject<HTMLDivElement | null>;
  figures?: Figures;
};

/** A question to be answered: its text, its answers, and a line that says how far the answer is. */
export function QuestionView({
  question,
  state,
  disabled,
  says,
  onChoose,
  onHighlight,
  textRef,
  figures,
}: QuestionViewProps) {
  const askId = useId();
  const view = viewed(question.question);
  const given = { answer: state.answer, struck: state.struck };
  const progress = view.progress(state.answer);
  return (
    <div className="grid gap-6">
      <Highlighter
        root={textRef}
        isHighlighted={(selected) => isHighlighted(state.highlights, selected, partTexts(question))}
        onHighlight={onHighlight}
      >
        <QuestionText question={question} highlights={state.highlights} askId={askId} figures={figures} />
      </Highlighter>
      <div className="grid gap-1.5">
        {view.renderAnswer({ ...given, disabled, onChoose, labelId: askId })}
        <div className="flex min-h-11 items-center justify-between gap-4">
          <p role="status" className={classNames("min-w-0 text-sm", says === null ? "text-ink-2" : "text-ink")}>
            {says ?? progress}
          </p>
          <Button
            variant="ghost"
            onClick={() => onChoose({ answer: null, struck: state.struck, says: "Answer cleared." })}
            className={classNames("-mr-4 text-sm text-ink-2", (disabled || state.answer === null) && "invisible")}
          >
            Clear answer
          </Button>
        </div>
      </div>
    </div>
  );
}
