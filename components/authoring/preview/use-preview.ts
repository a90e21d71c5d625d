"use client";

import { useEffect, useState } from "react";
import { previewDraftAction } from "@/lib/actions/drafts";
import type { ItemFeedback, RoomQuestion } from "@/lib/core/attempt/room";
import type { DraftFile } from "@/lib/core/authoring/draft-file";
import type { Finding } from "@/lib/core/authoring/finding";
import type { Answer } from "@/lib/core/question/answer";

export type Seen = { question: number; room: RoomQuestion; feedback: ItemFeedback | null };

/** From the last key press to the asking. */
const REST_MS = 350;

/** What the rules and learners make of the text, asked of the server whenever the writer rests, unless it is too long. */
export function usePreview(
  draftId: string,
  file: DraftFile,
  question: number,
  answer: Answer,
  first: readonly Finding[],
  isOverlong: boolean,
) {
  const [findings, setFindings] = useState(first);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [isBehind, setBehind] = useState(false);
  useEffect(() => {
    if (isOverlong) return;
    let wanted = true;
    const ask = async (): Promise<void> => {
      const reply = await previewDraftAction({ draftId, file, question, answer }).catch(() => null);
      if (!wanted) return;
      const value = reply?.ok === true ? reply.value : null;
      setBehind(value === null);
      if (value === null) return;
      setFindings(value.findings);
      if (value.preview !== null) setSeen({ question, ...value.preview });
    };
    const timer = setTimeout(() => void ask(), REST_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [draftId, file, question, answer, isOverlong]);
  return { findings, seen, isBehind: isBehind || isOverlong };
}
