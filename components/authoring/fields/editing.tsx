"use client";

import { createContext, useContext } from "react";
import type { Finding } from "@/lib/core/authoring/finding";
import { fieldId, findingsAt } from "@/lib/core/authoring/finding-place";
import type { Vocabulary } from "@/lib/core/authoring/vocabulary";

export type Editing = {
  draftId: string;
  vocabulary: Vocabulary;
  findings: readonly Finding[];
  /** Whether a field shows what is found in it: not before somebody has been there. */
  isShown: (id: string) => boolean;
  touch: (id: string) => void;
  /** Says politely what has happened. */
  announce: (words: string) => void;
  /** Whose pictures a text may show. */
  packId: string;
};

const EditingContext = createContext<Editing | null>(null);
export const EditingProvider = EditingContext;

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error("a field of the editor stands outside of it");
  return editing;
}

const QuestionContext = createContext(0);
/** Which question of the draft the fields inside are of. */
export const QuestionPlace = QuestionContext;

export type Path = readonly (string | number)[];

/** A field at a path of the question around it: its id, and what was found there. */
export function useField(path: Path) {
  const question = useContext(QuestionContext);
  const { findings, isShown, touch } = useEditing();
  const id = fieldId(question, path);
  const found = isShown(id) ? findingsAt(findings, question, path) : [];
  const wrong = found.some(({ severity }) => severity === "error");
  return {
    id,
    found,
    touch: () => touch(id),
    aria: (hinted = false) => ({
      id,
      "aria-invalid": wrong || undefined,
      "aria-describedby":
        [hinted ? `${id}-hint` : "", found.length > 0 ? `${id}-found` : ""].filter((part) => part !== "").join(" ") ||
        undefined,
    }),
  };
}
