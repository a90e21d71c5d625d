import type { EventStore, FinishIntent } from "@/components/exam/saving/event-store";
import { settledQueue } from "@/components/exam/saving/settle";
import type { Snapshot } from "@/components/exam/saving/snapshot";
import type { AttemptEvent } from "@/lib/core/attempt/events";

/** A device's store for tests: several tabs may share one, as they share the browser's database. */
export function createMemoryStore(): EventStore {
  let events: AttemptEvent[] = [];
  let snapshot: Snapshot | null = null;
  let intent: FinishIntent | null = null;
  return {
    load: async () => ({ events, snapshot, intent }),
    add: async (event) => {
      events = [...events, event];
    },
    settle: async (settlement) => {
      events = settledQueue(events, settlement);
      snapshot = settlement.snapshot;
    },
    saveSnapshot: async (next) => {
      snapshot = next;
    },
    saveIntent: async (next) => {
      intent = next;
    },
    close: async () => {
      snapshot = null;
      intent = null;
    },
  };
}
