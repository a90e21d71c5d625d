import type { AttemptEvent } from "@/lib/core/attempt/events";
import { eventKey } from "./local-state";

/** As many events as the server takes at once (`BATCH_LIMIT` of the core, whose file carries zod; a test compares). */
export const MOST_IN_A_BATCH = 200;

/**
 * The next events to send, in the order in which they were made.
 *
 * @param stuck keys of events that the server could not read: they stay in the queue and do not hold up the others.
 * @param limit at most so many.
 *
 * An answer to an item that another page load has answered in the same batch waits for the next one: what it builds
 * on is known only from the former's acknowledgement (see `settle`).
 */
export function nextBatch(queue: readonly AttemptEvent[], stuck: ReadonlySet<string>, limit: number): AttemptEvent[] {
  const batch: AttemptEvent[] = [];
  const answeredBy = new Map<string, string>();
  for (const event of queue) {
    if (batch.length === Math.min(limit, MOST_IN_A_BATCH)) break;
    if (stuck.has(eventKey(event))) continue;
    if (event.kind === "answer") {
      const by = answeredBy.get(event.itemId);
      if (by !== undefined && by !== event.clientId) break;
      answeredBy.set(event.itemId, event.clientId);
    }
    batch.push(event);
  }
  return batch;
}
