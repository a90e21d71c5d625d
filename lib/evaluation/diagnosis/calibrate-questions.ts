import type { Sheet, World } from "./read-worlds";

/** What calibration says of a world's questions; nothing in it knows who has which symptom. */
export type QuestionParameters = {
  /** Rasch difficulty in logits by question; abilities have mean 0. */
  difficulty: Float64Array;
  abilityVariance: number;
  /** Per question the share of wrong answers that chose distractor d, at d − 1. */
  shareOfWrong: readonly Float64Array[];
  /** Per trap falls ÷ decided of everybody. */
  trapRate: ReadonlyMap<string, number>;
};

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/**
 * Rasch difficulties with a normal ability, by Laplace's approximation to the E-step (Bock & Aitkin 1981 in spirit):
 * posterior modes and variances of the abilities, Newton steps for the difficulties, the ability's variance from both.
 * Difficulties are shrunk to their mean with one logit's standard deviation.
 */
export function calibrateQuestions(world: World, sheets: readonly Sheet[], rounds = 25): QuestionParameters {
  const questions = world.questions.length;
  const difficulty = new Float64Array(questions);
  const ability = new Float64Array(sheets.length);
  let abilityVariance = 1;
  for (let round = 0; round < rounds; round++) {
    const slope = new Float64Array(questions);
    const curvature = new Float64Array(questions);
    let spread = 0;
    sheets.forEach((sheet, learner) => {
      let score = -(ability[learner] ?? 0) / abilityVariance;
      let information = 1 / abilityVariance;
      for (const question of sheet.order) {
        const p = sigmoid((ability[learner] ?? 0) - (difficulty[question] ?? 0));
        score += (sheet.choice[question] === 0 ? 1 : 0) - p;
        information += p * (1 - p);
      }
      const mode = (ability[learner] ?? 0) + score / information;
      ability[learner] = mode;
      spread += mode * mode + 1 / information;
      for (const question of sheet.order) {
        const p = sigmoid(mode - (difficulty[question] ?? 0));
        slope[question] = (slope[question] ?? 0) + p - (sheet.choice[question] === 0 ? 1 : 0);
        curvature[question] = (curvature[question] ?? 0) + p * (1 - p);
      }
    });
    abilityVariance = spread / sheets.length;
    const mean = difficulty.reduce((sum, b) => sum + b, 0) / questions;
    for (let question = 0; question < questions; question++) {
      const b = difficulty[question] ?? 0;
      difficulty[question] = b + ((slope[question] ?? 0) - (b - mean)) / ((curvature[question] ?? 0) + 1);
    }
  }
  return { difficulty, abilityVariance, shareOfWrong: wrongShares(world, sheets), trapRate: trapRates(world, sheets) };
}

/** Shares of wrong answers by distractor, with one wrong answer added to each distractor. */
function wrongShares(world: World, sheets: readonly Sheet[]): Float64Array[] {
  const counts = world.questions.map((question) => new Float64Array(question.tags.length).fill(1));
  for (const sheet of sheets) {
    for (const question of sheet.order) {
      const chosen = (sheet.choice[question] ?? 0) - 1;
      const count = counts[question];
      if (count !== undefined && chosen >= 0) count[chosen] = (count[chosen] ?? 0) + 1;
    }
  }
  return counts.map((count) => {
    const all = count.reduce((sum, value) => sum + value, 0);
    return count.map((value) => value / all);
  });
}

function trapRates(world: World, sheets: readonly Sheet[]): Map<string, number> {
  const falls = new Map<string, number>();
  const decided = new Map<string, number>();
  const add = (counts: Map<string, number>, trap: string): void => void counts.set(trap, (counts.get(trap) ?? 0) + 1);
  for (const sheet of sheets) {
    for (const place of sheet.order) {
      const tags = world.questions[place]?.tags ?? [];
      const chosen = sheet.choice[place] ?? 0;
      const taken = chosen > 0 ? tags[chosen - 1] : undefined;
      if (taken !== undefined) {
        add(falls, taken);
        add(decided, taken);
      } else if (chosen === 0) {
        for (const trap of new Set(tags)) if (trap !== undefined) add(decided, trap);
      }
    }
  }
  return new Map([...decided].map(([trap, count]) => [trap, (falls.get(trap) ?? 0) / count]));
}
