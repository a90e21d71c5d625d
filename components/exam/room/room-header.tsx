"use client";

import type { RoomState } from "@/components/exam/saving/room-state";
import type { RoomStore } from "@/components/exam/saving/room-store";
import { classNames } from "@/components/ui/class-names";
import type { Room } from "@/lib/core/attempt/room";
import { ClockFace } from "./clock-face";
import { SaveState } from "./save-state";

type RoomHeaderProps = { room: Room; store: RoomStore; state: RoomState };

/** What the attempt is, whether the work is saved, and the clock. */
export function RoomHeader({ room, store, state }: RoomHeaderProps) {
  const over = state.snapshot.phase !== "running";
  return (
    <header
      className={classNames(
        "sticky top-0 z-20 flex h-14 items-center gap-3 border-b border-line bg-surface pl-4 sm:gap-5 sm:pl-6",
        over ? "pr-4 sm:pr-6" : "pr-1.5 sm:pr-3",
      )}
    >
      <div className="flex min-w-0 grow items-baseline gap-4">
        <h1 className="truncate text-base font-semibold">{room.title}</h1>
        <p className="shrink-0 text-sm text-ink-2 max-md:hidden">
          {room.examCode} · {room.items.length === 1 ? "1 question" : `${room.items.length} questions`}
        </p>
      </div>
      <SaveState state={state} />
      {over ? null : <ClockFace store={store} startedAt={room.startedAt} deadline={state.snapshot.deadline} />}
    </header>
  );
}
