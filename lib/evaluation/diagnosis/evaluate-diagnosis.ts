import { join } from "node:path";
import { DIAGNOSIS_PARAMETERS } from "@/lib/core/learning/diagnosis/posterior";
import { CHOICE_WEIGHTS } from "@/lib/core/learning/next-question/choose-next";
import { type Rng, seededRng, shuffled } from "@/lib/core/shared/rng";
import type { Yardstick } from "@/lib/evaluation/yardstick";
import { calibrateQuestions, type QuestionParameters } from "./calibrate-questions";
import { alarmsRow, calibrationRow, foundAndRightRow, foundFirstRow } from "./diagnosis-rows";
import { readWorlds, type Sheet, type Truth, type World } from "./read-worlds";
import { type Outcome, outcomeOf, type Runs } from "./runs";
import { type Engine, engineFor, sitAdaptive, sitGiven } from "./sitting";

/** Draws of random questions, and of the softmax that chooses questions one by one. */
const RANDOM_DRAWS = 20;
const ADAPTIVE_DRAWS = 20;
const LONG = 40;
const SHORT = 20;

type Options = { seed: string; log: (line: string) => void };

/**
 * The diagnosis yardsticks, on every simulated world of `<dataDir>/diagnosis`; no rows where there is none.
 *
 * - *Found first*: of the learners with a symptom (one or several), the share whose top-ranked symptom is one of those
 *   planted. Healthy learners are not counted. Each learner's mean over the draws; standard error by bootstrap over
 *   learners.
 * - *Found and right*: of the same learners, the share for whom besides 1 − P(∅) passes the alarm threshold. That
 *   threshold lets 10 % of one half of the healthy sister world's learners through (by place: even, odd); the alarms
 *   row counts the half that did not give the threshold. Both ways round, and the mean of the two.
 * - *Calibration*: over (learner, symptom), healthy learners included, after Platt's recalibration fitted on the other
 *   half of the learners (by place) and the other way round.
 * - Difficulties, shares of wrong answers and trap rates are fitted on `calib`, which has no truth; a world without its
 *   own takes that of a world with the same questions. The diagnosis' constants and the choice's weights are the core's,
 *   the same for all worlds; nothing of them is fitted here. Among the few variants that were compared when they were
 *   set, some were run on a `full` set too, so that on those worlds the figures lean a little to the good side.
 *
 * A healthy sister is a world with the same questions and symptoms in whose `full` nobody has a symptom.
 */
export function evaluateDiagnosis(dataDir: string, options: Options): Yardstick[] {
  const worlds = readWorlds(join(dataDir, "diagnosis"));
  return worlds.flatMap((world) => {
    const calib = world.calib ?? worlds.find((other) => other.fingerprint === world.fingerprint && other.calib)?.calib;
    if (calib === null || calib === undefined || world.full === null || isHealthy(world)) return [];
    const sister = worlds.find(
      (other) => other !== world && other.fingerprint === world.fingerprint && isHealthy(other),
    );
    return rowsOfWorld(world, sister, calibrateQuestions(world, calib), options);
  });
}

const isHealthy = (world: World): boolean =>
  world.full !== null && [...world.full.truth.values()].every((symptoms) => symptoms.length === 0);

function rowsOfWorld(
  world: World,
  sister: World | undefined,
  questions: QuestionParameters,
  { seed, log }: Options,
): Yardstick[] {
  const engine = engineFor(world, questions, DIAGNOSIS_PARAMETERS);
  const bootstrap = (what: string): Rng => seededRng(`${seed}/${world.name}/bootstrap/${what}`);
  const rows: Yardstick[] = [];
  const full = world.full ?? { sheets: [], truth: new Map() };
  // The floors of the usual world and of the hard one: the usual has a healthy sister.
  const usual = sister !== undefined;

  const random = randomRuns(engine, full, `${seed}/${world.name}/full`);
  const randomHealthy = sister?.full && randomRuns(engine, sister.full, `${seed}/${sister.name}/full`);
  log(`${world.name}: ${LONG} random questions, ${RANDOM_DRAWS} draws`);
  const [short, long] = adaptiveRuns(engine, full, `${seed}/${world.name}/adaptive`);
  const longHealthy = sister?.full && adaptiveRuns(engine, sister.full, `${seed}/${sister.name}/adaptive`)[1];
  log(`${world.name}: ${LONG} questions chosen one by one, ${ADAPTIVE_DRAWS} draws`);

  const add = (id: string, row: (rng: Rng) => Omit<Yardstick, "id" | "on">, on = `${world.name} full`): void => {
    rows.push({ id: `diagnosis/${world.name}/${id}`, on, ...row(bootstrap(id)) });
  };
  add("found-first/random-40", (rng) =>
    foundFirstRow(`symptom found first, ${LONG} random questions`, random, rng, {
      floor: usual ? { atLeast: 0.62 } : {},
      reference: usual ? ".625; oracle .754" : "",
    }),
  );
  add("found-first/adaptive-40", (rng) =>
    foundFirstRow(`symptom found first, ${LONG} chosen one by one`, long, rng, {
      floor: { atLeast: usual ? 0.72 : 0.45 },
      reference: usual ? ".740" : ".461; oracle (60, random) .547",
    }),
  );
  add("found-first/adaptive-20", (rng) =>
    foundFirstRow(`symptom found first, ${SHORT} chosen one by one`, short, rng, {
      floor: {},
      reference: usual ? ".609" : "",
    }),
  );
  if (world.dev !== null) {
    const dev = randomRuns(engine, world.dev, `${seed}/${world.name}/dev`);
    const reference = usual ? ".641 on a sister set" : "";
    add(
      "found-first/dev-random-40",
      (rng) => foundFirstRow(`symptom found first, ${LONG} random questions`, dev, rng, { floor: {}, reference }),
      `${world.name} dev`,
    );
  }
  if (randomHealthy) {
    add("found-and-right/random-40", (rng) =>
      foundAndRightRow(`found and right at ≤ 10 % false alarms, ${LONG} random`, random, randomHealthy, rng, {
        floor: {},
        reference: ".322; oracle .536",
      }),
    );
    add("alarms/random-40", (rng) => alarmsRow(`alarms, nobody ill, ${LONG} random`, randomHealthy, rng), sister.name);
  }
  if (longHealthy) {
    add("found-and-right/adaptive-40", (rng) =>
      foundAndRightRow(`found and right at ≤ 10 % false alarms, ${LONG} chosen`, long, longHealthy, rng, {
        floor: { atLeast: 0.52 },
        reference: ".556",
      }),
    );
    add("alarms/adaptive-40", (rng) => alarmsRow(`alarms, nobody ill, ${LONG} chosen`, longHealthy, rng), sister.name);
  }
  add("calibration/random-40", (rng) =>
    calibrationRow(`ECE over (learner, symptom), ${LONG} random`, random, rng, {
      floor: {},
      reference: usual ? ".015" : "",
    }),
  );
  add("calibration/adaptive-40", (rng) =>
    calibrationRow(`ECE over (learner, symptom), ${LONG} chosen`, long, rng, {
      floor: usual ? { atMost: 0.01 } : {},
      reference: usual ? ".007" : "",
    }),
  );
  const blind = randomRuns(
    engineFor(withShuffledTags(world, seededRng(`${seed}/${world.name}/tags`)), questions, DIAGNOSIS_PARAMETERS),
    full,
    `${seed}/${world.name}/full`,
  );
  add("found-first/shuffled-tags", (rng) => ({
    ...foundFirstRow(`found first with shuffled trap tags, ${LONG} random (must collapse)`, blind, rng, {
      floor: { atMost: 0.25 },
      reference: "≤ .25",
    }),
    better: "lower",
  }));
  log(`${world.name}: done`);
  return rows;
}

type Learners = { sheets: readonly Sheet[]; truth: Truth };

function runsOf(learners: Learners, draws: number, sit: (sheet: Sheet, draw: number) => Outcome[]): Runs[] {
  const planted = learners.sheets.map((sheet) => learners.truth.get(sheet.learner) ?? []);
  const byLength: Outcome[][][] = [];
  learners.sheets.forEach((sheet, learner) => {
    for (let draw = 0; draw < draws; draw++) {
      sit(sheet, draw).forEach((outcome, length) => {
        byLength[length] ??= [];
        const runs = byLength[length];
        runs[learner] ??= [];
        runs[learner].push(outcome);
      });
    }
  });
  return byLength.map((outcomes) => ({ planted, outcomes }));
}

/** Forty questions drawn from those that the learner answered, in the order in which they were answered. */
function randomRuns(engine: Engine, learners: Learners, seed: string): Runs {
  const [runs] = runsOf(learners, RANDOM_DRAWS, (sheet, draw) => {
    const places = Array.from(sheet.order, (_, place) => place);
    const drawn = shuffled(places, seededRng(`${seed}/${sheet.learner}/${draw}`)).slice(0, LONG);
    drawn.sort((a, b) => a - b);
    const order = drawn.map((place) => sheet.order[place] ?? 0);
    return [outcomeOf(engine, sitGiven(engine, sheet, order))];
  });
  return runs ?? { planted: [], outcomes: [] };
}

function adaptiveRuns(engine: Engine, learners: Learners, seed: string): [Runs, Runs] {
  const [short, long] = runsOf(learners, ADAPTIVE_DRAWS, (sheet, draw) => {
    const rng = seededRng(`${seed}/${sheet.learner}/${draw}`);
    return sitAdaptive(engine, sheet, [SHORT, LONG], CHOICE_WEIGHTS, rng).map((verdict) => outcomeOf(engine, verdict));
  });
  const none: Runs = { planted: [], outcomes: [] };
  return [short ?? none, long ?? none];
}

/** The same world with its tags dealt out anew to all options: what is left then was not found by the traps. */
function withShuffledTags(world: World, rng: Rng): World {
  const tags = shuffled(
    world.questions.flatMap((question) => question.tags),
    rng,
  );
  let next = 0;
  return {
    ...world,
    questions: world.questions.map((question) => ({ ...question, tags: question.tags.map(() => tags[next++]) })),
  };
}
