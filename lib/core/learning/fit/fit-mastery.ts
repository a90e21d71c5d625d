import type { MasteryParameters } from "@/lib/core/learning/mastery/mastery-parameters";
import { DEFAULT_MASTERY_PARAMETERS } from "@/lib/core/learning/mastery/mastery-parameters";
import type { SecondLayer } from "@/lib/core/learning/mastery/second-layer";
import { type AuthoredQuestion, type FittedOffsets, fitOffsets } from "./fit-offsets";
import { fitSecondLayer } from "./fit-second-layer";
import { type LearnerHistory, replayHistory } from "./history";
import { nelderMead } from "./nelder-mead";

export type FitOptions = Readonly<{
  /** Where the search starts; the cold start by default. */
  start?: MasteryParameters;
  /** About how many answers the search replays for each try; more is slower and surer. */
  searchAnswers?: number;
  maxEvaluations?: number;
  /** Numbers that stay as they start: those that the answers cannot tell, such as drifts where nothing has a time. */
  held?: readonly (keyof MasteryParameters)[];
}>;

export type FittedMastery = Readonly<{
  parameters: MasteryParameters;
  offsets: FittedOffsets;
  layer: SecondLayer;
  /** Mean log-loss of the search's learners before and after, in nats an answer. */
  logLoss: Readonly<{ before: number; after: number }>;
}>;

/** One learner in so many is held back from the offsets, for the search to be judged by. */
const HELD_BACK = 4;

/**
 * Fits the six numbers of lesson mastery, then the questions' offsets, then the second layer. The numbers minimise the
 * log-loss of answers by learners whose answers the offsets have not seen. Learners' order decides who is held back:
 * give them in an order that says nothing about them.
 */
export function fitMastery(
  authored: ReadonlyMap<string, AuthoredQuestion>,
  learners: readonly LearnerHistory[],
  options: FitOptions = {},
): FittedMastery {
  const { parameters, logLoss } = fitParameters(authored, learners, options);
  return {
    parameters,
    offsets: fitOffsets(authored, learners, parameters),
    layer: fitSecondLayer(authored, learners, parameters),
    logLoss,
  };
}

/** The six numbers alone; see `fitMastery`. */
export function fitParameters(
  authored: ReadonlyMap<string, AuthoredQuestion>,
  learners: readonly LearnerHistory[],
  { start = DEFAULT_MASTERY_PARAMETERS, searchAnswers = 20_000, maxEvaluations = 150, held = [] }: FitOptions = {},
): Pick<FittedMastery, "parameters" | "logLoss"> {
  const rest = learners.filter((_, i) => i % HELD_BACK !== 0);
  const judged: LearnerHistory[] = [];
  let answers = 0;
  for (const history of learners.filter((_, i) => i % HELD_BACK === 0)) {
    if (answers >= searchAnswers) break;
    judged.push(history);
    answers += history.length;
  }
  const { questions } = fitOffsets(authored, rest, start, undefined, 2);
  const free = SEARCHED.filter(({ name }) => !held.includes(name));
  const parametersAt = (numbers: readonly number[]): MasteryParameters => {
    const parameters = { ...start };
    for (const [i, { name, log }] of free.entries()) {
      const number = numbers[i] ?? 0;
      parameters[name] = log ? Math.exp(number) : number;
    }
    return parameters;
  };
  const from = free.map(({ name, log }) => (log ? Math.log(Math.max(LEAST, start[name])) : start[name]));
  const loss = (numbers: readonly number[]) => meanLogLoss(judged, questions, parametersAt(numbers));
  const steps = free.map(({ step }) => step);
  const found = nelderMead(loss, from, { steps, tolerance: 2e-5, maxEvaluations });
  return { parameters: parametersAt(found.at), logLoss: { before: loss(from), after: found.value } };
}

/** Those that must be positive are searched by their logarithms, a drift of nothing from a thousandth on. */
const SEARCHED = [
  { name: "generalSd", log: true, step: 0.2 },
  { name: "lessonSd", log: true, step: 0.2 },
  { name: "generalDrift", log: true, step: 0.4 },
  { name: "lessonDriftPerDay", log: true, step: 0.4 },
  { name: "practiceGain", log: false, step: 0.1 },
  { name: "offsetScale", log: true, step: 0.1 },
] as const;
const LEAST = 1e-3;

/** Mean −ln of the probability given to each answer before it was seen. */
export function meanLogLoss(
  learners: readonly LearnerHistory[],
  questions: FittedOffsets["questions"],
  parameters: MasteryParameters,
): number {
  let sum = 0;
  let answers = 0;
  for (const history of learners) {
    replayHistory(history, questions, parameters, ({ answer, expected }) => {
      sum -= Math.log(Math.max(1e-12, answer.right ? expected.probability : 1 - expected.probability));
      answers += 1;
    });
  }
  return sum / answers;
}
