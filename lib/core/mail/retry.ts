import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";

/** So long one process has a mail for itself; who crashed meanwhile leaves it to the others after that. */
export const MAIL_LEASE_MS = 10 * MINUTE_MS;
/** So often a mail is tried: over about a day and a half. */
export const MAX_TRIES = 12;
/** Longest pause between two tries. */
const LONGEST_PAUSE_MS = 6 * HOUR_MS;
/** Bodies are kept so long, for an operator who looks for a mail that did not arrive. */
export const BODY_KEPT_MS = 30 * DAY_MS;
/** Rows are kept so long, so that the same thing is not sent again. */
export const ROW_KEPT_MS = 400 * DAY_MS;

/** When a mail is tried again, after so many tries (from 1): one minute, two, four …, six hours at most. */
export function retryAt(tries: number, now: EpochMs): EpochMs {
  return now + Math.min(LONGEST_PAUSE_MS, MINUTE_MS * 2 ** (tries - 1));
}

/** How an attempt to send ended, as the server answered. `status`: the SMTP reply, null where there was none. */
export type SendFailure = { at: "address" | "message" | "connection"; status: number | null };

/**
 * Whether trying again is of no use: the server refused this address or this message for good (5xx, RFC 5321 4.2.1). A
 * 5xx to the connection or the sign-in is the operator's to mend, and the mail waits for it.
 */
export const isForGood = ({ at, status }: SendFailure): boolean =>
  at !== "connection" && status !== null && status >= 500 && status < 600;

/** What is kept of a failure: the reply's number, and no word of the server. */
export function failureWords({ at, status }: SendFailure): string {
  const what = { address: "address refused", message: "message refused", connection: "no connection" }[at];
  return status === null ? what : `${what} (${status})`;
}
