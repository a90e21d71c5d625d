import { type EpochMs, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import type { AttemptEvent } from "./events";

type TimedEvent = Pick<AttemptEvent, "clientId" | "clientSeq" | "itemId" | "kind" | "value"> & { clientAt: EpochMs };

/** A learner who does nothing for so long has left the desk; the rest of the gap is not time on the question. */
export const IDLE_CUT_MS = 5 * MINUTE_MS;

/**
 * Milliseconds on each item: for each client, the time between neighbouring events belongs to the item on screen,
 * cut at five minutes without any event. Uses the client's own clock, whose differences hold even when it is wrong.
 */
export function timeOnItems(events: readonly TimedEvent[]): Map<string, number> {
  const byClient = new Map<string, TimedEvent[]>();
  for (const event of events) {
    const own = byClient.get(event.clientId);
    if (own === undefined) byClient.set(event.clientId, [event]);
    else own.push(event);
  }
  const spent = new Map<string, number>();
  for (const own of byClient.values()) {
    own.sort((a, b) => a.clientSeq - b.clientSeq);
    let onScreen: string | null = null;
    let last: EpochMs | null = null;
    for (const event of own) {
      if (onScreen !== null && last !== null) {
        const gap = Math.min(IDLE_CUT_MS, Math.max(0, event.clientAt - last));
        spent.set(onScreen, (spent.get(onScreen) ?? 0) + gap);
      }
      if (event.kind === "visit") onScreen = event.value === true ? event.itemId : null;
      else onScreen ??= event.itemId;
      last = event.clientAt;
    }
  }
  return spent;
}
