"use client";

import { useEffect, useRef } from "react";
import { forgetExamPage, keepExamPage } from "@/components/exam/register-worker";
import { type RoomState, unsentCount } from "@/components/exam/saving/room-state";

/**
 * What a page leaves behind: while the attempt runs, a copy that opens without a line; once it is over, nothing. Warns
 * before closing only where that would lose work: some is unsent, and the device does not keep it.
 */
export function useLeaving(state: RoomState): void {
  const { ready, snapshot, storage } = state;
  const running = snapshot.phase === "running";
  useEffect(() => {
    if (!ready) return;
    void (running ? keepExamPage() : forgetExamPage(location.pathname));
  }, [ready, running]);

  const wouldLose = storage === "memory" && unsentCount(state) > 0;
  useEffect(() => {
    if (!wouldLose) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [wouldLose]);
}

/** Goes to the result by itself where the learner ended the attempt in this tab; elsewhere a link waits. */
export function useGoToResult(state: RoomState, resultHref: string): { endHere: () => void } {
  const endedHere = useRef(false);
  const isFinished = state.snapshot.phase === "finished";
  const href = state.resultHref ?? resultHref;
  useEffect(() => {
    if (!isFinished || !endedHere.current) return;
    // Not before the copy of the page is gone: leaving would cut that short.
    void forgetExamPage(location.pathname).finally(() => location.assign(href));
  }, [isFinished, href]);
  return {
    endHere: () => {
      endedHere.current = true;
    },
  };
}
