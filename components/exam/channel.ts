import type { AttemptEvent } from "@/lib/core/attempt/events";
import type { FinishIntent } from "./saving/event-store";
import type { Settlement } from "./saving/settle";
import { SNAPSHOT_SHAPE, type Snapshot } from "./saving/snapshot";

/** What the tabs of one attempt in one browser tell each other. */
export type TabMessage =
  /** An event lies in the shared queue. */
  | { kind: "made"; event: AttemptEvent }
  /** The server acknowledged events; `savedAt` by the device's clock. */
  | { kind: "settled"; settlement: Pick<Settlement, "removed" | "rebased" | "snapshot">; savedAt: number }
  /** Something was heard from the server, or a conflict was decided. */
  | { kind: "heard"; snapshot: Snapshot }
  /** The learner wants to end the attempt, or (null) no longer wants to. */
  | { kind: "intent"; intent: FinishIntent | null }
  | { kind: "finished"; snapshot: Snapshot; href: string | null };

export type TabChannel = { post(message: TabMessage): void; close(): void };

/** The line between the tabs. A browser without it has none: the server's revisions then tell of the other tab. */
export function openChannel(attemptId: string, onMessage: (message: TabMessage) => void): TabChannel {
  if (typeof BroadcastChannel === "undefined") return { post: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(`trapline:${SNAPSHOT_SHAPE}:${attemptId}`);
  channel.onmessage = (event: MessageEvent<TabMessage>) => onMessage(event.data);
  return {
    post: (message) => channel.postMessage(message),
    close: () => {
      channel.onmessage = null;
      channel.close();
    },
  };
}
