import {
  EMPTY_LESSON_EVIDENCE,
  foldLessonAnswer,
  type LessonEvidence,
} from "@/lib/core/learning/diagnosis/lesson-evidence";
import {
  type DiagnosisParameters,
  type Findings,
  findingsOf,
  type Posterior,
  posteriorOf,
} from "@/lib/core/learning/diagnosis/posterior";
import { type SymptomTable, symptomTable } from "@/lib/core/learning/diagnosis/symptom-table";
import { type ChoiceWeights, chooseNext } from "@/lib/core/learning/next-question/choose-next";
import { type QuestionBank, questionBank } from "@/lib/core/learning/next-question/question-bank";
import { outlook } from "@/lib/core/learning/next-question/question-value";
import {
  explainedByTrap,
  foldTrapOffers,
  innocentChance,
  type TrapEntry,
  type TrapOffer,
} from "@/lib/core/learning/traps/trap-ledger";
import type { Rng } from "@/lib/core/shared/rng";
import type { QuestionParameters } from "./calibrate-questions";
import type { Sheet, World } from "./read-worlds";

/** All that the engine knows before a learner of the world comes. */
export type Engine = {
  world: World;
  questions: QuestionParameters;
  table: SymptomTable;
  bank: QuestionBank;
  parameters: DiagnosisParameters;
};

export function engineFor(world: World, questions: QuestionParameters, parameters: DiagnosisParameters): Engine {
  const table = symptomTable(world.symptoms);
  const bank = questionBank(
    table,
    world.questions.map(({ lesson, tags }, place) => ({
      id: String(place),
      lessons: [lesson],
      offers: [...new Set(tags)].flatMap((trap) =>
        trap === undefined ? [] : [{ trap, shareOfWrong: shareOf(questions, tags, place, trap) }],
      ),
    })),
  );
  return { world, questions, table, bank, parameters };
}

const shareOf = (
  questions: QuestionParameters,
  tags: readonly (string | undefined)[],
  place: number,
  trap: string,
): number =>
  tags.reduce((sum, tag, index) => sum + (tag === trap ? (questions.shareOfWrong[place]?.[index] ?? 0) : 0), 0);

/** A learner's state: ability (mean and variance in logits), traps, lessons. */
export type LearnerState = {
  ability: { mean: number; variance: number };
  traps: Record<string, TrapEntry>;
  lessons: Record<string, LessonEvidence>;
  /** Plain counts by lesson, which only the naive ranking reads. */
  tally: Map<string, { right: number; n: number }>;
};

const newLearner = (engine: Engine): LearnerState => ({
  ability: { mean: 0, variance: engine.questions.abilityVariance },
  traps: {},
  lessons: {},
  tally: new Map(),
});

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** The predicted chance of being right, with the ability's uncertainty (MacKay 1992's approximation). */
function chanceRight(engine: Engine, state: LearnerState, question: number): number {
  const { mean, variance } = state.ability;
  return sigmoid((mean - (engine.questions.difficulty[question] ?? 0)) / Math.sqrt(1 + (Math.PI * variance) / 8));
}

const noParent = (): undefined => undefined;

/** Folds one answer in: traps and lesson with the chance predicted before it, then the ability (design, §1). */
function answer(engine: Engine, state: LearnerState, question: number, choice: number): void {
  const { tags = [], lesson = "" } = engine.world.questions[question] ?? {};
  const expected = chanceRight(engine, state, question);
  const right = choice === 0;
  const offers: TrapOffer[] = [];
  const taken = right ? undefined : tags[choice - 1];
  for (const trap of new Set(tags)) {
    if (trap === undefined || (!right && trap !== taken)) continue;
    const innocent = innocentChance(expected, shareOf(engine.questions, tags, question, trap));
    offers.push({ trap, taken: trap === taken, innocent });
  }
  const fall = offers.find((offer) => offer.taken);
  const weight = fall === undefined ? 1 : 1 - explainedByTrap(state.traps[fall.trap], fall.innocent);
  Object.assign(state.traps, foldTrapOffers(state.traps, offers, noParent));
  state.lessons[lesson] = foldLessonAnswer(state.lessons[lesson] ?? EMPTY_LESSON_EVIDENCE, { right, expected, weight });
  const { right: before = 0, n = 0 } = state.tally.get(lesson) ?? {};
  state.tally.set(lesson, { right: before + (right ? 1 : 0), n: n + 1 });
  const { mean, variance } = state.ability;
  const p = sigmoid(mean - (engine.questions.difficulty[question] ?? 0));
  const slope = p * (1 - p);
  const error = ((right ? 1 : 0) - p) / (1 + slope * variance);
  state.ability = {
    mean: mean + variance * error,
    variance: variance - (variance * variance * slope) / (1 + slope * variance),
  };
}

function diagnose(engine: Engine, state: LearnerState): { findings: Findings; posterior: Posterior } {
  const findings = findingsOf(engine.table, state, engine.parameters);
  return { findings, posterior: posteriorOf(engine.table, findings, engine.parameters) };
}

/** What a sitting comes to: P(∅) and P(s) by symptom, and the naive ranking's scores. */
export type Verdict = { healthy: number; symptoms: Float64Array; state: LearnerState };

const verdict = (engine: Engine, state: LearnerState): Verdict => {
  const { posterior } = diagnose(engine, state);
  return { healthy: posterior.healthy, symptoms: posterior.mass.slice(0, engine.table.symptoms.length), state };
};

/** A sitting over given questions. */
export function sitGiven(engine: Engine, sheet: Sheet, order: Iterable<number>): Verdict {
  const state = newLearner(engine);
  for (const question of order) answer(engine, state, question, sheet.choice[question] ?? 0);
  return verdict(engine, state);
}

/** A sitting of questions chosen one by one; the verdict after each of the counts in `lengths` (rising). */
export function sitAdaptive(
  engine: Engine,
  sheet: Sheet,
  lengths: readonly number[],
  weights: ChoiceWeights,
  rng: Rng,
): Verdict[] {
  const state = newLearner(engine);
  const count = engine.bank.ids.length;
  const right = new Float64Array(count);
  const nothing = new Float64Array(count);
  const seen = Float64Array.from(sheet.choice, (choice) => (choice < 0 ? 1 : 0));
  const cut = Float64Array.from(engine.questions.difficulty, (b) => sigmoid(-b));
  const before: (readonly string[])[] = [];
  const verdicts: Verdict[] = [];
  for (let asked = 0; asked <= (lengths.at(-1) ?? 0); asked++) {
    const { findings, posterior } = diagnose(engine, state);
    if (lengths.includes(asked)) {
      verdicts.push({
        healthy: posterior.healthy,
        symptoms: posterior.mass.slice(0, engine.table.symptoms.length),
        state: { ...state, traps: { ...state.traps }, lessons: { ...state.lessons }, tally: new Map(state.tally) },
      });
    }
    for (let question = 0; question < count; question++) right[question] = chanceRight(engine, state, question);
    const now = outlook(engine.table, findings, posterior, engine.parameters);
    const standing = { right, rightAtCut: cut, seen, due: nothing, exposure: nothing, before };
    const choice = chooseNext(engine.bank, standing, now, weights, rng);
    if (choice === null) break;
    before.push(engine.bank.traps[choice.question] ?? []);
    seen[choice.question] = 1;
    answer(engine, state, choice.question, sheet.choice[choice.question] ?? 0);
  }
  return verdicts;
}
