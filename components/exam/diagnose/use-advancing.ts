"use client";

import { useState } from "react";
import { type Trouble, troubleOf } from "@/components/exam/room/trouble";
import type { RoomStore } from "@/components/exam/saving/room-store";
import type { NextQuestion } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";

export type Advancing = {
  /** An answer is on its way. */
  sending: boolean;
  trouble: Trouble | null;
  advance: (itemId: string, answer: Exclude<Answer, null>) => Promise<void>;
};

/** Hands answers in, one at a time; what comes after goes to `onNext`. The choice stays where it is until then. */
export function useAdvancing(store: RoomStore, onNext: (next: NextQuestion) => void): Advancing {
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const advance = async (itemId: string, answer: Exclude<Answer, null>): Promise<void> => {
    if (sending) return;
    setSending(true);
    setTrouble(null);
    const reply = await store.next(itemId, answer);
    const next = reply.kind === "ok" && reply.value !== "under-exam" ? reply.value : null;
    // After the last answer the button stays busy while the result comes.
    if (next === null || !next.ended) setSending(false);
    if (next !== null) return onNext(next);
    setTrouble(reply.kind === "ok" ? "under-exam" : troubleOf(reply));
  };

  return { sending, trouble, advance };
}
