import type { Failure, Reply, Transport, Trip } from "@/components/exam/saving/transport";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import { emptyItemState, type ItemState } from "@/lib/core/attempt/item-state";
import { eventKey, receiveEvents } from "@/lib/core/attempt/receive-events";
import type { Room, RoomItemState, RoomSync } from "@/lib/core/attempt/room";
import { untouched } from "@/lib/core/attempt/sent-room";
import type { PublicQuestion } from "@/lib/core/question/public";

export const T0 = Date.UTC(2026, 10, 23, 12);

const question: PublicQuestion = {
  form: "public",
  type: "multiple-choice",
  stem: "",
  ask: "",
  options: ["o1", "o2", "o3", "o4"].map((id) => ({ id, text: id })),
};

export const emptyState: RoomItemState = untouched();

const roomState = (state: ItemState): RoomItemState => ({
  answer: state.answer.value,
  revision: state.answer.revision,
  flagged: state.flag.value,
  struck: state.strike.value,
  highlights: state.highlight.value,
  confidence: state.confidence.value,
});

type Situation = {
  phase: Room["phase"];
  deadline: number | null;
  serverNow: number;
  finishes: number;
  batches: AttemptEvent[][];
  /** What the next requests meet instead of a good reply; `lost` does the work and loses the reply. */
  faults: (Failure | { kind: "lost" })[];
};

/** One attempt on a server that decides with the core's own rules. It can be made to fail, before or after it stored. */
export function createFakeServer(itemIds: readonly string[] = ["i1", "i2", "i3"]) {
  const states = new Map(itemIds.map((id) => [id, emptyItemState]));
  const known = new Set<string>();
  const log: AttemptEvent[] = [];
  let revision = 0;
  const start: Situation = { phase: "running", deadline: null, serverNow: T0, finishes: 0, batches: [], faults: [] };
  const server = {
    ...start,
    /** Events that were stored, in the order of their arrival. */
    log,
    known,
    state: (itemId: string): ItemState => states.get(itemId) ?? emptyItemState,
    room: (): Room => ({
      attemptId: "a1",
      mode: "exam",
      title: "",
      examCode: "MLA-C01",
      phase: server.phase,
      serverNow: server.serverNow,
      startedAt: T0,
      deadline: server.deadline,
      limitMs: null,
      assigned: false,
      revision,
      items: itemIds.map((id) => ({
        id,
        question,
        stem: [],
        scenario: null,
        section: null,
        state: roomState(server.state(id)),
      })),
    }),
    receive(events: readonly AttemptEvent[]) {
      const { received, changed, acks } = receiveEvents(
        {
          items: new Map([...states].map(([id, state]) => [id, { state, locked: false, accepts: () => true }])),
          known,
          open: server.phase === "running",
          lastSeq: log.length,
          now: server.serverNow,
        },
        events,
      );
      for (const [id, state] of changed) states.set(id, state);
      for (const { event } of received) {
        known.add(eventKey(event));
        log.push(event);
      }
      if (received.length > 0) revision += 1;
      return acks;
    },
    sync: (): RoomSync => {
      const { phase, serverNow, deadline, items } = server.room();
      return { phase, serverNow, deadline, revision, items: items.map(({ id, state }) => ({ id, state })) };
    },
  };
  const onTheWay = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));
  const trip = (): Trip => {
    const reading = { monotonicMs: performance.now(), wallMs: Date.now() };
    return { sent: reading, received: reading };
  };
  const answer = async <T>(work: () => T): Promise<Reply<T>> => {
    const fault = server.faults.shift() ?? null;
    await onTheWay();
    if (fault !== null && fault.kind !== "lost") return fault;
    const value = structuredClone(work());
    await onTheWay();
    return fault === null ? { kind: "ok", value, trip: trip() } : { kind: "unreachable" };
  };
  const transport: Transport = {
    sendEvents: (events) =>
      answer(() => {
        server.batches.push([...events]);
        const acks = server.receive(events);
        const { phase, serverNow, deadline } = server.room();
        return { acks, sync: { phase, serverNow, deadline, revision } };
      }),
    fetchRoom: () => answer(server.sync),
    finish: () =>
      answer(() => {
        server.finishes += 1;
        server.phase = "finished";
        return { href: "/result/a1" };
      }),
    check: () => Promise.resolve({ kind: "unreachable" }),
    next: () => Promise.resolve({ kind: "unreachable" }),
  };
  return { server, transport };
}
