import { type RoomState, unsentCount } from "@/components/exam/saving/room-state";
import type { IconName } from "@/components/ui/icon";
import { timeOfDay } from "./time-words";

/** What the room says about the saving. `short` is for phones. */
export type SaveLabel = {
  kind: "saved" | "saving" | "problem";
  icon: IconName;
  text: string;
  short: string;
};

type Saving = Pick<RoomState, "pending" | "stuck" | "sync" | "online" | "storage" | "savedAt">;

const problem = (icon: IconName, text: string, short: string): SaveLabel => ({ kind: "problem", icon, text, short });
const changes = (count: number): string => (count === 1 ? "1 change" : `${count} changes`);

/** Where unsent work lies, honestly. */
const kept = ({ storage }: Saving): string => (storage === "device" ? "kept on this device" : "kept in this tab only");

/** The state of the saving in words: what is worst comes first. */
export function saveLabel(state: Saving): SaveLabel {
  const unsent = unsentCount(state);
  const toSend = unsent === 0 ? "" : `, ${unsent} to send`;
  const shortToSend = unsent === 0 ? "Offline" : `${unsent} to send`;
  if (state.sync.kind === "signed-out") {
    return problem("user", `Signed out: ${kept(state)}${toSend}`, "Signed out");
  }
  if (state.sync.kind === "gone") return problem("warning", `Not this account's: ${kept(state)}${toSend}`, "Not saved");
  if (state.stuck.size > 0) {
    return problem(
      "warning",
      `${changes(state.stuck.size)} not accepted by the server`,
      `${state.stuck.size} not saved`,
    );
  }
  if (state.sync.kind === "waiting" && state.sync.reason === "busy") {
    return problem("clock", `Server busy: ${kept(state)}${toSend}`, unsent === 0 ? "Busy" : shortToSend);
  }
  if (state.sync.kind === "waiting" || (!state.online && unsent > 0)) {
    return problem("wifi-off", `Offline: ${kept(state)}${toSend}`, shortToSend);
  }
  if (unsent > 0) return { kind: "saving", icon: "cloud-check", text: "Saving…", short: "Saving…" };
  if (state.savedAt === null) return { kind: "saved", icon: "cloud-check", text: "Saves by itself", short: "Saves" };
  return { kind: "saved", icon: "cloud-check", text: `Saved ${timeOfDay(state.savedAt)}`, short: "Saved" };
}
