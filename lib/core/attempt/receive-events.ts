import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { AttemptEvent, EventOutcome } from "./events";
import { applyEvent, type ItemState } from "./item-state";

/** What the server answers for one event. The browser's queue forgets it only then. */
export type Ack = {
  clientId: string;
  clientSeq: number;
  itemId: string;
  outcome: EventOutcome | "duplicate" | "refused";
  /** The item's answer as it is stored now; a conflict leaves the choice to the learner. */
  stored: { value: ItemState["answer"]["value"]; revision: number; at: EpochMs | null };
};

/** An event to be kept, with its place in the order of arrival. */
export type ReceivedEvent = { event: AttemptEvent; outcome: EventOutcome; seq: number };

export type ReceivingItem = {
  state: ItemState;
  /** Feedback was given: the answer stays as it is. */
  locked: boolean;
  /** Whether the value is a response to this item's question. */
  accepts: (event: AttemptEvent) => boolean;
};

export type Receiving = {
  items: ReadonlyMap<string, ReceivingItem>;
  /** Keys (`clientId/clientSeq`) of events that are stored already. */
  known: ReadonlySet<string>;
  /** False once the attempt is over: events are kept as late and change nothing. */
  open: boolean;
  lastSeq: number;
  now: EpochMs;
};

export const eventKey = (event: { clientId: string; clientSeq: number }): string =>
  `${event.clientId}/${event.clientSeq}`;

/**
 * Decides on a batch of events in its order: which are kept and as what, the items' new states, and what to answer.
 * The same events in any split into batches give the same states.
 */
export function receiveEvents(
  receiving: Receiving,
  events: readonly AttemptEvent[],
): { received: ReceivedEvent[]; changed: Map<string, ItemState>; acks: Ack[] } {
  const states = new Map<string, ItemState>();
  const known = new Set(receiving.known);
  const received: ReceivedEvent[] = [];
  const acks: Ack[] = [];
  let seq = receiving.lastSeq;
  for (const event of events) {
    const item = receiving.items.get(event.itemId);
    const state = states.get(event.itemId) ?? item?.state;
    const answer = (outcome: Ack["outcome"], now: ItemState | undefined): void => {
      const { clientId, clientSeq, itemId } = event;
      const { value, revision, at } = now?.answer ?? { value: null, revision: 0, at: null };
      acks.push({ clientId, clientSeq, itemId, outcome, stored: { value, revision, at } });
    };
    if (known.has(eventKey(event))) {
      answer("duplicate", state);
      continue;
    }
    if (item === undefined || state === undefined || !item.accepts(event)) {
      answer("refused", state);
      continue;
    }
    known.add(eventKey(event));
    seq += 1;
    if (!receiving.open || (item.locked && event.kind === "answer")) {
      received.push({ event, outcome: "late", seq });
      answer("late", state);
      continue;
    }
    const applied = applyEvent(state, event, receiving.now);
    if (applied.state !== state) states.set(event.itemId, applied.state);
    received.push({ event, outcome: applied.outcome, seq });
    answer(applied.outcome, applied.state);
  }
  return { received, changed: states, acks };
}
