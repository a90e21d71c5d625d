import type { PackContent } from "@/lib/content/read-pack";
import type { Kind } from "@/lib/core/question/schema";
import { counterCues, offersByTrap } from "./bank/coverage";
import { type GiveawayWord, giveawayWords, vocabularyScore } from "./bank/giveaway-vocabulary";
import { keyPositions } from "./bank/key-position";
import { longestOptionScore } from "./bank/longest-option";
import { plainErrorShare } from "./bank/plain-errors";
import type { PickerScore } from "./picker";

/** What a pack's bank holds, in counts and in shares from 0 to 1. */
export type PackSummary = {
  questions: number;
  byLesson: { lesson: string; counts: Partial<Record<Kind, number>> }[];
  /** How many questions offer the trap; those that offer a sub-trap of it are not among them. */
  offers: { trap: string; parent: string | null; offers: number }[];
  counterCues: number;
  plainErrors: number;
  longestOption: PickerScore;
  vocabulary: PickerScore & { words: GiveawayWord[] };
  keyPositions: number[];
  unreviewed: number;
};

/** How many words that give keys away are named. */
const WORDS = 8;

export function summarisePack(pack: PackContent): PackSummary {
  const offers = offersByTrap(pack);
  const lessons = [...new Set(pack.questions.map(({ question }) => question.lesson))].sort();
  return {
    questions: pack.questions.length,
    byLesson: lessons.map((lesson) => {
      const counts: Partial<Record<Kind, number>> = {};
      for (const { question } of pack.questions) {
        if (question.lesson === lesson) counts[question.type] = (counts[question.type] ?? 0) + 1;
      }
      return { lesson, counts };
    }),
    offers: pack.traps.map(({ id, parent }) => ({ trap: id, parent: parent ?? null, offers: offers.get(id) ?? 0 })),
    counterCues: counterCues(pack),
    plainErrors: plainErrorShare(pack),
    longestOption: longestOptionScore(pack),
    vocabulary: { ...vocabularyScore(pack), words: giveawayWords(pack, WORDS) },
    keyPositions: keyPositions(pack),
    unreviewed: pack.questions.filter(
      ({ question }) => question.review === undefined || question.review.solvedBlind === "pending",
    ).length,
  };
}
