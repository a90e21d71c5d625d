import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fitTwoParameter, NO_PRIOR } from "@/lib/core/learning/item-parameters/fit-two-parameter";
import { numbers, readTable } from "@/lib/evaluation/read-table";
import type { Yardstick } from "@/lib/evaluation/yardstick";

/** Two fits of the same model to the same answers, each with its own quadrature. */
const SAME = 0.01;
/** The Rasch references integrate by Laplace's approximation, which draws the SD of ability in by about a hundredth. */
const SAME_BY_LAPLACE = 0.02;
const EXACT = { slope: NO_PRIOR, intercept: NO_PRIOR, tolerance: 1e-6, maxCycles: 3_000 };

const largest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), 0);

/** A deviation from a reference; there is nothing random in it, so that its standard error is 0. */
const deviation = (
  id: string,
  what: string,
  on: string,
  { figure, n }: { figure: number; n: number },
  reference: string,
  atMost = SAME,
): Yardstick => ({
  id,
  what,
  on,
  better: "lower",
  figure,
  se: 0,
  n,
  naive: [],
  paired: [],
  reference,
  published: "–",
  floor: { atMost },
});

/** `<name>_patterns.csv`: answer patterns and how many people gave each; `<name>_2PL_MML_reference.csv`: a, d, logLik. */
function patternRows(folder: string, name: string): Yardstick[] {
  const patterns = readTable(join(folder, `${name}_patterns.csv`));
  const reference = readTable(join(folder, `${name}_2PL_MML_reference.csv`));
  const frequency = patterns.columns.find((column) => /^freq$/i.test(column));
  if (frequency === undefined) throw new Error(`${name}: no column of frequencies`);
  const columns = patterns.columns.filter((column) => column !== frequency).map((column) => numbers(patterns, column));
  const weights = numbers(patterns, frequency);
  const right = new Int8Array(patterns.rows * columns.length);
  columns.forEach((column, j) => {
    column.forEach((answer, i) => {
      right[i * columns.length + j] = answer;
    });
  });
  const fit = fitTwoParameter({ persons: patterns.rows, items: columns.length, right, weights }, EXACT);
  const slopes = numbers(reference, "a");
  const intercepts = numbers(reference, "d");
  const distances = fit.items.flatMap(({ slope, intercept }, j) => [
    Math.abs(slope - (slopes[j] ?? Number.NaN)),
    Math.abs(intercept - (intercepts[j] ?? Number.NaN)),
  ]);
  const logLikelihood = numbers(reference, "logLik")[0] ?? Number.NaN;
  const n = weights.reduce((sum, weight) => sum + weight, 0);
  return [
    deviation(
      `irt/${name}/2pl/parameters`,
      "2PL: largest difference of a or d",
      name,
      { figure: largest(distances), n },
      "R ltm",
    ),
    deviation(
      `irt/${name}/2pl/log-likelihood`,
      "2PL: difference of the log likelihood",
      name,
      { figure: Math.abs(fit.logLikelihood - logLikelihood), n },
      "R ltm",
    ),
  ];
}

/** `<name>_rasch_reference.csv`, of a test in `item-analysis`: difficulties and the SD of ability, by marginal ML. */
function raschRow(dataDir: string, name: string): Yardstick[] {
  const answersFile = join(dataDir, "item-analysis", `${name}_responses.csv`);
  const keyFile = join(dataDir, "item-analysis", `${name}_key.csv`);
  if (!existsSync(answersFile) || !existsSync(keyFile)) return [];
  const reference = readTable(join(dataDir, "irt", `${name}_rasch_reference.csv`));
  const answers = readTable(answersFile);
  const keyTable = readTable(keyFile);
  const keys = new Map(keyTable.column("item").map((item, i) => [item, keyTable.column("key")[i]]));
  const items = reference.column("item");
  const right = new Int8Array(answers.rows * items.length);
  items.forEach((item, j) => {
    answers.column(item).forEach((answer, i) => {
      right[i * items.length + j] = answer !== "" && answer === keys.get(item) ? 1 : 0;
    });
  });
  const fit = fitTwoParameter({ persons: answers.rows, items: items.length, right }, { ...EXACT, slopes: "common" });
  const difficulties = numbers(reference, "rasch_mml_difficulty_theta0");
  const spread = numbers(reference, "theta_sd_mml")[0] ?? Number.NaN;
  const distances = [
    Math.abs((fit.items[0]?.slope ?? Number.NaN) - spread),
    ...fit.items.map(({ intercept }, j) => Math.abs(-intercept - (difficulties[j] ?? Number.NaN))),
  ];
  const what = "Rasch: largest difference of a difficulty or of the SD of ability";
  const measured = { figure: largest(distances), n: answers.rows };
  return [deviation(`irt/${name}/rasch/parameters`, what, name, measured, "R lme4", SAME_BY_LAPLACE)];
}

/** The fit against the references that lie in the folder, none of them named here. */
export function evaluateItemParameters(dataDir: string, { log }: { log: (line: string) => void }): Yardstick[] {
  const folder = join(dataDir, "irt");
  if (!existsSync(folder)) {
    log(`item parameters: no data in ${folder}`);
    return [];
  }
  const files = readdirSync(folder).sort();
  return files.flatMap((file) => {
    const patterns = /^(.+)_2PL_MML_reference\.csv$/.exec(file)?.[1];
    if (patterns !== undefined && files.includes(`${patterns}_patterns.csv`)) return patternRows(folder, patterns);
    const rasch = /^(.+)_rasch_reference\.csv$/.exec(file)?.[1];
    return rasch === undefined ? [] : raschRow(dataDir, rasch);
  });
}
