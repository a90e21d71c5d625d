import { join } from "node:path";
import { cutOf } from "@/lib/core/learning/readiness/readiness";
import { bandOfScores, chanceFrom } from "@/lib/core/learning/readiness/score-distribution";
import { type Rng, seededRng } from "@/lib/core/shared/rng";
import { bootstrapSe } from "@/lib/evaluation/measures/bootstrap";
import { expectedCalibrationError } from "@/lib/evaluation/measures/calibration-error";
import type { Yardstick } from "@/lib/evaluation/yardstick";
import { evaluateItemParameters } from "./evaluate-item-parameters";
import { type PracticeTest, practiceTestNames, readPracticeTest } from "./practice-test";
import {
  type Fold,
  type Predicted,
  predictBetaBinomial,
  predictBinomial,
  predictDrawn,
  predictTwoParameter,
  rawShares,
} from "./predict-scores";
import { chooseShape, predictWithWrongAnswers } from "./wrong-answers";

/** Practice answers that a prediction is made from. */
const ASKED = 20;
/** The share of the exam's questions that passes: 25 of 50. */
const PASS_SHARE = 0.5;
const BOOTSTRAP_DRAWS = 500;

/** Person by person: the chance of passing, its squared error, and whether the 80 % band held the score. */
type Losses = { chance: Float64Array; squared: Float64Array; held: Float64Array };
type Method = "two-parameter" | "wrong-answers" | "drawn" | "beta-binomial" | "binomial" | "raw";
type Measurement = { losses: Record<Method, Losses>; passed: Float64Array };
type Options = { seed: string; log: (line: string) => void };

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The tested people's folds; people of one fold alone are dealt into five by their place. */
function foldsOf({ fold }: PracticeTest): string[] {
  return new Set(fold).size > 1 ? [...fold] : fold.map((_, person) => String(person % 5));
}

function measure(test: PracticeTest, { seed, log }: Options): Measurement {
  const asked = Math.min(ASKED, ...test.order.map((order) => order.length));
  const cut = cutOf(test.exam.length, PASS_SHARE);
  const scores = test.fold.map((_, person) =>
    test.exam.reduce((sum, item) => sum + (test.right[person * test.items + item] ?? 0), 0),
  );
  const passed = Float64Array.from(scores, (score) => (score >= cut ? 1 : 0));
  const empty = (): Losses => ({
    chance: new Float64Array(test.persons),
    squared: new Float64Array(test.persons),
    held: new Float64Array(test.persons),
  });
  const losses: Record<Method, Losses> = {
    "two-parameter": empty(),
    "wrong-answers": empty(),
    drawn: empty(),
    "beta-binomial": empty(),
    binomial: empty(),
    raw: empty(),
  };
  const rng = seededRng(`${seed}/readiness/${test.name}/draws`);
  const folds = foldsOf(test);
  for (const name of [...new Set(folds)].sort()) {
    const people = folds.map((_, person) => person);
    const tested = people.filter((person) => folds[person] === name);
    const fold: Fold = { test, training: people.filter((person) => folds[person] !== name), tested, asked };
    const keep = (method: Method, predicted: Predicted): void => {
      tested.forEach((person, i) => {
        const distribution = predicted[i] ?? new Float64Array(0);
        const score = scores[person] ?? 0;
        const { low, high } = bandOfScores(distribution);
        const chance = chanceFrom(distribution, cut);
        losses[method].chance[person] = chance;
        losses[method].squared[person] = (chance - (passed[person] ?? 0)) ** 2;
        losses[method].held[person] = score >= low && score <= high ? 1 : 0;
      });
    };
    keep("two-parameter", predictTwoParameter(fold));
    const shape = chooseShape(fold, passed, cut);
    keep("wrong-answers", predictWithWrongAnswers(fold, shape));
    keep("drawn", predictDrawn(fold, rng));
    keep("beta-binomial", predictBetaBinomial(fold));
    keep("binomial", predictBinomial(fold));
    rawShares(fold).forEach((share, i) => {
      const person = tested[i] ?? 0;
      losses.raw.chance[person] = share;
      losses.raw.squared[person] = (share - (passed[person] ?? 0)) ** 2;
    });
    const told = `${shape.nearFirst ? "near ones first, " : ""}the ${shape.mostFrequent} most frequent`;
    log(`readiness ${test.name}: fold ${name}, ${tested.length} tested; wrong answers told apart: ${told}`);
  }
  return { losses, passed };
}

/** A mean over people with its standard error, and its paired differences to others. */
function measured(ours: Float64Array, others: readonly { name: string; values: Float64Array }[], rng: Rng) {
  const overDrawn = (values: Float64Array) => (drawn: Uint32Array) =>
    drawn.reduce((sum, person) => sum + (values[person] ?? 0), 0) / drawn.length;
  const se = (values: Float64Array): number => bootstrapSe(values.length, overDrawn(values), rng, BOOTSTRAP_DRAWS);
  return {
    figure: mean(ours),
    se: se(ours),
    n: ours.length,
    naive: others.map(({ name, values }) => ({ name, figure: mean(values) })),
    paired: others.map(({ name, values }) => {
      const differences = ours.map((value, person) => value - (values[person] ?? 0));
      return { against: name, difference: mean(differences), se: se(differences) };
    }),
  };
}

/** How far stated chances are from what happened, in ten bins; smaller samples make it larger by themselves. */
function calibration({ losses, passed }: Measurement, method: Method, rng: Rng) {
  const over = (name: Method, people: Uint32Array): number =>
    expectedCalibrationError(
      Float64Array.from(people, (person) => losses[name].chance[person] ?? 0),
      Float64Array.from(people, (person) => passed[person] ?? 0),
    );
  const everybody = Uint32Array.from(passed, (_, person) => person);
  const figure = over(method, everybody);
  const others = [
    { name: "raw % right", method: "raw" },
    { name: "beta-binomial", method: "beta-binomial" },
  ] as const;
  return {
    figure,
    se: bootstrapSe(passed.length, (people) => over(method, people), rng),
    n: passed.length,
    naive: others.map((other) => ({ name: other.name, figure: over(other.method, everybody) })),
    paired: others.map((other) => ({
      against: other.name,
      difference: figure - over(other.method, everybody),
      se: bootstrapSe(passed.length, (people) => over(method, people) - over(other.method, people), rng),
    })),
  };
}

const METHODS = [
  { method: "two-parameter", words: "2PL", floor: 0.118 },
  { method: "wrong-answers", words: "2PL and which wrong answers", floor: 0.117 },
  { method: "drawn", words: "one ability, 200 draws", floor: null },
] as const;

function rowsOf(test: PracticeTest, options: Options): Yardstick[] {
  const measurement = measure(test, options);
  const { losses } = measurement;
  const rng = seededRng(`${options.seed}/readiness/${test.name}/bootstrap`);
  return METHODS.flatMap(({ method, words, floor }): Yardstick[] => {
    const own = losses[method];
    const over2pl = method === "two-parameter" ? [] : [{ name: "2PL", values: losses["two-parameter"].squared }];
    return [
      {
        id: `readiness/${test.name}/brier/${method}`,
        what: `pass or not from ${ASKED} practice items, Brier: ${words}`,
        on: test.name,
        better: "lower",
        ...measured(
          own.squared,
          [
            { name: "raw % right", values: losses.raw.squared },
            { name: "beta-binomial", values: losses["beta-binomial"].squared },
            ...over2pl,
          ],
          rng,
        ),
        reference: "2PL .117",
        published: "–",
        floor: floor === null ? {} : { atMost: floor },
      },
      {
        id: `readiness/${test.name}/coverage/${method}`,
        what: `exam score within the 80 % band: ${words}`,
        on: test.name,
        better: "within",
        ...measured(
          own.held,
          [
            { name: "binomial at the raw share", values: losses.binomial.held },
            { name: "beta-binomial", values: losses["beta-binomial"].held },
          ],
          rng,
        ),
        reference: ".81–.83",
        published: "–",
        floor: method === "drawn" ? {} : { atLeast: 0.78, atMost: 0.84 },
      },
      {
        id: `readiness/${test.name}/calibration/${method}`,
        what: `chance of passing against what happened, ECE: ${words}`,
        on: test.name,
        better: "lower",
        ...calibration(measurement, method, rng),
        reference: "–",
        published: "–",
        floor: {},
      },
    ];
  });
}

/**
 * Readiness on real people: who passes an exam of half of a test, told from their first 20 answers to the other half,
 * by parameters that were fitted on the people of the other folds; and the fit itself against published parameters.
 * Priors, grid and the bound of 30 people are constants; how finely wrong answers are told apart is chosen inside the
 * other folds. Standard errors by bootstrap over people.
 *
 * @returns rows for the data sets that are in the folder; none for those that are not
 */
export function evaluateReadiness(dataDir: string, options: Options): Yardstick[] {
  const folder = join(dataDir, "readiness");
  const rows = practiceTestNames(folder).flatMap((name) => rowsOf(readPracticeTest(folder, name), options));
  if (rows.length === 0) options.log(`readiness: no data in ${folder}`);
  return [...rows, ...evaluateItemParameters(dataDir, options)];
}
