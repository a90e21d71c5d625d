import { fitMastery } from "@/lib/core/learning/fit/fit-mastery";
import type { HistoryAnswer, LearnerHistory } from "@/lib/core/learning/fit/history";
import type { LearningParameters } from "@/lib/core/learning/fold/learning-parameters";
import { fitRecalibration } from "@/lib/core/learning/readiness/recalibration";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { unscopedListOutcomes } from "@/lib/data/exam-dates";
import { findPackView, listPacks } from "@/lib/data/packs";
import { addSnapshot, getSnapshot, newestSnapshot } from "@/lib/data/parameter-snapshots";
import { unscopedListAnswers, unscopedTrapTotals } from "@/lib/data/population";
import { listQuestionFacts } from "@/lib/data/questions";

/** Fewer answers than this fit nothing that a cold start would not say better. */
const ANSWERS_NEEDED = 2_000;
/** A trap's rate is shrunk to .3 with the weight of so many decided offers. */
const RATE_PRIOR = { mean: 0.3, strength: 20 };
/** A question's shares are shrunk to even ones with the weight of so many wrong answers. */
const SHARE_STRENGTH = 6;

export type FitRefusal = { kind: "too-few"; answers: number; need: number } | { kind: "unknown-pack" };
export type Fitted = {
  number: number;
  answers: number;
  learners: number;
  logLoss: { before: number; after: number };
  outcomes: number;
};

/** All ids of the packs that are loaded. */
export async function packIds(): Promise<string[]> {
  const { reader } = await database();
  return (await listPacks(reader)).map(({ id }) => id);
}

/**
 * Fits all numbers that come from the population to the answers of a pack and stores them as the next snapshot. Learners
 * keep the snapshot that they were folded with until they are rebuilt with another.
 */
export async function fitSnapshot(
  packId: string,
  now: EpochMs,
  need = ANSWERS_NEEDED,
): Promise<Result<Fitted, FitRefusal>> {
  const db = await database();
  const pack = await findPackView(db.reader, packId);
  if (pack === null) return fail({ kind: "unknown-pack" });
  const facts = await listQuestionFacts(db.reader, packId);
  const histories = new Map<string, HistoryAnswer[]>();
  const wrong = new Map<string, { all: number; byTrap: Map<string, number> }>();
  let answers = 0;
  for await (const { learner, question, right, at, taken } of unscopedListAnswers(db.reader, packId)) {
    answers += 1;
    const history = histories.get(learner) ?? [];
    history.push({ question, right, at });
    histories.set(learner, history);
    if (right) continue;
    const counts = wrong.get(question) ?? { all: 0, byTrap: new Map<string, number>() };
    counts.all += 1;
    for (const trap of taken) counts.byTrap.set(trap, (counts.byTrap.get(trap) ?? 0) + 1);
    wrong.set(question, counts);
  }
  if (answers < need) return fail({ kind: "too-few", answers, need });
  const before = await getSnapshot(db.reader, packId, await newestSnapshot(db.reader, packId));
  const authored = new Map(facts.map(({ id, lesson, difficulty }) => [id, { lessons: [lesson], difficulty }] as const));
  // By the random end of their ids: the order decides who is held back, and must say nothing about them.
  const learners: LearnerHistory[] = [...histories]
    .sort(([a], [b]) => (a.slice(-12) < b.slice(-12) ? -1 : 1))
    .map(([, history]) => history);
  const fitted = fitMastery(authored, learners, { start: before.mastery });
  const outcomes = await unscopedListOutcomes(
    db.reader,
    pack.info.exams.map(({ id }) => id),
  );
  const recalibration = fitRecalibration(outcomes);
  const totals = await unscopedTrapTotals(db.reader, packId);
  const parameters: LearningParameters = {
    ...before,
    mastery: fitted.parameters,
    trapRates: Object.fromEntries(
      totals.map(({ trap, falls, decided }) => [
        trap,
        (falls + RATE_PRIOR.mean * RATE_PRIOR.strength) / (decided + RATE_PRIOR.strength),
      ]),
    ),
    questions: Object.fromEntries(
      facts.flatMap(({ id, traps }) => {
        const known = fitted.offsets.questions.get(id);
        if (known === undefined) return [];
        const counts = wrong.get(id);
        const even = 1 / Math.max(3, traps.length);
        const shares = traps.map((trap): [string, number] => [
          trap,
          ((counts?.byTrap.get(trap) ?? 0) + even * SHARE_STRENGTH) / ((counts?.all ?? 0) + SHARE_STRENGTH),
        ]);
        return [[id, { offset: known.offset, variance: known.variance, shares: Object.fromEntries(shares) }]];
      }),
    ),
    readiness: recalibration.kind === "fitted" ? recalibration.recalibration : before.readiness,
  };
  const number = await db.transaction((tx) => addSnapshot(tx, packId, parameters, now));
  return ok({ number, answers, learners: learners.length, logLoss: fitted.logLoss, outcomes: outcomes.length });
}
