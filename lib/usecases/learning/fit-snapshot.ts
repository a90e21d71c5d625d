import { fitMastery } from "@/lib/core/learning/fit/fit-mastery";
import type { HistoryAnswer, LearnerHistory } from "@/lib/core/learning/fit/history";
import { trapShares, type WrongChoice } from "@/lib/core/learning/fit/trap-shares";
import { type LearningParameters, statisticsIdOf } from "@/lib/core/learning/fold/learning-parameters";
import { fitRecalibration } from "@/lib/core/learning/readiness/recalibration";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { unscopedListOutcomes } from "@/lib/data/exam-dates";
import { findPackView, listPacks } from "@/lib/data/packs";
import { addSnapshot, getSnapshot, newestSnapshot } from "@/lib/data/parameter-snapshots";
import { unscopedListAnswers, unscopedTrapTotals } from "@/lib/data/population";
import { departedChoices } from "@/lib/data/privacy/departed-figures";
import { listQuestionFacts } from "@/lib/data/questions";

/** Fewer answers than this fit nothing that a cold start would not say better. */
const ANSWERS_NEEDED = 2_000;
/** A trap's rate is shrunk to .3 with the weight of so many decided offers. */
const RATE_PRIOR = { mean: 0.3, strength: 20 };

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
 * Fits all numbers that come from the population to the answers of a pack and stores them as the next snapshot. Answers
 * to all draws of a family are answers to one question. Of who is deleted there are counts and no histories: rates of
 * traps, their shares and real outcomes stay what they were, and mastery is fitted to those who are here. Learners keep the snapshot that they were folded with until they
 * are rebuilt with another.
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
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const histories = new Map<string, HistoryAnswer[]>();
  const wrong: WrongChoice[] = [];
  let answers = 0;
  for await (const { learner, question: id, right, at, taken } of unscopedListAnswers(db.reader, packId)) {
    const asked = byId.get(id);
    if (asked === undefined) continue;
    answers += 1;
    const question = statisticsIdOf(asked);
    const history = histories.get(learner) ?? [];
    history.push({ question, right, at });
    histories.set(learner, history);
    if (!right) wrong.push({ question: asked, taken });
  }
  for (const { questionId, taken, n } of await departedChoices(db.reader, packId)) {
    const question = byId.get(questionId);
    if (question !== undefined) wrong.push({ question, taken, times: n });
  }
  if (answers < need) return fail({ kind: "too-few", answers, need });
  const before = await getSnapshot(db.reader, packId, await newestSnapshot(db.reader, packId));
  // Draws of a family share lesson and difficulty: they are one question here.
  const authored = new Map(
    facts.map((fact) => [statisticsIdOf(fact), { lessons: [fact.lesson], difficulty: fact.difficulty }] as const),
  );
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
      [...trapShares(facts, wrong)].flatMap(([id, shares]) => {
        const known = fitted.offsets.questions.get(id);
        return known === undefined ? [] : [[id, { offset: known.offset, variance: known.variance, shares }]];
      }),
    ),
    readiness: recalibration.kind === "fitted" ? recalibration.recalibration : before.readiness,
  };
  const number = await db.transaction((tx) => addSnapshot(tx, packId, parameters, now));
  return ok({ number, answers, learners: learners.length, logLoss: fitted.logLoss, outcomes: outcomes.length });
}
