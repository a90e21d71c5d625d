"use client";

import { useRef, useState } from "react";
import type { Choice } from "@/components/question/choice";
import { FeedbackView } from "@/components/question/feedback-view";
import { viewed } from "@/components/question/kind-views";
import { QuestionView } from "@/components/question/question-view";
import type { Highlight } from "@/lib/core/attempt/events";
import type { Answer } from "@/lib/core/question/answer";
import type { Seen } from "./use-preview";

/** A question as the exam room shows it: to be answered, struck out and highlighted, with or without its feedback. */
export function QuestionPreview({
  seen,
  withFeedback,
  answer,
  onAnswer,
}: {
  seen: Seen;
  withFeedback: boolean;
  answer: Answer;
  onAnswer: (answer: Answer) => void;
}) {
  const [struck, setStruck] = useState<readonly string[]>([]);
  const [highlights, setHighlights] = useState<Highlight[]>([]);
  const [says, setSays] = useState<string | null>(null);
  const textRef = useRef<HTMLDivElement>(null);
  const { room, feedback } = seen;
  const choose = (choice: Choice): void => {
    setStruck(choice.struck);
    setSays(choice.says);
    onAnswer(choice.answer);
  };
  return (
    <div className="grid gap-6">
      <p className="-mb-2 text-sm text-ink-2">{viewed(room.question).instruction}</p>
      <QuestionView
        question={room}
        state={{ answer, struck: [...struck], highlights }}
        disabled={false}
        says={says}
        onChoose={choose}
        onHighlight={setHighlights}
        textRef={textRef}
      />
      {!withFeedback ? null : feedback === null ? (
        <p className="rounded-card border border-dashed border-line-strong p-4 text-ink-2">
          Say what is right, and the feedback stands here.
        </p>
      ) : (
        <div className="border-t border-line pt-6">
          <p className="mb-4 text-sm text-ink-2">
            {answer === null
              ? "What is right, and why. Choose above to read what a learner is told who answers so."
              : "What a learner reads who answers as above."}
          </p>
          <FeedbackView
            question={room.question}
            answer={answer ?? feedback.key}
            feedback={feedback}
            isKey={answer === null}
          />
        </div>
      )}
    </div>
  );
}
