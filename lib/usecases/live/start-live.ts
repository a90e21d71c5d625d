import { randomBytes } from "node:crypto";
import { richText } from "@/lib/content/markdown";
import type { Context } from "@/lib/core/access/viewer";
import { liveCode } from "@/lib/core/live/live-code";
import { listPackLessons, type PackView, trapFamily } from "@/lib/core/pack/pack-view";
import { drawOrder } from "@/lib/core/question/present";
import { toPublic } from "@/lib/core/question/public";
import type { Kind } from "@/lib/core/question/schema";
import { plainText } from "@/lib/core/rich-text/rich-text";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { seededRng } from "@/lib/core/shared/rng";
import { recordAudit } from "@/lib/data/audit";
import { type CohortRow, findLedCohort, lockCohort } from "@/lib/data/cohorts";
import { database, type Reader } from "@/lib/data/database";
import { createSession, findRunningSession, isCodeTaken } from "@/lib/data/live-sessions";
import { newId } from "@/lib/data/new-id";
import { findPackView } from "@/lib/data/packs";
import { getServedQuestions } from "@/lib/data/question-versions";
import type { BankQuestion } from "@/lib/data/questions";
import { freeQuestions } from "@/lib/usecases/attempt/free-questions";

/** So many are listed at once. */
const LISTED = 60;

/** The questions that may be shown: of the cohort's exam, and in no running exam or diagnosis of the lead. */
async function liveBank(db: Reader, { viewer, now }: Context, pack: PackView, examId: string): Promise<BankQuestion[]> {
  return (await freeQuestions(db, viewer, pack, examId, now)).free;
}

export type LiveChoice = {
  cohort: CohortRow;
  /** The session of the cohort that has not ended. */
  running: { id: string } | null;
  lessons: { id: string; title: string }[];
  traps: { id: string; name: string }[];
  questions: { id: string; lesson: string; type: Kind; stem: string; ask: string; traps: string[] }[];
  /** How many fit, listed or not. */
  total: number;
};

/** What a lead can choose from for a session; null for all but the leads of the cohort. Tells no key. */
export async function getLiveChoice(
  { viewer, now }: Context,
  input: { cohortId: string; lesson: string | null; trap: string | null },
): Promise<LiveChoice | null> {
  const { reader } = await database();
  const cohort = await findLedCohort(reader, viewer, input.cohortId);
  const pack = cohort === null ? null : await findPackView(reader, cohort.packId);
  if (cohort === null || pack === null) return null;
  const bank = await liveBank(reader, { viewer, now }, pack, cohort.examId);
  const traps = input.trap === null ? null : trapFamily(pack, input.trap);
  const fitting = bank.filter(
    (question) =>
      (input.lesson === null || question.lesson === input.lesson) &&
      (traps === null || question.traps.some((id) => traps.includes(id))),
  );
  const listed = fitting.slice(0, LISTED);
  const served = await getServedQuestions(
    reader,
    listed.map(({ versionId }) => versionId),
  );
  const offered = new Set(bank.flatMap((question) => question.traps));
  const named = new Set(bank.map(({ lesson }) => lesson));
  return {
    cohort,
    running: await findRunningSession(reader, cohort.id),
    lessons: listPackLessons(pack).flatMap(({ id, title }) => (named.has(id) ? [{ id, title }] : [])),
    traps: [...pack.traps.values()].flatMap(({ id, name }) => (offered.has(id) ? [{ id, name }] : [])),
    questions: listed.flatMap(({ id, lesson, type, traps: ids, versionId }) => {
      const question = served.get(versionId)?.question;
      if (question === undefined) return [];
      const names = ids.map((trap) => pack.traps.get(trap)?.name ?? trap);
      return [{ id, lesson, type, stem: plainText(richText(question.stem)), ask: question.ask, traps: names }];
    }),
    total: fitting.length,
  };
}

/** `running`: the cohort has a session that has not ended; `gone`: a question is not there any more. */
export type StartLiveRefusal = "missing" | "archived" | "running" | "gone";

async function freeCode(db: Reader): Promise<string> {
  for (;;) {
    const code = liveCode(randomBytes(6));
    if (!(await isCodeTaken(db, code))) return code;
  }
}

/** Opens the lobby of a new session with these questions, in this order. A cohort has one session at a time. */
export async function startLive(
  { viewer, now }: Context,
  input: { cohortId: string; questions: readonly string[] },
): Promise<Result<{ sessionId: string }, StartLiveRefusal>> {
  const db = await database();
  return db.transaction(async (tx): Promise<Result<{ sessionId: string }, StartLiveRefusal>> => {
    await lockCohort(tx, input.cohortId);
    const cohort = await findLedCohort(tx, viewer, input.cohortId);
    const pack = cohort === null ? null : await findPackView(tx, cohort.packId);
    if (cohort === null || pack === null) return fail("missing");
    if (cohort.archivedAt !== null) return fail("archived");
    if ((await findRunningSession(tx, cohort.id)) !== null) return fail("running");
    const bank = new Map((await liveBank(tx, { viewer, now }, pack, cohort.examId)).map((one) => [one.id, one]));
    const chosen = [...new Set(input.questions)].flatMap((id) => bank.get(id) ?? []);
    if (chosen.length === 0 || chosen.length !== input.questions.length) return fail("gone");
    const served = await getServedQuestions(
      tx,
      chosen.map(({ versionId }) => versionId),
    );
    const rng = seededRng(newId());
    const questions = chosen.flatMap(({ id, versionId }) => {
      const question = served.get(versionId)?.question;
      return question === undefined
        ? []
        : [{ questionId: id, versionId, presented: drawOrder(toPublic(question), rng) }];
    });
    const session = { cohortId: cohort.id, code: await freeCode(tx), startedBy: viewer.userId, questions };
    const sessionId = await createSession(tx, session, now);
    await recordAudit(tx, { actorId: viewer.userId, action: "live-started", subject: cohort.id }, now);
    return ok({ sessionId });
  });
}
