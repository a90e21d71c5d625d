"use client";

import Link from "next/link";
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { viewed } from "@/components/question/kind-views";
import { QuestionText } from "@/components/question/question-text";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { spacedLiveCode } from "@/lib/core/live/live-code";
import { type LiveStep, stepsFrom } from "@/lib/core/live/live-step";
import type { LeadLiveView, LiveView } from "@/lib/core/live/live-view";
import { LineNotice } from "./line-notice";
import { sendStep } from "./live-api";
import { answersInWords, RoomAnswers, RoomTraps } from "./room-answers";
import { useLive } from "./use-live";

const isLead = (view: LiveView): view is LeadLiveView => view.as === "lead";

const words = (view: LeadLiveView): Record<LiveStep, string> => ({
  open: "Open the first question",
  close: "Close answering",
  reopen: "Answer once more",
  explain: "Explain",
  next: "Next question",
  end: view.state === "explained" && view.number === view.of ? "End the session" : "End",
});

const nowhere = () => () => undefined;
/** Where learners go to, as they type it. */
const useAddress = (): string =>
  useSyncExternalStore(
    nowhere,
    () => `${location.host}/live`,
    () => "/live",
  );

/** Whether a key pressed here means something of its own. */
const hasOwnKeys = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("button,a,input,select,textarea,summary,[role=dialog]") !== null;

function Lobby({ view }: { view: LeadLiveView }) {
  const address = useAddress();
  return (
    <div className="grid justify-items-center gap-6 py-6 text-center sm:py-12">
      <p className="text-xl">
        Go to <span className="font-semibold [overflow-wrap:anywhere]">{address}</span> and enter
      </p>
      <p className="num text-[clamp(3rem,14vw,8rem)] leading-none font-bold tracking-[0.04em] whitespace-nowrap">
        {view.code === null ? "" : spacedLiveCode(view.code)}
      </p>
      <p role="status" className="text-xl">
        <span className="num font-semibold">{view.here}</span> {view.here === 1 ? "is" : "are"} here
      </p>
      <p className="max-w-reading text-ink-2">
        {view.of === 1 ? "One question." : `${view.of} questions.`} The code lets members of the cohort in. Nobody sees
        who answered what.
      </p>
    </div>
  );
}

function Ended({ cohortHref }: { cohortHref: string }) {
  return (
    <div className="grid justify-items-center gap-4 py-12 text-center">
      <h2 className="text-2xl">The session has ended</h2>
      <p className="max-w-reading text-ink-2">The code lets nobody in any more. Answers count for no score.</p>
      <Link className={buttonClass("primary")} href={cohortHref}>
        Back to the cohort
      </Link>
    </div>
  );
}

function Asked({ view }: { view: LeadLiveView }) {
  const { question, result, explanation, state } = view;
  if (question === null) return null;
  return (
    <section aria-labelledby="asked" className="grid gap-6 lg:[zoom:1.2]">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="asked" className="num text-base font-semibold">
          Question {view.number} of {view.of}
        </h2>
        <p className="text-sm text-ink-2">{viewed(question.question).instruction}</p>
        <p role="status" className="num ml-auto text-lg font-semibold">
          {state === "open"
            ? `${view.answered} of ${view.here} answered`
            : `Closed: ${answersInWords(result?.answered ?? view.answered)}`}
        </p>
      </div>
      <QuestionText question={question} />
      <RoomAnswers
        question={question.question}
        result={result}
        explanation={explanation}
        own={null}
        withReasons={state === "explained"}
      />
      {view.withheld ? (
        <Notice tone="info" role="note">
          This question is in a running exam of yours: it cannot be explained here before that is over.
        </Notice>
      ) : null}
      <RoomTraps result={result} explanation={explanation} />
    </section>
  );
}

/** What the room sees of a live session, and the steps of its lead: one obvious next step at a time. */
export function Projector({ initial, cohortHref }: { initial: LeadLiveView; cohortHref: string }) {
  const { view, line, take, again } = useLive(initial, isLead);
  const [pending, setPending] = useState<LiveStep | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [next, ...others] = stepsFrom({ state: view.state, position: view.number - 1, questions: view.of });
  const labels = words(view);

  const go = async (step: LiveStep): Promise<void> => {
    if (pending !== null) return;
    setPending(step);
    setTrouble(null);
    const reply = await sendStep(view.sessionId, step, view.revision);
    setPending(null);
    if (reply.ok) take(reply.view);
    // Somebody else took a step: the stream shows where it stands.
    else if (reply.code !== "moved") setTrouble(reply.message);
  };
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const forward = event.key === " " || event.key === "ArrowRight" || event.key === "PageDown";
    if (!forward || event.repeat || event.defaultPrevented || hasOwnKeys(event.target)) return;
    // The end of a session is pressed, never slipped into.
    if (next === undefined || next === "end") return;
    event.preventDefault();
    void go(next);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b border-line bg-surface">
        <div className="flex min-h-14 flex-wrap items-center gap-x-5 pr-1.5 pl-4 sm:pr-3 sm:pl-6">
          <h1 className="min-w-0 grow truncate text-base font-semibold">Live: {view.cohort}</h1>
          {view.code === null || view.state === "lobby" ? null : (
            <p className="num text-lg font-semibold">
              <span className="sr-only">Code </span>
              {spacedLiveCode(view.code)}
            </p>
          )}
          <Link className={buttonClass("ghost", "md", "text-sm")} href={cohortHref}>
            Leave
          </Link>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto grid w-full max-w-default grow content-start gap-6 px-4 py-6 sm:px-6"
      >
        <LineNotice line={line} onAgain={again} here={`${cohortHref}/live/${view.sessionId}`} />
        {trouble === null ? null : <Notice tone="danger">{trouble} The session stands as it was.</Notice>}
        {view.state === "lobby" ? <Lobby view={view} /> : null}
        {view.state === "ended" ? <Ended cohortHref={cohortHref} /> : null}
        <Asked view={view} />
      </main>
      {next === undefined ? null : (
        <footer className="sticky bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]">
          <nav aria-label="Steps" className="flex min-h-17 flex-wrap items-center gap-2 px-3.5 py-2 sm:px-6">
            {others.map((step) => (
              <Button key={step} variant="ghost" pending={pending === step} onClick={() => void go(step)}>
                {labels[step]}
              </Button>
            ))}
            <p className="ml-auto flex items-center gap-1.5 text-sm text-ink-2 max-md:hidden">
              {next === "end" ? null : (
                <>
                  <Kbd>Space</Kbd> or <Kbd>→</Kbd>
                </>
              )}
            </p>
            <Button
              variant="primary"
              className="max-md:ml-auto"
              pending={pending === next}
              onClick={() => void go(next)}
              iconAfter={<Icon name="arrow-right" size={18} />}
            >
              {labels[next]}
            </Button>
          </nav>
        </footer>
      )}
    </div>
  );
}
