const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/** However long a server asks to be left alone: an exam's deadline does not wait. */
const LONGEST_ASKED_MS = 60_000;

/**
 * How long to wait before trying again: 1 s doubling to 30 s, spread by ±25 % so that a class does not come back all
 * at once.
 *
 * @param tries failed tries so far, from 1.
 * @param chance uniform in [0, 1).
 * @param askedMs the server's Retry-After in ms, or null; the wait is never shorter, up to a minute.
 */
export function retryDelayMs(tries: number, chance: number, askedMs: number | null): number {
  const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, tries - 1));
  const spread = Math.round(doubled * (0.75 + chance / 2));
  return Math.max(Math.min(LONGEST_MS, spread), Math.min(LONGEST_ASKED_MS, askedMs ?? 0));
}

/** The Retry-After header (seconds, or a date) in ms from `now`; null where it is absent or unreadable. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
