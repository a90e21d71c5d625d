"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { LiveView } from "@/lib/core/live/live-view";
import { eventsAddress, fetchView, readView } from "./live-api";

/**
 * How the line to the session is. `lost`: it broke off, and is being made anew; `replaced`: too many windows of this
 * person are open; `gone`: the session is not there for them any more.
 */
export type LiveLine = "open" | "lost" | "replaced" | "gone" | "signed-out";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
/** How often it is asked where there are no server-sent events. */
const ASK_EVERY_MS = 2_000;

type Use<V extends LiveView> = { view: V; line: LiveLine; take: (view: LiveView) => void; again: () => void };

/**
 * A session as it is, kept up by the server. Every message is the whole view, so that nothing is lost by a line that
 * broke: the first message after it says all.
 */
export function useLive<V extends LiveView>(initial: V, isOurs: (view: LiveView) => view is V): Use<V> {
  const { sessionId } = initial;
  const [view, setView] = useState(initial);
  const [line, setLine] = useState<LiveLine>("open");
  const [round, setRound] = useState(0);
  const ours = useRef(isOurs);
  const take = useCallback((next: LiveView): void => {
    const check = ours.current;
    if (check(next)) setView((current) => (next.revision < current.revision ? current : next));
  }, []);
  const over = view.state === "ended";

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round connects anew
  useEffect(() => {
    if (over) return;
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waitMs = FIRST_WAIT_MS;
    let stopped = false;

    const stop = (): void => {
      source?.close();
      source = null;
      clearTimeout(timer);
    };
    const later = (run: () => void, ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(run, ms);
    };
    /** Why there is no line: asked by a plain request, whose answer tells it. */
    const lookUp = async (then: () => void): Promise<void> => {
      const reply = await fetchView(sessionId);
      if (stopped) return;
      if (reply.ok) take(reply.view);
      if (!reply.ok && (reply.code === "missing" || reply.code === "signed-out")) {
        stop();
        setLine(reply.code === "missing" ? "gone" : "signed-out");
        return;
      }
      if (!reply.ok) setLine("lost");
      then();
    };
    const ask = (): void => {
      void lookUp(() => later(ask, ASK_EVERY_MS)).then(() => undefined);
    };
    const connect = (): void => {
      if (stopped) return;
      stop();
      const stream = new EventSource(eventsAddress(sessionId));
      source = stream;
      stream.onmessage = ({ data }) => {
        const next = typeof data === "string" ? readView(data) : null;
        if (next === null) return;
        waitMs = FIRST_WAIT_MS;
        setLine("open");
        take(next);
      };
      stream.onerror = () => {
        setLine("lost");
        // Where it tries again by itself, let it; else the server said no, and is asked why.
        if (stream.readyState !== EventSource.CLOSED) return;
        const ms = waitMs * (0.5 + Math.random() / 2);
        waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
        later(() => void lookUp(connect), ms);
      };
      stream.addEventListener("replaced", () => {
        stop();
        setLine("replaced");
      });
      for (const name of ["gone", "over"]) {
        stream.addEventListener(name, () => {
          stop();
          void lookUp(() => undefined);
        });
      }
    };
    const onVisible = (): void => {
      // A phone that slept may hold a line that is long dead and says nothing of it.
      if (document.visibilityState === "visible" && source !== null) connect();
    };

    if (typeof EventSource === "undefined") ask();
    else {
      connect();
      document.addEventListener("visibilitychange", onVisible);
      window.addEventListener("online", onVisible);
    }
    return () => {
      stopped = true;
      stop();
      document.removeEventListener("visibilitychange", onVisible);
      window.removeEventListener("online", onVisible);
    };
  }, [sessionId, over, round, take]);

  const again = useCallback((): void => {
    setLine("lost");
    setRound((number) => number + 1);
  }, []);
  return { view, line, take, again };
}
