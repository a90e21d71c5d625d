"use client";

import { SaveState } from "@/components/exam/room/save-state";
import type { RoomState } from "@/components/exam/saving/room-state";
import { buttonClass } from "@/components/ui/button-class";
import { Progress } from "@/components/ui/progress";
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

/** What is practised, how far it is, and the way out. */
export function PracticeHeader({ room, state, checked, right, exitHref }: PracticeHeaderProps) {
  const total = room.items.length;
  const words = counted[room.mode];
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-surface">
      <div className="flex h-14 items-center gap-3 pr-1.5 pl-4 sm:gap-5 sm:pr-3 sm:pl-6">
        <div className="flex min-w-0 grow items-baseline gap-4">
          <h1 className="truncate text-base font-semibold">{room.title}</h1>
          <p className="num shrink-0 text-sm text-ink-2">
            {checked} of {total}{" "}
            <span className={room.mode === "practice" ? undefined : "max-sm:sr-only"}>{words}</span>
            <span className="max-sm:hidden"> · {right} right</span>
          </p>
        </div>
        <SaveState state={state} />
        <a href={exitHref} className={buttonClass("ghost", "md", "text-sm")}>
          Leave
        </a>
      </div>
      <Progress
        label="Answered"
        valueText={`${checked} of ${total} ${words}`}
        value={checked}
        max={total}
        textShown={false}
      />
    </header>
  );
}
