import type { RoomSync } from "@/lib/core/attempt/room";
import type { Outbox } from "./outbox";
import type { FinishIntent, Kept } from "./saving/event-store";
import { eventKey } from "./saving/local-state";
import { MOST_IN_A_BATCH, nextBatch } from "./saving/next-batch";
import type { OneAtATime } from "./saving/one-at-a-time";
import { retryDelayMs } from "./saving/retry";
import { type Settlement, settle } from "./saving/settle";
import { adoptSnapshot, type ItemKinds, type Snapshot } from "./saving/snapshot";
import type { Failure, Transport, Trip } from "./saving/transport";

/** Where the flusher stands. */
export type SyncState =
  | { kind: "idle" }
  | { kind: "sending" }
  /** The last try failed: no line, or a server that asked for patience. Tries again by itself. */
  | { kind: "waiting"; reason: "unreachable" | "busy" }
  /** Paused until somebody signs in; the queue stays. */
  | { kind: "signed-out" }
  /** The server knows no such attempt for this account; the queue stays. */
  | { kind: "gone" };

export type SyncDeps = {
  outbox: Outbox;
  transport: Transport;
  exclusively: OneAtATime;
  kinds: ItemKinds;
  /** What this tab knows; the flusher builds on it and on what the device has kept. */
  known: () => Snapshot;
  chance: () => number;
  onState: (state: SyncState) => void;
  onSettled: (settlement: Settlement, serverNow: number, trip: Trip) => void;
  onHeard: (room: RoomSync, trip: Trip) => void;
  /** Events that the server could not read, by key. */
  onStuck: (stuck: ReadonlySet<string>) => void;
  /** The wish to finish was withdrawn: the server says that there is time left. */
  onTimeLeft: () => void;
  onFinished: (href: string | null) => void;
};

export type Sync = {
  /** There may be something to send. While a retry is due anyway it changes nothing, unless `urgent`. */
  poke(urgency?: "normal" | "urgent"): Promise<void>;
  /** Sends what there is to send at once, then asks the server where the attempt stands. */
  ask(): Promise<void>;
  stop(): void;
};

/** While signed out or unknown to the server there is little hope, but a look now and then is cheap. */
const SLOW_RETRY_MS = 30_000;

/**
 * The flusher: sends the queue in batches in its order, then the wish to finish if there is one. Nothing leaves the
 * queue without an acknowledgement. At most one run at a time, over all tabs where the browser can tell.
 */
export function createSync(deps: SyncDeps): Sync {
  const { outbox, transport } = deps;
  const stuck = new Set<string>();
  let batchLimit = MOST_IN_A_BATCH;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let asking = false;
  let stopped = false;

  const cancelRetry = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const retryIn = (delayMs: number): void => {
    cancelRetry();
    if (!stopped) timer = setTimeout(() => void poke("urgent"), delayMs);
  };
  const pause = (failure: Failure): void => {
    if (failure.kind === "signed-out" || failure.kind === "gone") {
      deps.onState({ kind: failure.kind });
      retryIn(SLOW_RETRY_MS);
      return;
    }
    tries += 1;
    deps.onState({ kind: "waiting", reason: failure.kind === "busy" ? "busy" : "unreachable" });
    retryIn(retryDelayMs(tries, deps.chance(), failure.kind === "busy" ? failure.askedMs : null));
  };
  const succeeded = (): void => {
    tries = 0;
    batchLimit = Math.min(MOST_IN_A_BATCH, batchLimit * 2);
  };

  /** A batch that the server cannot read is halved until the one event is found that is to blame; it stays, aside. */
  const narrow = (batch: readonly { clientId: string; clientSeq: number }[]): void => {
    const [only] = batch;
    if (batch.length > 1 || only === undefined) {
      batchLimit = Math.ceil(batch.length / 2);
      return;
    }
    stuck.add(eventKey(only));
    deps.onStuck(new Set(stuck));
    batchLimit = MOST_IN_A_BATCH;
  };

  /** Sends one batch; true if the run should go on. */
  const sendBatch = async (kept: Kept, batch: Kept["events"]): Promise<boolean> => {
    deps.onState({ kind: "sending" });
    const reply = await transport.sendEvents(batch);
    if (reply.kind === "malformed") {
      narrow(batch);
      return true;
    }
    if (reply.kind !== "ok") {
      pause(reply);
      return false;
    }
    const { acks, sync } = reply.value;
    const snapshot = kept.snapshot === null ? deps.known() : adoptSnapshot(kept.snapshot, deps.known());
    const settlement = settle({ snapshot, queue: kept.events, sent: batch, acks, sync, kinds: deps.kinds });
    if (settlement.removed.length === 0) {
      // A reply that acknowledges nothing would be asked for again at once and for ever.
      pause({ kind: "unreachable" });
      return false;
    }
    await outbox.settle(settlement);
    succeeded();
    deps.onSettled(settlement, sync.serverNow, reply.trip);
    return true;
  };

  /** Asks where the attempt stands; null where there was no answer. */
  const askServer = async (): Promise<RoomSync | null> => {
    deps.onState({ kind: "sending" });
    const reply = await transport.fetchRoom();
    if (reply.kind !== "ok") {
      pause(reply);
      return null;
    }
    asking = false;
    succeeded();
    deps.onHeard(reply.value, reply.trip);
    deps.onState({ kind: "idle" });
    return reply.value;
  };

  const sendFinish = async (intent: FinishIntent): Promise<void> => {
    if (intent.reason === "time") {
      // Time may have been added since, or this device's clock may be wrong: the server is asked before it is told.
      const room = await askServer();
      if (room === null) return;
      const { phase, deadline, serverNow } = room;
      if (phase === "running" && (deadline === null || serverNow < deadline)) {
        await outbox.saveIntent(null);
        deps.onTimeLeft();
        return;
      }
    }
    deps.onState({ kind: "sending" });
    const reply = await transport.finish();
    if (reply.kind !== "ok") {
      pause(reply);
      return;
    }
    succeeded();
    await outbox.close();
    deps.onFinished(reply.value.href);
    deps.onState({ kind: "idle" });
  };

  const run = async (): Promise<void> => {
    for (;;) {
      const kept = await outbox.load();
      if (stopped) return;
      const batch = nextBatch(kept.events, stuck, batchLimit);
      if (batch.length > 0) {
        if (await sendBatch(kept, batch)) continue;
        return;
      }
      if (kept.intent !== null) return sendFinish(kept.intent);
      if (!asking) return deps.onState({ kind: "idle" });
      await askServer();
      return;
    }
  };

  async function poke(urgency: "normal" | "urgent" = "normal"): Promise<void> {
    if (stopped || (timer !== null && urgency === "normal")) return;
    if (running !== null) {
      again = true;
      return running;
    }
    cancelRetry();
    running = deps.exclusively(run).catch((error: unknown) => {
      // A fault of this page must not end the saving: it is reported, and the queue is tried again.
      reportError(error);
      pause({ kind: "unreachable" });
    });
    await running;
    running = null;
    if (again) {
      again = false;
      await poke();
    }
  }

  return {
    poke,
    async ask() {
      asking = true;
      await poke("urgent");
    },
    stop() {
      stopped = true;
      cancelRetry();
    },
  };
}
