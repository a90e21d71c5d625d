import type { Answer } from "@/lib/core/question/answer";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import type { Question } from "@/lib/core/question/schema";
import { scoreAnswer } from "@/lib/core/question/score";

/** What a reviewer made of one question before they saw its key: an answer, and the trap that each wrong part offers. */
export type BlindSolution = { answer: Answer; tags: Readonly<Record<string, string>> };

/** The trap that each wrong part of a question is tagged with; those of pairs and orders are null, as nobody guesses them. */
function tagsOf(question: Question): { id: string; text: string; trap: string | null }[] {
  const tagged = (parts: readonly { id: string; text: string; trap?: string | undefined }[]) =>
    parts.map(({ id, text, trap }) => ({ id, text, trap: trap ?? PLAIN_ERROR }));
  const unasked = (pairs: readonly { trap: string }[]) => pairs.map(() => ({ id: "", text: "", trap: null }));
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return tagged(question.options.filter(({ key }) => key !== true));
    case "ordering":
      return [...tagged(question.decoys), ...unasked(question.wrongOrders)];
    case "matching":
      return unasked(question.wrongPairs);
  }
}

/** A wrong part that was guessed to offer another trap than its tag says. */
export type TagDifference = { id: string; text: string; tagged: string; guessed: string };

export type BlindOutcome = {
  solved: "agreed" | "changed";
  /** `pending`: not every tag was guessed, and those that were agree. */
  tags: "agreed" | "changed" | "pending";
  differences: TagDifference[];
  /** Of how many tags that could be guessed how many were. */
  guessed: number;
  asked: number;
};

/** How a blind solution compares with key and tags, in authored ids. */
export function compareBlind(question: Question, { answer, tags }: BlindSolution): BlindOutcome {
  const all = tagsOf(question);
  const asked = all.flatMap(({ id, text, trap }) => (trap === null ? [] : [{ id, text, tagged: trap }]));
  const guessed = asked.flatMap((part) => {
    const guess = tags[part.id];
    return guess === undefined ? [] : [{ ...part, guessed: guess }];
  });
  const differences = guessed.filter((part) => part.tagged !== part.guessed);
  const isWhole = guessed.length === all.length;
  return {
    solved: scoreAnswer(question, answer).outcome === "right" ? "agreed" : "changed",
    tags: differences.length > 0 ? "changed" : isWhole ? "agreed" : "pending",
    differences,
    guessed: guessed.length,
    asked: asked.length,
  };
}
