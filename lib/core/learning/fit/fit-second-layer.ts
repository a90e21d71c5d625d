import type { MasteryParameters, QuestionParameters } from "@/lib/core/learning/mastery/mastery-parameters";
import { LAYER_FEATURES, ownFeatures, type SecondLayer } from "@/lib/core/learning/mastery/second-layer";
import { type TrailTable, trailEffect, trailSituations } from "@/lib/core/learning/mastery/trail";
import { type AuthoredQuestion, fitOffsets } from "./fit-offsets";
import { type LearnerHistory, replayHistory } from "./history";
import { fitLogistic } from "./logistic-regression";

/** Parts that learners are dealt into; what a part is shown rests on the learners of the others. */
const PARTS = 4;
/** Situations seen more rarely say nothing, and are left out of the snapshot. */
const SEEN_AT_LEAST = 3;
const RIDGE = 1;

type Row = { features: number[]; situations: string[]; right: boolean; surprise: number; weight: number };
type Tally = { surprise: number; weight: number; answers: number };

/**
 * Fits the second layer on learners' histories. What a row sees of its question and of its trail must not contain its
 * own answer, or the weights would trust both too much: learners are dealt into parts, and each part's offsets and
 * trail effects come from the other parts (cross-fitting). The table that is kept rests on all.
 */
export function fitSecondLayer(
  authored: ReadonlyMap<string, AuthoredQuestion>,
  learners: readonly LearnerHistory[],
  parameters: MasteryParameters,
): SecondLayer {
  const parts = Array.from({ length: PARTS }, (_, part) => {
    const others = learners.filter((_, i) => i % PARTS !== part);
    const offsets = fitOffsets(authored, others, parameters, undefined, 2);
    return rowsOf(
      learners.filter((_, i) => i % PARTS === part),
      offsets.questions,
      parameters,
    );
  });
  const whole = new Map<string, Tally>();
  for (const rows of parts) tally(whole, rows);

  const width = LAYER_FEATURES.length;
  const count = parts.reduce((sum, rows) => sum + rows.length, 0);
  const features = new Float64Array(count * width);
  const labels = new Uint8Array(count);
  let at = 0;
  for (const rows of parts) {
    const own = new Map<string, Tally>();
    tally(own, rows);
    for (const row of rows) {
      const others = Object.fromEntries(
        row.situations.map((key) => [key, without(whole.get(key), own.get(key))] as const),
      );
      features.set([...row.features, trailEffect(others, row.situations)], at * width);
      labels[at] = row.right ? 1 : 0;
      at += 1;
    }
  }
  const [intercept = 0, ...weights] = fitLogistic(features, labels, { width, ridge: RIDGE });
  const weightOf = (name: (typeof LAYER_FEATURES)[number]) => weights[LAYER_FEATURES.indexOf(name)] ?? 0;
  return {
    intercept,
    weights: {
      mastery: weightOf("mastery"),
      wins: weightOf("wins"),
      attempts: weightOf("attempts"),
      lessonWins: weightOf("lessonWins"),
      lessonAttempts: weightOf("lessonAttempts"),
      form: weightOf("form"),
      lessonForm: weightOf("lessonForm"),
      trail: weightOf("trail"),
    },
    trail: tableOf(whole),
  };
}

function rowsOf(
  learners: readonly LearnerHistory[],
  questions: ReadonlyMap<string, QuestionParameters>,
  parameters: MasteryParameters,
): Row[] {
  const rows: Row[] = [];
  for (const history of learners) {
    replayHistory(history, questions, parameters, ({ answer, question, standing, expected }) => {
      rows.push({
        features: ownFeatures(standing, expected),
        situations: trailSituations(question, standing.general.trail),
        right: answer.right,
        surprise: (answer.right ? 1 : 0) - expected.probability,
        weight: expected.probability * (1 - expected.probability),
      });
    });
  }
  return rows;
}

function tally(into: Map<string, Tally>, rows: readonly Row[]): void {
  for (const { situations, surprise, weight } of rows) {
    for (const key of situations) {
      const entry = into.get(key);
      if (entry === undefined) into.set(key, { surprise: surprise, weight: weight, answers: 1 });
      else {
        entry.surprise += surprise;
        entry.weight += weight;
        entry.answers += 1;
      }
    }
  }
}

function without(all: Tally | undefined, own: Tally | undefined): readonly [number, number] {
  const answers = (all?.answers ?? 0) - (own?.answers ?? 0);
  if (answers < SEEN_AT_LEAST) return [0, 0];
  return [(all?.surprise ?? 0) - (own?.surprise ?? 0), Math.max(0, (all?.weight ?? 0) - (own?.weight ?? 0))];
}

function tableOf(tallies: ReadonlyMap<string, Tally>): TrailTable {
  const table: Record<string, readonly [number, number]> = {};
  for (const [key, { surprise, weight, answers }] of tallies) {
    if (answers >= SEEN_AT_LEAST) table[key] = [surprise, weight];
  }
  return table;
}
