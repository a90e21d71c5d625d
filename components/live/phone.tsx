"use client";

import Link from "next/link";
import { useId, useState } from "react";
import type { Choice } from "@/components/question/choice";
import { FeedbackView } from "@/components/question/feedback-view";
import { viewed } from "@/components/question/kind-views";
import { QuestionText } from "@/components/question/question-text";
import { sameAnswer } from "@/components/question/same-answer";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import type { LearnerLiveView, LiveView } from "@/lib/core/live/live-view";
import { type Answer, answerProgress } from "@/lib/core/question/answer";
import { LineNotice } from "./line-notice";
import { sendAnswer } from "./live-api";
import { answersInWords, RoomAnswers, RoomTraps } from "./room-answers";
import { useLive } from "./use-live";

const isLearner = (view: LiveView): view is LearnerLiveView => view.as === "learner";

/** What was chosen or sent here, for which question. */
type Mine = { number: number; answer: Answer };

function Answering({ view, onSent }: { view: LearnerLiveView; onSent: (answer: Answer) => void }) {
  const askId = useId();
  const [draft, setDraft] = useState<{ answer: Answer; struck: readonly string[] }>({ answer: view.own, struck: [] });
  const [says, setSays] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  if (view.question === null) return null;
  const { question } = view.question;
  const kind = viewed(question);
  const isIn = view.own !== null && sameAnswer(question.type, draft.answer, view.own);

  const choose = ({ answer, struck, says: told }: Choice): void => {
    setDraft({ answer, struck });
    setSays(told);
    setTrouble(null);
  };
  const send = async (): Promise<void> => {
    if (draft.answer === null || answerProgress(question, draft.answer) !== "complete") {
      setSays(`Not complete yet: ${kind.instruction.toLowerCase()}.`);
      return;
    }
    setSending(true);
    setTrouble(null);
    const reply = await sendAnswer(view.sessionId, view.number, draft.answer);
    setSending(false);
    if (reply.ok) onSent(reply.answer);
    else setTrouble(reply.message);
  };
  const standing = isIn
    ? "Your answer is in. Change it until the lead closes."
    : view.own === null
      ? kind.progress(draft.answer)
      : "Not sent yet: your earlier answer counts until you send this one.";
  return (
    <>
      <QuestionText question={view.question} askId={askId} />
      <div className="grid gap-1.5">
        {kind.renderAnswer({ ...draft, disabled: sending, onChoose: choose, labelId: askId })}
        {trouble === null ? null : <Notice tone="danger">{trouble}</Notice>}
      </div>
      <div className="sticky bottom-0 -mx-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line bg-surface px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:mx-0 sm:rounded-card sm:border">
        <p role="status" className="min-w-0 grow basis-40 text-sm">
          {says ?? standing}
        </p>
        <Button variant={isIn ? "secondary" : "primary"} pending={sending} disabled={isIn} onClick={() => void send()}>
          {view.own === null ? "Send answer" : "Send this one"}
        </Button>
      </div>
    </>
  );
}

function Shown({ view }: { view: LearnerLiveView }) {
  const { question, result, explanation, own } = view;
  if (question === null) return null;
  return (
    <>
      <p role="status" className="font-semibold">
        {explanation !== null || view.withheld ? "Explained." : "Answering is closed."}{" "}
        {own === null ? "You sent no answer." : "Your answer is marked."}
      </p>
      <QuestionText question={question} />
      <Card as="section" aria-label="The room" className="grid gap-5">
        {result === null ? null : <p className="text-sm text-ink-2">{answersInWords(result.answered)}</p>}
        <RoomAnswers
          question={question.question}
          result={result}
          explanation={explanation}
          own={own}
          withReasons={false}
        />
        <RoomTraps result={result} explanation={explanation} />
      </Card>
      {view.withheld ? (
        <Notice tone="info" role="note" title="This question is in your running exam">
          You can read why in the review, once that exam is over.
        </Notice>
      ) : null}
      {explanation === null ? null : (
        <FeedbackView question={question.question} answer={own} feedback={explanation.feedback} />
      )}
    </>
  );
}

function Body({ view, onSent }: { view: LearnerLiveView; onSent: (answer: Answer) => void }) {
  switch (view.state) {
    case "lobby":
      return (
        <div role="status">
          <EmptyState icon="check" title="You are in" text="The first question comes up here when the lead opens it." />
        </div>
      );
    case "open":
      return <Answering key={view.number} view={view} onSent={onSent} />;
    case "closed":
    case "explained":
      return <Shown view={view} />;
    case "ended":
      return (
        <EmptyState
          icon="check"
          title="The session has ended"
          text="Answers in the room count for no score and no standing. What caught you there is worth a practice of your own."
          action={
            <Link className={buttonClass("primary")} href="/practice">
              Practise
            </Link>
          }
        />
      );
  }
}

/** A live session on a learner's phone: the question, their answer, and what the room and the lead say to it. */
export function Phone({ initial }: { initial: LearnerLiveView }) {
  const { view, line, again } = useLive(initial, isLearner);
  const [sent, setSent] = useState<Mine | null>(null);
  // While it is open, what was taken here is newer than what a message on its way may say.
  const own = view.state === "open" && sent !== null && sent.number === view.number ? sent.answer : view.own;
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b border-line bg-surface">
        <div className="flex min-h-14 items-center gap-4 pr-1.5 pl-4 sm:pr-3 sm:pl-6">
          <h1 className="min-w-0 grow truncate text-base font-semibold">Live: {view.cohort}</h1>
          {view.question === null ? null : (
            <p className="num shrink-0 text-sm text-ink-2">
              {view.number} of {view.of}
            </p>
          )}
          <Link className={buttonClass("ghost", "md", "text-sm")} href="/home">
            Leave
          </Link>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto grid w-full max-w-[46.75rem] grow content-start gap-6 px-4 py-6">
        <LineNotice line={line} onAgain={again} here={`/live/${view.sessionId}`} />
        <Body
          view={{ ...view, own }}
          onSent={(answer) => {
            setSent({ number: view.number, answer });
          }}
        />
      </main>
    </div>
  );
}
