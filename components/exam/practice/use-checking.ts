"use client";

import { useState } from "react";
import { type Trouble, troubleOf } from "@/components/exam/room/trouble";
import type { RoomStore } from "@/components/exam/saving/room-store";
import type { ItemFeedback } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";

export type Checking = {
  feedback: Readonly<Record<string, ItemFeedback>>;
  /** Choices that have not been checked yet; they live in this page. */
  picks: Readonly<Record<string, Answer>>;
  /** The item that is being checked. */
  checking: string | null;
  trouble: { itemId: string; what: Trouble } | null;
  pick: (itemId: string, answer: Answer) => void;
  check: (itemId: string, answer: Exclude<Answer, null>) => Promise<void>;
};

/** The answers of a practice: chosen, checked, explained. */
export function useChecking(store: RoomStore, initial: Readonly<Record<string, ItemFeedback>>): Checking {
  const [feedback, setFeedback] = useState(initial);
  const [picks, setPicks] = useState<Record<string, Answer>>({});
  const [checking, setChecking] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Checking["trouble"]>(null);

  const check = async (itemId: string, answer: Exclude<Answer, null>): Promise<void> => {
    if (checking !== null) return;
    setChecking(itemId);
    setTrouble(null);
    const reply = await store.check(itemId, answer);
    setChecking(null);
    if (reply.kind !== "ok") return setTrouble({ itemId, what: troubleOf(reply) });
    const { value } = reply;
    if (value === "under-exam") setTrouble({ itemId, what: "under-exam" });
    else if (value === "over") store.retryNow();
    else setFeedback((known) => ({ ...known, [itemId]: value.feedback }));
  };

  return {
    feedback,
    picks,
    checking,
    trouble,
    pick: (itemId, answer) => setPicks((known) => ({ ...known, [itemId]: answer })),
    check,
  };
}
