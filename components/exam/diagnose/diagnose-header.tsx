"use client";

import { SaveState } from "@/components/exam/room/save-state";
import type { RoomState } from "@/components/exam/saving/room-state";
import { buttonClass } from "@/components/ui/button-class";
import { Progress } from "@/components/ui/progress";
import type { OpenQuestion } from "@/lib/core/attempt/room";

type DiagnoseHeaderProps = { open: OpenQuestion; state: RoomState; exitHref: string };

/** What this is, how far it is, and the way out, which ends nothing. */
export function DiagnoseHeader({ open, state, exitHref }: DiagnoseHeaderProps) {
  const { room, number, least, most } = open;
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-surface">
      <div className="flex h-14 items-center gap-3 pr-1.5 pl-4 sm:gap-5 sm:pr-3 sm:pl-6">
        <div className="flex min-w-0 grow items-baseline gap-4">
          <h1 className="truncate text-base font-semibold">{room.title}</h1>
          <p className="num shrink-0 text-sm text-ink-2 max-sm:hidden">
            {least}–{most} questions, no clock
          </p>
        </div>
        <SaveState state={state} />
        <a href={exitHref} className={buttonClass("ghost", "md", "text-sm")}>
          Leave
        </a>
      </div>
      <Progress
        label="Answered"
        value={number - 1}
        max={most}
        valueText={`${number - 1} answered, at most ${most}`}
        textShown={false}
      />
    </header>
  );
}
