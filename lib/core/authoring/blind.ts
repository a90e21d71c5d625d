import type { Answer } from "@/lib/core/question/answer";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import type { Question } from "@/lib/core/question/schema";
import { scoreAnswer } from "@/lib/core/question/score";
import { pairId, pairOf } from "./guessable";

/** What a reviewer made of one question before they saw its key: an answer, and the trap that each wrong part or pair offers. */
export type BlindSolution = { answer: Answer; tags: Readonly<Record<string, string>> };

type Tag = { id: string; text: string; trap: string };

/** The trap that each wrong part of a question is tagged with: options and decoys by their ids, pairs by `pairId`. */
function tagsOf(question: Question): Tag[] {
  const tagged = (parts: readonly { id: string; text: string; trap?: string | undefined }[]): Tag[] =>
    parts.map(({ id, text, trap }) => ({ id, text, trap: trap ?? PLAIN_ERROR }));
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return tagged(question.options.filter(({ key }) => key !== true));
    case "ordering":
      return [
        ...tagged(question.decoys),
        ...question.wrongOrders.map(({ before, after, trap }) => ({ ...namedPair(question, before, after), trap })),
      ];
    case "matching":
      return question.wrongPairs.map(({ prompt, response, trap }) => ({
        ...namedPair(question, prompt, response),
        trap,
      }));
  }
}

/** A pair of a question's parts, by its id and in words: "Approve" before "Test". */
function namedPair(question: Question, first: string, second: string): { id: string; text: string } {
  const words = (parts: readonly { id: string; text: string }[], id: string): string =>
    parts.find((part) => part.id === id)?.text ?? id;
  const id = pairId(first, second);
  switch (question.type) {
    case "ordering":
      return { id, text: `“${words(question.items, first)}” before “${words(question.items, second)}”` };
    case "matching":
      return { id, text: `“${words(question.prompts, first)}” with “${words(question.responses, second)}”` };
    case "multiple-choice":
    case "multiple-response":
      return { id, text: id };
  }
}

/** A wrong part that was guessed to offer another trap than its tag says. */
export type TagDifference = { id: string; text: string; tagged: string; guessed: string };

export type BlindOutcome = {
  solved: "agreed" | "changed";
  /** `pending`: not every tag was guessed, and those that were agree. */
  tags: "agreed" | "changed" | "pending";
  differences: TagDifference[];
  /** Pairs in which a trap was seen and that have no tag: perhaps one is missing. */
  untagged: { text: string; guessed: string }[];
  /** Of how many tags how many were guessed. */
  guessed: number;
  asked: number;
};

/** How a blind solution compares with key and tags, in authored ids. */
export function compareBlind(question: Question, { answer, tags }: BlindSolution): BlindOutcome {
  const asked = tagsOf(question).map(({ id, text, trap }) => ({ id, text, tagged: trap }));
  const guessed = asked.flatMap((part) => {
    const guess = tags[part.id];
    return guess === undefined ? [] : [{ ...part, guessed: guess }];
  });
  const differences = guessed.filter((part) => part.tagged !== part.guessed);
  const isWhole = guessed.length === asked.length;
  const untagged = Object.entries(tags).flatMap(([id, trap]) => {
    const pair = pairOf(id);
    if (pair === null || asked.some((tag) => tag.id === id)) return [];
    return [{ text: namedPair(question, ...pair).text, guessed: trap }];
  });
  return {
    solved: scoreAnswer(question, answer).outcome === "right" ? "agreed" : "changed",
    tags: differences.length > 0 ? "changed" : isWhole ? "agreed" : "pending",
    differences,
    untagged,
    guessed: guessed.length,
    asked: asked.length,
  };
}
