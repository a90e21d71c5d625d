import type { Context } from "@/lib/core/access/viewer";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import { byFreshness, type Freshness, freshnessOf, onePerFamily } from "@/lib/core/exam/one-per-family";
import { chooseQuestion } from "@/lib/core/learning/fold/choose-question";
import { diagnoseLearner } from "@/lib/core/learning/fold/diagnose-learner";
import { dueTraps } from "@/lib/core/learning/fold/due-traps";
import { foldAnswer } from "@/lib/core/learning/fold/fold-answer";
import { pooledExposure, statisticsIdOf } from "@/lib/core/learning/fold/learning-parameters";
import { findExam, type PackView, symptomsOf } from "@/lib/core/pack/pack-view";
import { drawOrder } from "@/lib/core/question/present";
import { toPublic } from "@/lib/core/question/public";
import { scoreRuled } from "@/lib/core/question/ruling/score-ruled";
import { offeredTraps } from "@/lib/core/question/score";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { seededRng } from "@/lib/core/shared/rng";
import {
  type AttemptRow,
  appendItem,
  findSeed,
  listAttempts,
  listItems,
  lockAttempt,
  markChecked,
} from "@/lib/data/attempts";
import { database, type Tx } from "@/lib/data/database";
import { listQuestionsUnderExam, unscopedDiagnoseExposure } from "@/lib/data/meetings";
import { newId } from "@/lib/data/new-id";
import { findPackView } from "@/lib/data/packs";
import { getServedQuestions } from "@/lib/data/question-versions";
import { findLastSeq } from "@/lib/data/responses";
import { findRulings } from "@/lib/data/rulings";
import { lockUser } from "@/lib/data/users";
import { storeAttempt } from "@/lib/usecases/attempt/assemble";
import { freeQuestions } from "@/lib/usecases/attempt/free-questions";
import { receiveInto } from "@/lib/usecases/attempt/save-events";
import { settle } from "@/lib/usecases/attempt/settle-attempt";
import { type CurrentExam, getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "@/lib/usecases/learning/fold-learner";
import { answersOf, readAttempts } from "@/lib/usecases/learning/read-answers";

/** A diagnosis has so many questions; it ends early only between the two, once nothing more is to be told. */
const LENGTH = { least: 12, most: 15 };
/** Beyond this chance, of a symptom or of none, more questions tell little. */
const SETTLED = 0.9;
/** Diagnoses of so many days make the exposure of a question. */
const EXPOSURE_DAYS = 30;

/**
 * What is known of the learner with what this diagnosis has heard so far. That is folded for good only at its end: until
 * then nothing that reads the learner's state may tell how these answers went.
 */
async function heardSoFar(tx: Tx, attempt: AttemptRow, pack: PackView, now: number) {
  const { state, parameters } = await getFoldedLearner(tx, attempt, pack.id);
  const checked = (await listItems(tx, attempt.id)).filter(({ checkedAt }) => checkedAt !== null);
  if (checked.length === 0) return { state, parameters };
  const items = checked.map(({ id }) => id);
  const upTo = await findLastSeq(tx, attempt.id);
  const read = (await readAttempts(tx, attempt, [attempt.id])).get(attempt.id);
  const answers =
    read === undefined ? [] : answersOf(read, { kind: "answers", attemptId: attempt.id, items, upTo }, now);
  const parentOf = (trap: string) => pack.traps.get(trap)?.parent;
  return {
    state: answers.reduce((before, one) => foldAnswer(before, one, parameters, { parentOf }), state),
    parameters,
  };
}

/** Draws the next question and adds it to the attempt, which is locked. False when nothing is left to ask. */
async function askNext(tx: Tx, attempt: AttemptRow, pack: PackView, now: number): Promise<boolean> {
  const { free, met } = await freeQuestions(tx, attempt, pack, attempt.examId, now);
  const asked = await listItems(tx, attempt.id);
  const exam = findExam(pack, attempt.examId);
  const symptoms = symptomsOf(pack);
  const { state, parameters } = await heardSoFar(tx, attempt, pack, now);
  const exposure = await unscopedDiagnoseExposure(tx, pack.id, now - EXPOSURE_DAYS * DAY_MS);
  const served = await getServedQuestions(
    tx,
    asked.map((item) => item.versionId),
  );
  const askedFamilies = new Set([...served.values()].flatMap(({ family }) => family ?? []));
  const rng = seededRng(`${await findSeed(tx, attempt.id)}/${asked.length}`);
  const fresh = freshnessOf(free, met);
  const freshness = ({ id }: { id: string }): Freshness => fresh.get(id) ?? { seen: 0, familySeen: 0 };
  const open = onePerFamily(
    free.filter(
      ({ id, family, caseId }) =>
        caseId === null &&
        !asked.some((item) => item.questionId === id) &&
        (family === null || !askedFamilies.has(family)),
    ),
    (a, b) => byFreshness(freshness(a), freshness(b)),
    rng,
  );
  const exposed = pooledExposure(free, exposure);
  const choice = chooseQuestion(
    state,
    open.map((question) => ({
      id: question.id,
      family: question.family,
      lesson: question.lesson,
      difficulty: question.difficulty,
      offered: question.traps,
      seen: freshness(question).familySeen,
      exposure: exposed.get(statisticsIdOf(question)) ?? 0,
    })),
    symptoms,
    {
      before: asked.map((item) => {
        const question = served.get(item.versionId)?.question;
        return question === undefined ? [] : offeredTraps(question);
      }),
      draws: askedFamilies.size,
      dueTraps: new Set(dueTraps(state, now).map(({ trap }) => trap)),
      rawAtPass: exam?.rawAtPass ?? 0.7,
      now,
    },
    parameters,
    rng,
  );
  const question = choice === null ? undefined : open.find(({ id }) => id === choice.id);
  if (question === undefined) return false;
  const content = (await getServedQuestions(tx, [question.versionId])).get(question.versionId);
  if (content === undefined) return false;
  await appendItem(tx, attempt.id, {
    questionId: question.id,
    versionId: question.versionId,
    caseId: null,
    pilot: false,
    presented: drawOrder(toPublic(content.question), rng),
  });
  return true;
}

/** Starts a diagnosis with its first question; leads into the one that runs where one does. */
export async function startDiagnosis(context: Context): Promise<Result<{ attemptId: string }, "none-left">> {
  const current = await getCurrentExam(context.viewer);
  const db = await database();
  return db.transaction((tx) => storeDiagnosis(tx, context, current));
}

/** As `startDiagnosis`, within the caller's transaction and in any exam. */
export async function storeDiagnosis(
  tx: Tx,
  { viewer, now }: Context,
  { pack, exam }: CurrentExam,
): Promise<Result<{ attemptId: string }, "none-left">> {
  await lockUser(tx, viewer.userId);
  const [running] = await listAttempts(tx, viewer, { take: 1, state: "running", mode: "diagnose", examId: exam.id });
  if (running !== undefined) return ok({ attemptId: running.id });
  const attemptId = await storeAttempt(
    tx,
    viewer,
    {
      packId: pack.id,
      examId: exam.id,
      mode: "diagnose",
      title: "Diagnosis",
      plan: { kind: "diagnose", ...LENGTH },
      seed: newId(),
      deadline: null,
      limitMs: null,
      extraTime: "none",
    },
    [],
    now,
  );
  const attempt = await lockAttempt(tx, viewer, attemptId);
  if (attempt === null || !(await askNext(tx, attempt, pack, now))) {
    if (attempt !== null) await settle(tx, attempt, "abandoned", now);
    return fail("none-left" as const);
  }
  return ok({ attemptId });
}

/**
 * `under-exam`: a question of the diagnosis stands in a running exam of the learner, and the diagnosis might end with
 * feedback on it, so that it waits for the exam's end.
 */
export type DiagnoseRefusal = "missing" | "under-exam" | "unanswered";

/**
 * Takes the answer to the open question of a diagnosis, for good, and asks the next one or ends the attempt. No feedback
 * comes before the end: what one learns meanwhile would blur what is measured. Sending an answer again changes nothing.
 */
export async function answerDiagnosis(
  { viewer, now }: Context,
  input: { attemptId: string; event: Extract<AttemptEvent, { kind: "answer" }> },
): Promise<Result<{ ended: boolean }, DiagnoseRefusal>> {
  const db = await database();
  return db.transaction(async (tx) => {
    const attempt = await lockAttempt(tx, viewer, input.attemptId);
    if (attempt === null || attempt.mode !== "diagnose") return fail("missing" as const);
    if (attempt.state !== "running") return ok({ ended: true });
    const [before] = await listItems(tx, attempt.id, [input.event.itemId]);
    const pack = await findPackView(tx, attempt.packId);
    if (before === undefined || pack === null) return fail("missing" as const);
    if (before.checkedAt !== null) return ok({ ended: false });
    const underExam = await listQuestionsUnderExam(tx, viewer, now);
    const sofar = await listItems(tx, attempt.id);
    if (sofar.some(({ questionId }) => underExam.has(questionId))) return fail("under-exam" as const);
    await receiveInto(tx, attempt, [input.event], now);
    const [item] = await listItems(tx, attempt.id, [before.id]);
    const question = (await getServedQuestions(tx, [before.versionId])).get(before.versionId)?.question;
    if (item === undefined || question === undefined) return fail("missing" as const);
    if (item.state.answer.value === null) return fail("unanswered" as const);
    const ruling = (await findRulings(tx, [item.versionId])).get(item.versionId) ?? null;
    await markChecked(tx, item.id, scoreRuled(question, item.state.answer.value, ruling?.ruling ?? null), now);
    const asked = sofar.length;
    const { state, parameters } = await heardSoFar(tx, attempt, pack, now);
    const { healthy, found } = diagnoseLearner(state, symptomsOf(pack), parameters);
    const settled = Math.max(healthy, found[0]?.probability ?? 0) >= SETTLED;
    const { least, most } = attempt.plan.kind === "diagnose" ? attempt.plan : LENGTH;
    const ends = asked >= most || (asked >= least && settled) || !(await askNext(tx, attempt, pack, now));
    if (ends) await settle(tx, attempt, "learner", now);
    return ok({ ended: ends });
  });
}
