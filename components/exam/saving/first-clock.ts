import { clockFromOffset, clockFromPage, readClock, type ServerClock } from "@/components/exam/clock";
import type { Room } from "@/lib/core/attempt/room";
import type { RoomParts } from "./room-parts";
import { isKeptCopy, type Snapshot } from "./snapshot";

/**
 * The clock that a page starts with, before it has asked the server. A page that was kept on the device says an old
 * time: it starts from the offset that was measured when it was fresh.
 */
export function firstClock(
  room: Pick<Room, "serverNow">,
  saved: Snapshot | null,
  { readClocks, pageMade }: Pick<RoomParts, "readClocks" | "pageMade">,
): ServerClock {
  const now = readClocks();
  const offset = isKeptCopy(room, saved) ? (saved?.wallOffsetMs ?? null) : null;
  return readClock(offset === null ? clockFromPage(room.serverNow, pageMade()) : clockFromOffset(offset, now), now);
}
