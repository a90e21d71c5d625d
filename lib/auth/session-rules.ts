import { GRACE_MS } from "@/lib/core/attempt/deadline";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";

export const IDLE_MS = 2 * HOUR_MS;
export const ABSOLUTE_MS = 12 * HOUR_MS;
/** An exam without a deadline keeps its session for so long after the last sign of life. */
const UNTIMED_EXAM_MS = DAY_MS;
/** How often a session in use is written back. */
export const SEEN_EVERY_MS = MINUTE_MS;

/** Whether a session holds whatever its person does: 2 hours after the last sign of life, 12 hours after its start. */
export const isFresh = (session: { createdAt: EpochMs; seenAt: EpochMs }, now: EpochMs): boolean =>
  now - session.seenAt <= IDLE_MS && now - session.createdAt <= ABSOLUTE_MS;

/**
 * Whether a session still holds: idle for at most 2 hours, at most 12 hours old, and never ended while an exam of its
 * person runs (until its deadline and grace).
 */
export function sessionHolds(
  session: { createdAt: EpochMs; seenAt: EpochMs; running: readonly { deadline: EpochMs | null }[] },
  now: EpochMs,
): boolean {
  return (
    isFresh(session, now) ||
    session.running.some(({ deadline }) =>
      deadline === null ? now - session.seenAt <= UNTIMED_EXAM_MS : now <= deadline + GRACE_MS,
    )
  );
}
