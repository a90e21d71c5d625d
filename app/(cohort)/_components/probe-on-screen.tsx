"use client";

import { useId } from "react";
import { viewed } from "@/components/question/kind-views";
import { QuestionText } from "@/components/question/question-text";
import type { RoomQuestion } from "@/lib/core/attempt/room";

/** A question to be shown to a room: text and options, nothing to press, no key. */
export function ProbeOnScreen({ question }: { question: RoomQuestion }) {
  const askId = useId();
  return (
    <div className="grid gap-6">
      <QuestionText question={question} highlights={[]} askId={askId} />
      {viewed(question.question).renderAnswer({
        answer: null,
        struck: [],
        disabled: true,
        onChoose: () => undefined,
        labelId: askId,
      })}
    </div>
  );
}
