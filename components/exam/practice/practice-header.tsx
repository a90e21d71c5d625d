"use client";

import { SittingHeader } from "@/components/exam/room/sitting-header";
import type { RoomState } from "@/components/exam/saving/room-state";
import type { Room } from "@/lib/core/attempt/room";

/** What is counted, in the words of the mode: a drill is made of probes, a check asks whether a cure holds. */
const counted = {
  exam: "answered",
  practice: "checked",
  drill: "probes answered",
  check: "checks answered",
  diagnose: "answered",
} satisfies Record<Room["mode"], string>;

type PracticeHeaderProps = { room: Room; state: RoomState; checked: number; right: number; exitHref: string };

/** The head of a practice, a drill or a check: how many are answered and how many of them are right. */
export function PracticeHeader({ room, state, checked, right, exitHref }: PracticeHeaderProps) {
  const total = room.items.length;
  const words = counted[room.mode];
  const answered = { value: checked, max: total, text: `${checked} of ${total} ${words}` };
  return (
    <SittingHeader title={room.title} state={state} exitHref={exitHref} answered={answered}>
      <p className="num shrink-0 text-sm text-ink-2">
        {checked} of {total} <span className={room.mode === "practice" ? undefined : "max-sm:sr-only"}>{words}</span>
        <span className="max-sm:hidden"> · {right} right</span>
      </p>
    </SittingHeader>
  );
}
