"use client";

import { useState } from "react";
import type { RoomStore } from "@/components/exam/saving/room-store";
import type { NextQuestion } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";

/** Why an answer did not reach the server, or was not taken. */
export type AdvanceTrouble = "no-line" | "busy" | "signed-out" | "gone" | "under-exam";

export type Advancing = {
  /** An answer is on its way. */
  sending: boolean;
  trouble: AdvanceTrouble | null;
  advance: (itemId: string, answer: Exclude<Answer, null>) => Promise<void>;
};

/** Hands answers in, one at a time; what comes after goes to `onNext`. The choice stays where it is until then. */
export function useAdvancing(store: RoomStore, onNext: (next: NextQuestion) => void): Advancing {
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<AdvanceTrouble | null>(null);

  const advance = async (itemId: string, answer: Exclude<Answer, null>): Promise<void> => {
    if (sending) return;
    setSending(true);
    setTrouble(null);
    const reply = await store.next(itemId, answer);
    const next = reply.kind === "ok" && reply.value !== "under-exam" ? reply.value : null;
    // After the last answer the button stays busy while the result comes.
    if (next === null || !next.ended) setSending(false);
    if (next !== null) return onNext(next);
    switch (reply.kind) {
      case "ok":
        return setTrouble("under-exam");
      case "unreachable":
      case "malformed":
        return setTrouble("no-line");
      case "busy":
      case "signed-out":
      case "gone":
        return setTrouble(reply.kind);
    }
  };

  return { sending, trouble, advance };
}
