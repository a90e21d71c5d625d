"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import type { Choice } from "@/components/question/choice";
import { partTexts, toggleHighlights } from "@/components/question/highlights";
import { viewed } from "@/components/question/kind-views";
import { LineView } from "@/components/question/line-view";
import { QuestionView } from "@/components/question/question-view";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { solveDraftAction } from "@/lib/actions/review";
import type { Highlight } from "@/lib/core/attempt/events";
import type { RoomQuestion } from "@/lib/core/attempt/room";
import { guessable } from "@/lib/core/authoring/guessable";
import { type Answer, answerProgress } from "@/lib/core/question/answer";
import { BlindPairs } from "./blind-pairs";

type Trap = { id: string; name: string };
type Solving = {
  answer: Answer;
  struck: readonly string[];
  highlights: readonly Highlight[];
  says: string | null;
  tags: Record<string, string>;
};
const untouched: Solving = { answer: null, struck: [], highlights: [], says: null, tags: {} };

type OneProps = { question: RoomQuestion; solving: Solving; onChange: (next: Solving) => void };

function Answering({ question, solving, onChange }: OneProps) {
  const textRef = useRef<HTMLDivElement>(null) satisfies RefObject<HTMLDivElement | null>;
  const choose = ({ answer, struck, says }: Choice): void => {
    onChange({ ...solving, answer, struck, says, tags: {} });
  };
  const highlight = (selected: Highlight[]): void => {
    const highlights = toggleHighlights([...solving.highlights], selected, partTexts(question));
    if (highlights !== null) onChange({ ...solving, highlights });
  };
  const { answer, struck, highlights, says } = solving;
  return (
    <QuestionView
      question={question}
      state={{ answer, struck: [...struck], highlights: [...highlights] }}
      disabled={false}
      says={says}
      onChoose={choose}
      onHighlight={highlight}
      textRef={textRef}
    />
  );
}

function Guessing({ question, solving, onChange, traps }: OneProps & { traps: readonly Trap[] }) {
  const parts = guessable(question.question, solving.answer);
  const [answer] = [viewed(question.question).words(solving.answer)];
  return (
    <div className="grid gap-5">
      <div>
        <p className="font-semibold">
          <LineView line={question.question.ask} />
        </p>
        <p className="mt-1 text-ink-2">Your answer:</p>
        <ul className="grid gap-1 text-ink-2">
          {answer.map((words) => (
            <li key={words}>
              <LineView line={words} />
            </li>
          ))}
        </ul>
      </div>
      {parts.map((part) => (
        <Select
          key={part.id}
          label={<LineView line={part.text} />}
          value={solving.tags[part.id] ?? ""}
          onChange={({ target }) => {
            const { [part.id]: _, ...others } = solving.tags;
            onChange({ ...solving, tags: target.value === "" ? others : { ...others, [part.id]: target.value } });
          }}
        >
          <option value="">I do not say</option>
          <option value="plain-error">No trap: a plain error</option>
          {traps.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      ))}
      <BlindPairs
        question={question.question}
        answer={solving.answer}
        tags={solving.tags}
        traps={traps}
        onTags={(tags) => onChange({ ...solving, tags })}
      />
    </div>
  );
}

type BlindSolvingProps = {
  draftId: string;
  revision: number;
  questions: readonly RoomQuestion[];
  traps: readonly Trap[];
};

/** A draft to be solved before its key is shown: first the answers, then the traps that the wrong options seem to offer. */
export function BlindSolving({ draftId, revision, questions, traps }: BlindSolvingProps) {
  const [solutions, setSolutions] = useState<readonly Solving[]>(() => questions.map(() => untouched));
  const [step, setStep] = useState<"answers" | "traps">("answers");
  const [lacks, setLacks] = useState(false);
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const here = location.pathname;
    return () => {
      // Once the solution is kept the key stands here instead: the reader begins at the comparison, not in its middle.
      if (location.pathname !== here) return;
      window.scrollTo(0, 0);
      document.getElementById("main")?.focus({ preventScroll: true });
    };
  }, []);
  const go = (to: "answers" | "traps"): void => {
    setStep(to);
    window.scrollTo(0, 0);
    requestAnimationFrame(() => headingRef.current?.focus({ preventScroll: true }));
  };
  const isWhole = questions.every(
    ({ question }, index) => answerProgress(question, solutions[index]?.answer ?? null) === "complete",
  );
  const goOn = (): void => {
    setLacks(!isWhole);
    if (isWhole) go("traps");
  };
  const sent = solutions.map(({ answer, tags }) => ({ answer, tags }));
  return (
    <div className="grid gap-5">
      <div>
        <h2 ref={headingRef} tabIndex={-1} className="text-lg outline-none">
          {step === "answers" ? "1. Solve it" : "2. Which traps does it offer?"}
        </h2>
        <p className="mt-1 max-w-reading text-ink-2">
          {step === "answers"
            ? "As a learner meets it. Key, rationales and tags come once your solution is kept."
            : "What would somebody believe who answers wrongly? Say it where you can; it is compared with the tags."}
        </p>
      </div>
      {questions.map((question, index) => {
        const solving = solutions[index] ?? untouched;
        const onChange = (next: Solving): void =>
          setSolutions((all) => all.map((one, place) => (place === index ? next : one)));
        return (
          <Card key={question.question.ask + String(index)} as="section" aria-label={`Question ${index + 1}`}>
            {questions.length === 1 ? null : (
              <h3 className="num mb-4 text-base font-semibold">
                Question {index + 1} of {questions.length}
              </h3>
            )}
            {step === "answers" ? (
              <>
                <p className="mb-4 text-sm text-ink-2">{viewed(question.question).instruction}</p>
                <Answering question={question} solving={solving} onChange={onChange} />
              </>
            ) : (
              <Guessing question={question} solving={solving} onChange={onChange} traps={traps} />
            )}
          </Card>
        );
      })}
      {step === "answers" ? (
        <div className="grid gap-3">
          {lacks && !isWhole ? <Notice tone="warning">Not complete yet: answer every question first.</Notice> : null}
          <div>
            <Button variant="primary" onClick={goOn} iconAfter={<Icon name="arrow-right" size={18} />}>
              Go on to the traps
            </Button>
          </div>
        </div>
      ) : (
        <ActionForm action={solveDraftAction}>
          <input type="hidden" name="draft" value={draftId} />
          <input type="hidden" name="revision" value={revision} />
          <input type="hidden" name="solutions" value={JSON.stringify(sent)} />
          <div className="flex flex-wrap gap-2">
            <FormSubmit pendingLabel="Keeping…">Keep my solution and show the key</FormSubmit>
            <Button onClick={() => go("answers")}>Back to the answers</Button>
          </div>
        </ActionForm>
      )}
    </div>
  );
}
