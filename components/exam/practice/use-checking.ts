"use client";

import { useState } from "react";
import type { RoomStore } from "@/components/exam/saving/room-store";
import type { ItemFeedback } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";

/** Why an answer could not be checked, as far as the learner can do something about it. */
export type CheckTrouble = "no-line" | "busy" | "signed-out" | "gone" | "under-exam";

export type Checking = {
  feedback: Readonly<Record<string, ItemFeedback>>;
  /** Choices that have not been checked yet; they live in this page. */
  picks: Readonly<Record<string, Answer>>;
  /** The item that is being checked. */
  checking: string | null;
  trouble: { itemId: string; what: CheckTrouble } | null;
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
    switch (reply.kind) {
      case "ok": {
        const { value } = reply;
        if (value === "under-exam") setTrouble({ itemId, what: "under-exam" });
        else if (value === "over") store.retryNow();
        else setFeedback((known) => ({ ...known, [itemId]: value.feedback }));
        break;
      }
      case "unreachable":
      case "malformed":
        setTrouble({ itemId, what: "no-line" });
        break;
      case "busy":
      case "signed-out":
      case "gone":
        setTrouble({ itemId, what: reply.kind });
    }
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
