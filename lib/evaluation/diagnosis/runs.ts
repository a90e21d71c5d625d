import { lowestLessonScores, trapRateScores } from "./naive-rankings";
import type { Engine, Verdict } from "./sitting";

/** What one ranking says: the symptom it puts first, and how sure it is that there is one at all. */
type Ranking = { first: number; alarm: number };

/** What one sitting came to, by the model and by the naive rankings. */
export type Outcome = { probabilities: Float64Array; model: Ranking; trapRate: Ranking; lowestLesson: Ranking };

export type Method = "model" | "trapRate" | "lowestLesson";

/** Sittings by learner and draw, with what is planted in each learner. */
export type Runs = { planted: readonly (readonly number[])[]; outcomes: readonly (readonly Outcome[])[] };

function ranking(scores: Float64Array): Ranking {
  let first = 0;
  for (let symptom = 1; symptom < scores.length; symptom++) {
    if ((scores[symptom] ?? 0) > (scores[first] ?? 0)) first = symptom;
  }
  return { first, alarm: scores[first] ?? 0 };
}

export function outcomeOf(engine: Engine, verdict: Verdict): Outcome {
  const { world, questions } = engine;
  return {
    probabilities: verdict.symptoms,
    model: { first: ranking(verdict.symptoms).first, alarm: 1 - verdict.healthy },
    trapRate: ranking(trapRateScores(world, questions, verdict.state)),
    lowestLesson: ranking(lowestLessonScores(world, verdict.state.tally)),
  };
}
