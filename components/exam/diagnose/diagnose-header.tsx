"use client";

import { SittingHeader } from "@/components/exam/room/sitting-header";
import type { RoomState } from "@/components/exam/saving/room-state";
import type { OpenQuestion } from "@/lib/core/attempt/room";

type DiagnoseHeaderProps = { open: OpenQuestion; state: RoomState; exitHref: string };

/** The head of a diagnosis: it has no fixed length, so it says the least and the most. */
export function DiagnoseHeader({ open, state, exitHref }: DiagnoseHeaderProps) {
  const { room, number, least, most } = open;
  const answered = { value: number - 1, max: most, text: `${number - 1} answered, at most ${most}` };
  return (
    <SittingHeader title={room.title} state={state} exitHref={exitHref} answered={answered}>
      <p className="num shrink-0 text-sm text-ink-2 max-sm:hidden">
        {least}–{most} questions, no clock
      </p>
    </SittingHeader>
  );
}
