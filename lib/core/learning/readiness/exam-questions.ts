import type { Blueprint } from "@/lib/core/exam/blueprint";

/** A question that the exam may contain, by what matters for its score; `offset` is high for an easy question. */
export type ExamQuestion = { lesson: string; offset: number; offsetVariance: number };

/** What the bank knows of one question's offset. */
export type KnownOffset = { mean: number; variance: number };

/** For a lesson without any question: nothing known, the prior of a question of middle difficulty. */
const UNKNOWN_OFFSET: KnownOffset = { mean: 0, variance: 1 };

/**
 * The scored questions of a typical form: for a lesson's quota of n, the questions at the middles of n equal parts of
 * the lesson's offsets, from hard to easy. A typical form is thus as mixed as the bank is.
 */
export function typicalQuestions(
  blueprint: Pick<Blueprint, "lessons">,
  offsets: ReadonlyMap<string, readonly KnownOffset[]>,
): ExamQuestion[] {
  return blueprint.lessons.flatMap(({ lesson, scored }) => {
    const known = [...(offsets.get(lesson) ?? [])].sort((a, b) => a.mean - b.mean || a.variance - b.variance);
    return Array.from({ length: scored }, (_, i) => {
      const { mean, variance } = known[Math.floor(((i + 0.5) / scored) * known.length)] ?? UNKNOWN_OFFSET;
      return { lesson, offset: mean, offsetVariance: variance };
    });
  });
}
