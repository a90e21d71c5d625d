"use client";

import { useEffect, useRef } from "react";
import { type RoomState, unsentCount } from "@/components/exam/saving/room-state";
import type { RoomStore } from "@/components/exam/saving/room-store";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Icon } from "@/components/ui/icon";

type RoomOverProps = {
  /** What is over, in a word. */
  what: "exam" | "practice" | "drill" | "check" | "diagnosis";
  store: RoomStore;
  state: RoomState;
  resultHref: string;
  exitHref: string;
};

const changes = (count: number): string => (count === 1 ? "1 change" : `${count} changes`);

/** What has become of the work so far, in a sentence or two. */
function whereTheWorkIs(state: RoomState): string {
  const unsent = unsentCount(state);
  const place = state.storage === "device" ? "kept on this device" : "kept in this tab, so do not close it,";
  switch (state.sync.kind) {
    case "idle":
    case "sending":
      return unsent === 0 ? "All your answers have reached the server." : `Sending ${changes(unsent)}…`;
    case "waiting":
      if (unsent === 0) {
        return "All your answers have reached the server. It is told of the end as soon as the line is back.";
      }
      return `${changes(unsent)} ${unsent === 1 ? "is" : "are"} ${place} and will be sent as soon as the line is back.`;
    case "signed-out":
      return `You are signed out. Your answers are ${place} and sent once you have signed in in another tab and come back.`;
    case "gone":
      return `The server knows no such attempt for this account. Your answers are ${place} until it does.`;
  }
}

/** After the end, or on the way to it: calm, honest about what was sent, with one next step. */
export function RoomOver({ what, store, state, resultHref, exitHref }: RoomOverProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { phase, lateAnswers, conflicts } = state.snapshot;
  const isOver = phase !== "running";
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes to the heading again when it says something new
  useEffect(() => heading.current?.focus(), [isOver]);
  const byTime = state.intent?.reason === "time" || (state.intent === null && state.timeIsUp);
  const title = isOver
    ? phase === "abandoned"
      ? `This ${what} was abandoned`
      : `The ${what} is over`
    : byTime
      ? "Time is up"
      : `Ending the ${what}`;
  const waits = !isOver && state.sync.kind !== "idle" && state.sync.kind !== "sending";
  return (
    <section className="mx-auto grid w-full max-w-narrow gap-4 px-4 py-16 sm:px-6">
      <h2 ref={heading} tabIndex={-1} className="text-2xl outline-none">
        {title}
      </h2>
      <p role="status" className="max-w-[60ch] text-[1rem]/6 text-ink-2">
        {isOver && unsentCount(state) === 0 ? "Your answers are on the server." : whereTheWorkIs(state)}
        {!isOver && byTime ? " What arrives within a minute of the deadline counts; the server decides." : ""}
      </p>
      {lateAnswers > 0 ? (
        <p className="max-w-[60ch] text-ink-2">
          {lateAnswers === 1 ? "1 answer" : `${lateAnswers} answers`} arrived after the end and{" "}
          {lateAnswers === 1 ? "does" : "do"} not count. The review shows {lateAnswers === 1 ? "it" : "them"}.
        </p>
      ) : null}
      {conflicts.length > 0 ? (
        <p className="max-w-[60ch] text-ink-2">
          {conflicts.length === 1 ? "1 question has" : `${conflicts.length} questions have`} two answers that you did
          not decide on: the other device's counts. The review shows both.
        </p>
      ) : null}
      <div className="mt-2 flex min-h-11 flex-wrap gap-2">
        {isOver ? (
          <a href={state.resultHref ?? resultHref} className={buttonClass("primary")}>
            See the result
            <Icon name="arrow-right" size={18} />
          </a>
        ) : null}
        {waits ? (
          <Button variant="primary" onClick={store.retryNow}>
            Try now
          </Button>
        ) : null}
        {waits && state.intent?.reason === "ended" && !state.timeIsUp ? (
          <Button onClick={store.withdrawFinish}>Back to the questions</Button>
        ) : null}
        {isOver || waits ? (
          <a href={exitHref} className={buttonClass("ghost")}>
            Leave
          </a>
        ) : null}
      </div>
    </section>
  );
}
