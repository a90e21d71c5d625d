import type { TabChannel, TabMessage } from "@/components/exam/channel";
import {
  clockFromPage,
  hearServer,
  isInDoubt,
  readClock,
  type ServerClock,
  wallOffsetMs,
} from "@/components/exam/clock";
import { createOutbox, type Outbox } from "@/components/exam/outbox";
import { createSync, type Sync } from "@/components/exam/sync";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import type { Room } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { createChecker, withChecked } from "./checker";
import type { FinishIntent } from "./event-store";
import { firstClock } from "./first-clock";
import { baseRevisionFor, type Change, eventKey, isWork } from "./local-state";
import type { PageChange, RoomParts } from "./room-parts";
import { initialState, isOpen, nextState, type RoomState } from "./room-state";
import { settledQueue } from "./settle";
import { adoptSnapshot, kindsOf, mergeSnapshots, type Snapshot, withoutConflict, withRoomSync } from "./snapshot";
import type { Advanced, Checked, CheckRequest, Reply, Trip } from "./transport";

/** Time measurements need not be sent one by one. */
const VISIT_DELAY_MS = 2 * SECOND_MS;
/** A page that is looked at asks so often where the attempt stands: another device may have ended it. */
const ASK_EVERY_MS = MINUTE_MS;
/** In an exam for an assignment, where a lead may give more time: their learner's clock follows within seconds. */
const ASK_ASSIGNED_MS = 8 * SECOND_MS;
/** Coming back to the page asks, unless it was asked so short a time ago. */
const ASK_AGAIN_MS = 15 * SECOND_MS;

/** One attempt in this tab: what is known of it, and all that can happen to it. No framework in here. */
export function createRoomStore(room: Room, parts: RoomParts) {
  const kinds = kindsOf(room);
  const checkAnswer = createChecker(parts.transport.check);
  const answerForNext = createChecker(parts.transport.next);
  const clientId = parts.newClientId();
  const listeners = new Set<() => void>();
  let clientSeq = 0;
  let state = initialState(room);
  let outbox: Outbox | null = null;
  let sync: Sync | null = null;
  let channel: TabChannel | null = null;
  let clock: ServerClock | null = null;
  let lastHeardMs = Number.NEGATIVE_INFINITY;
  let onScreen = true;
  /** Events known to be acknowledged: another tab's word that it made one may come after that. */
  const settled = new Set<string>();
  /** What the learner did before the device's part was read; it is done as soon as that is known. */
  let early: (() => void)[] = [];
  /** Counts events made, here and in other tabs. */
  let made = 0;

  const set = (change: Partial<RoomState>): void => {
    state = nextState(state, change);
    for (const listener of listeners) listener();
  };
  const post = (message: TabMessage): void => channel?.post(message);
  const now = (): EpochMs => Date.now();

  /** Reads the server's clock; null until it is known. */
  const serverNow = (): EpochMs | null => {
    if (clock === null) return null;
    clock = readClock(clock, parts.readClocks());
    return clock.shown;
  };
  const isPast = (deadline: EpochMs | null): boolean => {
    const at = serverNow();
    return deadline !== null && at !== null && at >= deadline;
  };
  /** Takes over what the server said, with the clock that its reply set. */
  const hear = (snapshot: Snapshot, saidNow: EpochMs, trip: Trip, change: Partial<RoomState> = {}): Snapshot => {
    clock = hearServer(clock ?? clockFromPage(saidNow, trip.received), saidNow, trip.sent, trip.received);
    lastHeardMs = trip.received.monotonicMs;
    const heard = { ...snapshot, wallOffsetMs: wallOffsetMs(clock) };
    set({ ...change, snapshot: heard, timeIsUp: isPast(heard.deadline) });
    return heard;
  };

  const onTab = (message: TabMessage): void => {
    switch (message.kind) {
      case "made": {
        made += 1;
        const key = eventKey(message.event);
        const isKnown = settled.has(key) || state.pending.some((event) => eventKey(event) === key);
        if (!isKnown) set({ pending: [...state.pending, message.event] });
        break;
      }
      case "settled": {
        const { settlement, savedAt } = message;
        lastHeardMs = parts.readClocks().monotonicMs;
        for (const key of settlement.removed) settled.add(key);
        const snapshot = adoptSnapshot(settlement.snapshot, state.snapshot);
        set({ snapshot, pending: settledQueue(state.pending, settlement), savedAt });
        break;
      }
      case "heard":
        lastHeardMs = parts.readClocks().monotonicMs;
        set({ snapshot: adoptSnapshot(message.snapshot, state.snapshot) });
        break;
      case "intent":
        set({ intent: message.intent });
        break;
      case "finished":
        set({ snapshot: adoptSnapshot(message.snapshot, state.snapshot), intent: null, resultHref: message.href });
    }
  };

  const startSync = (kept: Outbox): Sync =>
    createSync({
      outbox: kept,
      transport: parts.transport,
      exclusively: parts.exclusively,
      kinds,
      known: () => state.snapshot,
      chance: parts.chance,
      onState(next) {
        set({ sync: next });
        // Nothing left to send, says the queue: a tab that has closed may have sent it and told nobody.
        if (next.kind === "idle" && state.pending.length > 0) void reload(kept);
      },
      onSettled(settlement, saidNow, trip) {
        for (const key of settlement.removed) settled.add(key);
        const refusedItems = [...new Set([...state.refusedItems, ...settlement.refused.map((event) => event.itemId)])];
        const savedAt = now();
        const pending = settledQueue(state.pending, settlement);
        const snapshot = hear(adoptSnapshot(settlement.snapshot, state.snapshot), saidNow, trip, {
          pending,
          refusedItems,
          savedAt,
        });
        post({ kind: "settled", settlement: { ...settlement, snapshot }, savedAt });
        // Over, by another device or by the clock: the last look says what counted in the end.
        if (snapshot.phase !== "running") void sync?.ask();
      },
      onHeard(answer, trip) {
        const snapshot = hear(withRoomSync(state.snapshot, answer), answer.serverNow, trip);
        void (snapshot.phase === "running" ? kept.saveSnapshot(snapshot) : kept.close());
        post({ kind: "heard", snapshot });
      },
      onStuck: (stuck) => set({ stuck }),
      onTimeLeft() {
        set({ intent: null });
        post({ kind: "intent", intent: null });
      },
      onFinished(href) {
        const snapshot: Snapshot = { ...state.snapshot, phase: "finished" };
        set({ snapshot, intent: null, resultHref: href });
        post({ kind: "finished", snapshot, href });
      },
    });

  /** Reads what the device keeps: at the start, and after this tab stood still. */
  const reload = async (kept: Outbox): Promise<void> => {
    const before = made;
    const { events, snapshot, intent } = await kept.load();
    // What was made while the device was read may be missing from what it said.
    if (made !== before) return reload(kept);
    const pending = events.filter((event) => !settled.has(eventKey(event)));
    set({ pending, intent, snapshot: snapshot === null ? state.snapshot : adoptSnapshot(snapshot, state.snapshot) });
  };

  const begin = async (kept: Outbox): Promise<void> => {
    const { events, snapshot: saved, intent } = await kept.load();
    clock = firstClock(room, saved, parts);
    const merged = saved === null ? state.snapshot : mergeSnapshots(state.snapshot, saved);
    const snapshot = { ...merged, wallOffsetMs: wallOffsetMs(clock) };
    set({ ready: true, snapshot, pending: events, intent, timeIsUp: isPast(snapshot.deadline) });
    for (const act of early) act();
    early = [];
    if (snapshot.phase === "running") void kept.saveSnapshot(snapshot);
    await sync?.ask();
  };

  const onPage = (change: PageChange): void => {
    if (change === "online" || change === "offline") set({ online: change === "online" });
    if (change === "hidden" || change === "shown") onScreen = change === "shown";
    const kept = outbox;
    if (kept === null || change === "offline" || change === "hidden" || !state.ready) return;
    const rested = state.sync.kind === "idle" && parts.readClocks().monotonicMs - lastHeardMs < ASK_AGAIN_MS;
    void reload(kept).then(() => (rested && change === "shown" ? sync?.poke() : sync?.ask()));
  };

  const wantFinish = (intent: FinishIntent | null): void => {
    set({ intent });
    post({ kind: "intent", intent });
    void outbox?.saveIntent(intent).then(() => sync?.poke("urgent"));
  };

  /** Looks at the clock; called a few times a second while the page is there. */
  const tick = (): void => {
    if (!state.ready || clock === null || state.snapshot.phase !== "running") return;
    const timeIsUp = isPast(state.snapshot.deadline);
    if (timeIsUp !== state.timeIsUp) set({ timeIsUp });
    if (timeIsUp && state.intent === null) wantFinish({ reason: "time", wantedAt: now() });
    const reading = parts.readClocks();
    const every = room.assigned ? ASK_ASSIGNED_MS : ASK_EVERY_MS;
    const asked =
      reading.monotonicMs - lastHeardMs < (isInDoubt(clock, reading) ? Math.min(every, ASK_AGAIN_MS) : every);
    if (!asked && onScreen && state.sync.kind === "idle") {
      lastHeardMs = reading.monotonicMs;
      void sync?.ask();
    }
  };

  const make = (itemId: string, change: Change, baseRevision?: number): void => {
    if (outbox === null || !state.ready || state.snapshot.phase !== "running") return;
    clientSeq += 1;
    const base = baseRevision ?? baseRevisionFor(state.snapshot, state.pending, itemId);
    const event: AttemptEvent = { ...change, clientId, clientSeq, itemId, baseRevision: base, clientAt: now() };
    made += 1;
    set({ pending: [...state.pending, event] });
    void outbox.add(event).then(() => {
      post({ kind: "made", event });
      if (isWork(event)) void sync?.poke();
      else setTimeout(() => void sync?.poke(), VISIT_DELAY_MS);
    });
  };

  /** An answer that is handed in for good, by itself and not through the queue. */
  const handedIn = (itemId: string, value: Exclude<Answer, null>): CheckRequest => {
    clientSeq += 1;
    const baseRevision = state.snapshot.items[itemId]?.revision ?? 0;
    return { value, clientId, clientSeq, baseRevision, clientAt: now() };
  };

  /** Ends a conflict; what the device keeps is told before anything is sent on top of it. */
  const decide = (itemId: string, then: () => void): void => {
    const snapshot = withoutConflict(state.snapshot, itemId);
    set({ snapshot });
    post({ kind: "heard", snapshot });
    void outbox?.saveSnapshot(snapshot).then(then);
  };

  return {
    get: (): RoomState => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    serverNow,
    tick,
    /** Connects the store to browser and server; returns how to leave. */
    start(): () => void {
      const kept = createOutbox(parts.openStore(), () => set({ storage: "memory" }));
      outbox = kept;
      sync = startSync(kept);
      channel = parts.openChannel(onTab);
      const unwatch = parts.watchPage(onPage);
      void begin(kept);
      return () => {
        unwatch();
        sync?.stop();
        channel?.close();
        outbox = null;
        sync = null;
        channel = null;
      };
    },
    /** The learner did something to an item. Ignored once the attempt is closed to them. */
    change(itemId: string, change: Change): void {
      const act = (): void => {
        if (isOpen(state)) make(itemId, change);
      };
      if (state.ready) act();
      else early.push(act);
    },
    /** The item came on screen or left it; also said when the time is up. */
    visit(itemId: string, onScreen: boolean): void {
      make(itemId, { kind: "visit", value: onScreen });
    },
    finish: (): void => wantFinish({ reason: "ended", wantedAt: now() }),
    /** Back to the questions, as long as the wish to end has not reached the server. */
    withdrawFinish: (): void => wantFinish(null),
    retryNow: (): void => void sync?.ask(),
    keepStored: (itemId: string): void => decide(itemId, () => undefined),
    keepMine(itemId: string): void {
      const conflict = state.snapshot.conflicts.find((open) => open.itemId === itemId);
      if (conflict === undefined) return;
      const { mine, stored } = conflict;
      decide(itemId, () => make(itemId, { kind: "answer", value: mine }, stored.revision));
    },
    /** Practice: asks for feedback on an answer, which is fixed by that. */
    async check(itemId: string, value: Exclude<Answer, null>): Promise<Reply<Checked>> {
      const reply = await checkAnswer(itemId, value, () => handedIn(itemId, value));
      if (reply.kind !== "ok" || typeof reply.value === "string") return reply;
      hear(withChecked(state.snapshot, itemId, value, reply.value), reply.value.sync.serverNow, reply.trip);
      return reply;
    },
    /** Diagnosis: hands an answer in for good and asks for the next question. */
    next: (itemId: string, value: Exclude<Answer, null>): Promise<Reply<Advanced>> =>
      answerForNext(itemId, value, () => handedIn(itemId, value)),
  };
}

export type RoomStore = ReturnType<typeof createRoomStore>;
