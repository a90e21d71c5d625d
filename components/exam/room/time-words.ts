import { warningsMs } from "@/lib/core/attempt/deadline";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";

/** The clock cannot be hidden for so long before the end. */
export const ALWAYS_SHOWN_MS = 5 * MINUTE_MS;

const two = (value: number): string => String(value).padStart(2, "0");

function clockText(ms: number): string {
  const [hours, minutes, seconds] = [
    Math.floor(ms / HOUR_MS),
    Math.floor((ms % HOUR_MS) / MINUTE_MS),
    Math.floor((ms % MINUTE_MS) / SECOND_MS),
  ];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}

/** Time left as a clock shows it: a second that has begun counts, so that 00:00 is the end. */
export const leftText = (leftMs: number): string => clockText(Math.ceil(Math.max(0, leftMs) / SECOND_MS) * SECOND_MS);

/** Time gone by as a clock shows it. */
export const elapsedText = (elapsedMs: number): string => clockText(Math.max(0, elapsedMs));

/** Minutes left in words, rounded up. */
export function minutesLeft(leftMs: number): string {
  const minutes = Math.max(1, Math.ceil(leftMs / MINUTE_MS));
  return minutes === 1 ? "1 minute left" : `${minutes} minutes left`;
}

/**
 * The warning that is due when the time left has gone from `beforeMs` to `nowMs`, as its ms before the deadline; null
 * if none. After a sleep over several it is the last one; a deadline that was moved back never warns.
 */
export function warningDue(limitMs: number | null, beforeMs: number, nowMs: number): number | null {
  const crossed = warningsMs(limitMs).filter((warning) => beforeMs > warning && nowMs <= warning && nowMs > 0);
  return crossed.length === 0 ? null : Math.min(...crossed);
}

/** A moment of the device's day, to the second. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
