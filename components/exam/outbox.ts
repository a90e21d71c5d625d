import type { AttemptEvent } from "@/lib/core/attempt/events";
import type { EventStore, FinishIntent, Kept } from "./saving/event-store";
import { eventKey } from "./saving/local-state";
import { settledQueue } from "./saving/settle";
import type { Snapshot } from "./saving/snapshot";

/** Where unsent work lies. `memory`: closing the page would lose it, and the page says so. */
export type Storage = "device" | "memory";

export type Outbox = EventStore & {
  /** Where events go at present. */
  storage(): Storage;
};

const nothing: Kept = { events: [], snapshot: null, intent: null };

/**
 * The queue of one attempt's unsent events: on the device as long as that works, in memory from the moment it does
 * not (private windows, a full disk). What already lies on the device stays readable; nothing leaves either part
 * before the server has acknowledged it.
 *
 * @param device the store on the device; a rejection means that there is none.
 * @param onMemory called once, when the device's store has failed.
 */
export function createOutbox(device: Promise<EventStore>, onMemory: () => void): Outbox {
  let failed = false;
  /** Events on their way to the device, which `load` must not miss. */
  let arriving: AttemptEvent[] = [];
  /** Events that the device did not take. */
  let ownEvents: AttemptEvent[] = [];
  let ownSnapshot: Snapshot | null = null;
  /** undefined: the device's word holds. */
  let ownIntent: FinishIntent | null | undefined;
  /** Acknowledged, but the device may still have them: not to be sent again by this page. */
  const forgotten = new Set<string>();

  const fail = (): void => {
    if (failed) return;
    failed = true;
    onMemory();
  };
  const opened: Promise<EventStore | null> = device.catch(() => {
    fail();
    return null;
  });
  /** Does the work on the device; null where that failed. */
  const onDevice = async <T>(work: (store: EventStore) => Promise<T>): Promise<{ value: T } | null> => {
    const store = await opened;
    if (store === null) return null;
    try {
      return { value: await work(store) };
    } catch {
      fail();
      return null;
    }
  };
  // One after the other: the order in which events were made is the order in which they are kept.
  let line: Promise<void> = Promise.resolve();

  const keep = async (key: string): Promise<void> => {
    const event = arriving.find((other) => eventKey(other) === key);
    if (event === undefined) return;
    // Once the device has failed, later events stay behind the one that it did not take.
    const kept = failed ? null : await onDevice((store) => store.add(event));
    if (kept === null) ownEvents = [...ownEvents, event];
    arriving = arriving.filter((other) => eventKey(other) !== key);
  };

  return {
    storage: () => (failed ? "memory" : "device"),
    async load() {
      const kept = (await onDevice((store) => store.load()))?.value ?? nothing;
      const events = new Map([...kept.events, ...ownEvents, ...arriving].map((event) => [eventKey(event), event]));
      return {
        events: [...events.values()].filter((event) => !forgotten.has(eventKey(event))),
        snapshot: ownSnapshot ?? kept.snapshot,
        intent: ownIntent === undefined ? kept.intent : ownIntent,
      };
    },
    add(event) {
      arriving = [...arriving, event];
      line = line.then(() => keep(eventKey(event)));
      return line;
    },
    async settle(settlement) {
      for (const key of settlement.removed) forgotten.add(key);
      arriving = settledQueue(arriving, settlement);
      ownEvents = settledQueue(ownEvents, settlement);
      const kept = await onDevice((store) => store.settle(settlement));
      ownSnapshot = kept === null ? settlement.snapshot : null;
    },
    async saveSnapshot(snapshot) {
      const kept = await onDevice((store) => store.saveSnapshot(snapshot));
      ownSnapshot = kept === null ? snapshot : null;
    },
    async saveIntent(intent) {
      const kept = await onDevice((store) => store.saveIntent(intent));
      ownIntent = kept === null ? intent : undefined;
    },
    async close() {
      ownSnapshot = null;
      ownIntent = undefined;
      await onDevice((store) => store.close());
    },
  };
}
