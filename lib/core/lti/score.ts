import type { AttemptResult } from "@/lib/core/exam/result";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";

/** After so many tries a score is given up, until somebody asks for it again: some two days after the first. */
export const TRIES_MOST = 16;
const FIRST_WAIT_MS = MINUTE_MS;
const LONGEST_WAIT_MS = 4 * HOUR_MS;

/** When to try again after so many failures: each wait is twice the one before, up to four hours. */
export const nextTry = (tries: number, now: EpochMs): EpochMs =>
  now + Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, Math.min(tries, 30) - 1), LONGEST_WAIT_MS);

/** What a platform's answer to a score means. A score that is older than what the platform has (409) is settled. */
export function scoreAnswer(status: number): "sent" | "again" | "refused" {
  if ((status >= 200 && status < 300) || status === 409) return "sent";
  return status === 401 || status === 408 || status === 425 || status === 429 || status >= 500 ? "again" : "refused";
}

/**
 * Where scores of a line item go: `/scores` belongs to the path, also where the address has a query (AGS 2.0, 3.4).
 */
export function scoresUrl(lineItemUrl: string): string {
  const url = new URL(lineItemUrl);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/scores`;
  return url.href;
}

/** A result as the platform takes it: right answers out of scored questions; null where nothing was scored. */
export function scoreOf(
  result: Pick<AttemptResult, "right" | "scored">,
  { sub, at }: { sub: string; at: string },
): Record<string, string | number> | null {
  if (result.scored === 0) return null;
  return {
    userId: sub,
    timestamp: at,
    scoreGiven: result.right,
    scoreMaximum: result.scored,
    activityProgress: "Completed",
    gradingProgress: "FullyGraded",
  };
}
