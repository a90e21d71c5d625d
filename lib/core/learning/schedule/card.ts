import { FSRSAlgorithm, generatorParameters } from "ts-fsrs";
import { z } from "zod";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import { type Grade, gradeSchema, worse } from "./grade";

/** So many sittings are remembered; no learner has more of them open at a time. */
const SITTINGS_KEPT = 12;

const memorySchema = z.strictObject({
  /** Days until the chance to refuse the trap is down to 90 %. */
  stability: z.number().positive(),
  /** From 1, easy, to 10. */
  difficulty: z.number().min(1).max(10),
});

/** The schedule of one learner and trap, as it is stored. */
export const cardSchema = z.strictObject({
  trap: z.string(),
  memory: memorySchema,
  /** When the last review was, the first answer of its sitting. */
  reviewedAt: z.number(),
  lastSitting: z.strictObject({
    attempt: z.string(),
    grade: gradeSchema,
    /** What was remembered before it: a worse answer in the same sitting takes the review's grade down. */
    before: z.strictObject({ memory: memorySchema, reviewedAt: z.number() }).nullable(),
  }),
  /** The latest sittings that were reviews, in their order. */
  sittings: z.array(z.string()).max(SITTINGS_KEPT),
  /** How many there were in all. */
  reviews: z.number().int().positive(),
  /** Reviews whose grade was `again`. */
  lapses: z.number().int().nonnegative(),
});
export type Card = Readonly<z.infer<typeof cardSchema>>;

export type Review = { trap: string; attempt: string; at: EpochMs; grade: Grade };

/** Due when the chance to refuse the trap is below this. */
export const RETENTION = 0.9;

// FSRS-6 with its published weights (Ye et al.). Steps within a day are off: a sitting is one review. Fuzz is off: the
// same answers give the same schedule.
const PARAMETERS = generatorParameters({
  request_retention: RETENTION,
  enable_fuzz: false,
  enable_short_term: false,
});
const FSRS = new FSRSAlgorithm(PARAMETERS);

const RATINGS: Record<Grade, number> = { again: 1, hard: 2, good: 3, easy: 4 };

const rated = (before: Card["lastSitting"]["before"], at: EpochMs, grade: Grade): Card["memory"] => {
  const days = before === null ? 0 : Math.max(0, at - before.reviewedAt) / DAY_MS;
  const { stability, difficulty } = FSRS.next_state(before?.memory ?? null, days, RATINGS[grade]);
  return { stability, difficulty };
};

/**
 * The card after an answer; null stands for a trap that was never reviewed. A sitting is one review, dated by its first
 * answer and graded by its worst: another answer of the last sitting can only take it down, one of an earlier sitting
 * changes nothing.
 *
 * @throws when the answer is to another trap, or of a new sitting and older than the last review: `cardOf` puts answers
 * that come late in their place.
 */
export function review(card: Card | null, { trap, attempt, at, grade }: Review): Card {
  if (card === null) {
    return {
      trap,
      memory: rated(null, at, grade),
      reviewedAt: at,
      lastSitting: { attempt, grade, before: null },
      sittings: [attempt],
      reviews: 1,
      lapses: grade === "again" ? 1 : 0,
    };
  }
  if (trap !== card.trap) throw new Error(`an answer to ${trap} is no review of ${card.trap}`);
  const { lastSitting } = card;
  if (attempt === lastSitting.attempt) {
    const worst = worse(lastSitting.grade, grade);
    if (worst === lastSitting.grade) return card;
    return {
      ...card,
      memory: rated(lastSitting.before, card.reviewedAt, worst),
      lastSitting: { ...lastSitting, grade: worst },
      lapses: card.lapses + (worst === "again" ? 1 : 0),
    };
  }
  if (card.sittings.includes(attempt)) return card;
  if (at < card.reviewedAt) throw new Error(`a review of ${at} comes after one of ${card.reviewedAt}`);
  const before = { memory: card.memory, reviewedAt: card.reviewedAt };
  return {
    trap,
    memory: rated(before, at, grade),
    reviewedAt: at,
    lastSitting: { attempt, grade, before },
    sittings: [...card.sittings, attempt].slice(-SITTINGS_KEPT),
    reviews: card.reviews + 1,
    lapses: card.lapses + (grade === "again" ? 1 : 0),
  };
}

/** The card that all answers to a trap give, in whatever order they are listed; null without any. */
export function cardOf(answers: readonly Review[]): Card | null {
  const sittings = new Map<string, Review>();
  for (const answer of answers) {
    const known = sittings.get(answer.attempt) ?? answer;
    sittings.set(answer.attempt, {
      ...known,
      at: Math.min(known.at, answer.at),
      grade: worse(known.grade, answer.grade),
    });
  }
  const ordered = [...sittings.values()].sort((a, b) => a.at - b.at || (a.attempt < b.attempt ? -1 : 1));
  return ordered.reduce<Card | null>(review, null);
}

/** The chance that the learner refuses the trap now, as the forgetting curve has it. */
export function retrievability({ memory, reviewedAt }: Card, now: EpochMs): number {
  return FSRS.forgetting_curve(Math.max(0, now - reviewedAt) / DAY_MS, memory.stability);
}

/** When the card is due: the chance reaches 90 % after as many days as its stability says. */
export function dueAt({ memory, reviewedAt }: Card): EpochMs {
  return reviewedAt + memory.stability * DAY_MS;
}
