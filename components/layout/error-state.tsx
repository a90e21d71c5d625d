"use client";

import { useSyncExternalStore } from "react";
import { BrandMark } from "@/components/layout/brand-mark";
import { digestOf, lastRequestId, type PageFailure, pageFailure } from "@/components/layout/page-failure";
import { buttonClass } from "@/components/ui/button-class";

export interface ErrorStateProps {
  error: unknown;
  onRetry: () => void;
}

const KEPT =
  "Answers that were marked as saved are safe; those that were still waiting are kept on this device and sent when the page works again. A running exam’s clock goes on.";

const WORDS: Record<PageFailure, { title: string; why: string }> = {
  failed: { title: "This page could not be shown", why: "The fault is on our side." },
  busy: {
    title: "The server is busy",
    why: "It could not take this now, and nothing was changed. It most likely works in a moment.",
  },
  offline: { title: "There is no connection", why: "This page needs one. It can be shown once you are online again." },
  updated: {
    title: "This site was brought up to date",
    why: "The page that you had open is of the version before, so it has to be loaded again.",
  },
};

const subscribeToLine = (changed: () => void) => {
  for (const event of ["online", "offline"]) window.addEventListener(event, changed);
  return () => {
    for (const event of ["online", "offline"]) window.removeEventListener(event, changed);
  };
};
const subscribeToNothing = () => () => {};
const readRequest = () =>
  lastRequestId([
    ...performance.getEntriesByType("navigation").filter((entry) => entry instanceof PerformanceNavigationTiming),
    ...performance.getEntriesByType("resource").filter((entry) => entry instanceof PerformanceResourceTiming),
  ]);

/**
 * A page that failed: why, and what became of the person's work. It is sent along with every page, therefore it is built
 * of plain elements; and its way home is a plain link, because a full load also clears a broken client.
 */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const online = useSyncExternalStore(
    subscribeToLine,
    () => navigator.onLine,
    () => true,
  );
  const request = useSyncExternalStore(subscribeToNothing, readRequest, () => null);
  const failure = pageFailure(error, online);
  const digest = digestOf(error);
  const { title, why } = WORDS[failure];
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-narrow px-4 py-12 sm:py-20">
      <BrandMark size={28} />
      <h1 className="mt-4 text-2xl tracking-[-0.02em]">{title}</h1>
      <p className="mt-3 max-w-reading text-ink-2">
        {why} {KEPT}
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <button
          type="button"
          onClick={failure === "updated" ? () => location.reload() : onRetry}
          className={buttonClass("primary")}
        >
          {failure === "updated" ? "Load the page again" : "Try again"}
        </button>
        <a href="/" className={buttonClass("secondary")}>
          Go to the start
        </a>
      </div>
      {failure === "failed" && digest !== null ? (
        <p className="mt-8 text-sm text-ink-2">
          If it stays like this, tell whoever runs this site the number <span className="num">{digest}</span>
          {request === null ? null : (
            <>
              {" "}
              and the request <span className="num">{request}</span>
            </>
          )}
          .
        </p>
      ) : null}
    </main>
  );
}
