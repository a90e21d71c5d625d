"use client";

import { BrandMark } from "@/components/layout/brand-mark";
import { buttonClass } from "@/components/ui/button-class";

/** The digest under which the server logged the error, if it came from the server. */
function digestOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}

export interface ErrorStateProps {
  error: unknown;
  onRetry: () => void;
}

/**
 * A page that failed. It is sent along with every page, therefore it is built of plain elements; and its way home is
 * a plain link, because a full load also clears a broken client.
 */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const digest = digestOf(error);
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-narrow px-4 py-12 sm:py-20">
      <BrandMark size={28} />
      <h1 className="mt-4 text-2xl tracking-[-0.02em]">This page could not be shown</h1>
      <p className="mt-3 max-w-reading text-ink-2">
        The fault is on our side. Answers are saved as you make them: all that were marked as saved are safe, and
        answers that were still waiting to be sent are kept on this device and sent when the page works again. A running
        exam’s clock goes on.
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <button type="button" onClick={onRetry} className={buttonClass("primary")}>
          Try again
        </button>
        <a href="/" className={buttonClass("secondary")}>
          Go to the start
        </a>
      </div>
      {digest === null ? null : (
        <p className="mt-8 text-sm text-ink-2">
          If it stays like this, tell whoever runs this site the number <span className="num">{digest}</span>.
        </p>
      )}
    </main>
  );
}
