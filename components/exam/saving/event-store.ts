import type { AttemptEvent } from "@/lib/core/attempt/events";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Settlement } from "./settle";
import type { Snapshot } from "./snapshot";

/** The learner, or the end of the time, wants the attempt finished; kept until the server has done it. */
export type FinishIntent = { reason: "ended" | "time"; wantedAt: EpochMs };

export type Kept = {
  /** Unsent events in the order in which they were made, by whichever tab. */
  events: AttemptEvent[];
  snapshot: Snapshot | null;
  intent: FinishIntent | null;
};

/** Where one attempt's unsent work lies: on the device, or in memory where there is no other place. */
export type EventStore = {
  load(): Promise<Kept>;
  add(event: AttemptEvent): Promise<void>;
  /** Forgets what was acknowledged and keeps what was heard, in one transaction. */
  settle(settlement: Pick<Settlement, "removed" | "rebased" | "snapshot">): Promise<void>;
  saveSnapshot(snapshot: Snapshot): Promise<void>;
  saveIntent(intent: FinishIntent | null): Promise<void>;
  /** The attempt is over: forgets the snapshot and the intent. Events that were never acknowledged stay. */
  close(): Promise<void>;
};
