"use client";

import { useEffect, useRef, useState } from "react";
import type { RoomStore } from "@/components/exam/saving/room-store";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { ALWAYS_SHOWN_MS, minutesLeft, warningDue } from "./time-words";
import { useServerNow } from "./use-room-store";

type Warned = { deadline: EpochMs; text: string };

/** The warning on the time left, when one is due; null otherwise. Gone when the deadline moves or it was dismissed. */
export function useTimeWarning(store: RoomStore, limitMs: number | null, deadline: EpochMs | null) {
  const now = useServerNow(store);
  const before = useRef<number | null>(null);
  const [warned, setWarned] = useState<Warned | null>(null);

  useEffect(() => {
    if (now === null || deadline === null) return;
    const leftMs = deadline - now;
    const due = before.current === null ? null : warningDue(limitMs, before.current, leftMs);
    before.current = leftMs;
    if (due === null) return;
    const stays = due <= ALWAYS_SHOWN_MS ? " The clock stays in sight from now on." : "";
    setWarned({ deadline, text: `${minutesLeft(leftMs)}.${stays}` });
  }, [now, deadline, limitMs]);

  const shown = warned !== null && warned.deadline === deadline ? warned.text : null;
  return { text: shown, dismiss: () => setWarned(null) };
}
