import { MINUTE_MS, SECOND_MS } from "./epoch-ms";

/** A length of time in words: "28 minutes", "1 minute", "45 seconds". */
export function durationInWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / SECOND_MS));
  if (seconds < 60) {
    return seconds === 1 ? "1 second" : `${seconds} seconds`;
  }
  const minutes = Math.round(ms / MINUTE_MS);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

/** Minutes and seconds, "3:07"; for time on one question. */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / SECOND_MS));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
