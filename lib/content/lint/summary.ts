import type { PackContent } from "@/lib/content/read-pack";
import type { Kind } from "@/lib/core/question/schema";
import { counterCues, offersByTrap, type TrapOffers } from "./bank/coverage";
import { type GiveawayWord, giveawayWords, vocabularyScore } from "./bank/giveaway-vocabulary";
import { keyPositions } from "./bank/key-position";
import { longestOptionScore } from "./bank/longest-option";
import { plainErrorShare } from "./bank/plain-errors";
import type { PickerScore } from "./picker";
import { onceAFamily, writtenQuestions } from "./rule";

/** What a pack's bank holds, in counts and in shares from 0 to 1. */
export type PackSummary = {
  /** Questions that somebody wrote. */
  questions: number;
  /** Families of numeric questions, each with the number of its stored draws. */
  families: { family: string; lesson: string; draws: number; variants: number }[];
  byLesson: { lesson: string; counts: Partial<Record<Kind, number>> }[];
  /** What offers the trap; what offers a sub-trap of it is not among them. */
  offers: ({ trap: string; parent: string | null } & TrapOffers)[];
  counterCues: number;
  plainErrors: number;
  longestOption: PickerScore;
  vocabulary: PickerScore & { words: GiveawayWord[] };
  keyPositions: number[];
  /** Written questions, and families, that nobody has solved blind yet. */
  unreviewed: number;
};

/** How many words that give keys away are named. */
const WORDS = 8;

/** The families of a pack in the order of their files. */
function familiesOf(pack: PackContent): PackSummary["families"] {
  const families = new Map<string, { lesson: string; draws: number; variants: Set<string> }>();
  for (const { question, draw } of pack.questions) {
    if (draw === null) continue;
    const known = families.get(draw.family) ?? { lesson: question.lesson, draws: 0, variants: new Set<string>() };
    known.draws += 1;
    known.variants.add(draw.seed.split("/")[0] ?? "");
    families.set(draw.family, known);
  }
  return [...families].map(([family, { lesson, draws, variants }]) => ({
    family,
    lesson,
    draws,
    variants: variants.size,
  }));
}

export function summarisePack(pack: PackContent): PackSummary {
  const offers = offersByTrap(pack);
  const written = writtenQuestions(pack);
  const lessons = [...new Set(written.map(({ question }) => question.lesson))].sort();
  return {
    questions: written.length,
    families: familiesOf(pack),
    byLesson: lessons.map((lesson) => {
      const counts: Partial<Record<Kind, number>> = {};
      for (const { question } of written) {
        if (question.lesson === lesson) counts[question.type] = (counts[question.type] ?? 0) + 1;
      }
      return { lesson, counts };
    }),
    offers: pack.traps.map(({ id, parent }) => ({
      trap: id,
      parent: parent ?? null,
      ...(offers.get(id) ?? { written: 0, families: 0, draws: 0 }),
    })),
    counterCues: counterCues(pack),
    plainErrors: plainErrorShare(pack),
    longestOption: longestOptionScore(pack),
    vocabulary: { ...vocabularyScore(pack), words: giveawayWords(pack, WORDS) },
    keyPositions: keyPositions(pack),
    unreviewed: onceAFamily(pack).filter(
      ({ question }) => question.review === undefined || question.review.solvedBlind === "pending",
    ).length,
  };
}
