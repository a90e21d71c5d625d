import type { QuestionParameters } from "./calibrate-questions";
import type { World } from "./read-worlds";
import type { LearnerState } from "./sitting";

/** How many answers the population's rate is worth in a naive rate, so that one answer is no verdict. */
const STRENGTH = 9;

/**
 * What one would do without a model: rank a symptom by how much more often than everybody the learner takes its traps,
 * all its traps together: (falls + 9 r) / (decided + 9) − r, with r the traps' mean rate in the population.
 */
export function trapRateScores(world: World, questions: QuestionParameters, state: LearnerState): Float64Array {
  return Float64Array.from(world.symptoms, ({ traps }) => {
    const rate = traps.reduce((sum, trap) => sum + (questions.trapRate.get(trap) ?? 0), 0) / traps.length;
    let falls = 0;
    let decided = 0;
    for (const trap of traps) {
      falls += state.traps[trap]?.falls ?? 0;
      decided += state.traps[trap]?.decided ?? 0;
    }
    return (falls + STRENGTH * rate) / (decided + STRENGTH) - rate;
  });
}

/** The other thing one would do: rank a symptom by how badly its lesson went, beside the learner's other lessons. */
export function lowestLessonScores(
  world: World,
  tally: ReadonlyMap<string, { right: number; n: number }>,
): Float64Array {
  let right = 0;
  let n = 0;
  for (const lesson of tally.values()) {
    right += lesson.right;
    n += lesson.n;
  }
  const mean = n === 0 ? 0 : right / n;
  return Float64Array.from(world.symptoms, ({ lessons }) => {
    const own = tally.get(lessons[0] ?? "") ?? { right: 0, n: 0 };
    return mean - (own.right + 2 * mean) / (own.n + 2);
  });
}
