import { type Context, can } from "@/lib/core/access/viewer";
import { type Ruling, rulingProblems, sameForm } from "@/lib/core/question/ruling/ruling";
import type { Question } from "@/lib/core/question/schema";
import { keyOf } from "@/lib/core/question/score";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { database } from "@/lib/data/database";
import { isUniqueViolation } from "@/lib/data/database-errors";
import { unscopedFindDispute } from "@/lib/data/disputes";
import { getServedQuestions } from "@/lib/data/question-versions";
import { createRepair, findRepair, markUndone } from "@/lib/data/repairs";
import { findRulings } from "@/lib/data/rulings";
import { answerAndTell } from "@/lib/usecases/dispute/answer-dispute";
import { finishRepairs } from "./finish-repairs";
import { correctQuestion, restoreQuestion } from "./question-after";

/** `ruled`: a ruling is in force, which must be undone first; else what is wrong with this one, in words. */
export type RepairRefusal = "missing" | "ruled" | { problems: string[] };

/** What keeps a ruling from being made, in words. */
export function repairProblems(question: Question, ruling: Ruling): string[] {
  const problems = rulingProblems(question, ruling);
  if (problems.length > 0 || ruling.kind === "drop") return problems;
  const own = sameForm(question, keyOf(question));
  const onlyOwn = ruling.keys.every((key) => sameForm(question, key) === own);
  return onlyOwn ? ["That is the key already, so nothing would change."] : [];
}

/**
 * Repairs the question of a dispute: puts the ruling in force, corrects what new forms take, answers the open disputes
 * of this version, and rescores everybody who was served it, as many at once as take no time; the sweeper does the rest.
 */
export async function makeRepair(
  { viewer, now }: Context,
  input: { disputeId: string; ruling: Ruling; because: string },
): Promise<Result<{ repairId: string }, RepairRefusal>> {
  if (!can(viewer, "writeBank")) return fail("missing" as const);
  const db = await database();
  const { ruling, because } = input;
  const made = await db
    .transaction(async (tx): Promise<Result<{ repairId: string }, RepairRefusal>> => {
      const dispute = await unscopedFindDispute(tx, input.disputeId);
      if (dispute === null) return fail("missing" as const);
      const { packId, questionId, versionId, id: disputeId } = dispute;
      const served = (await getServedQuestions(tx, [versionId])).get(versionId);
      if (served === undefined) return fail("missing" as const);
      const problems = repairProblems(served.question, ruling);
      if (problems.length > 0) return fail({ problems });
      if ((await findRulings(tx, [versionId])).size > 0) return fail("ruled" as const);
      const who = { packId, versionId, actorId: viewer.userId, because };
      const questionWas = await correctQuestion(tx, served, ruling, who, now);
      const repair = { packId, questionId, versionId, disputeId, ruling, because, questionWas };
      const repairId = await createRepair(tx, { ...repair, madeById: viewer.userId }, now);
      await answerAndTell(tx, { versionId }, { text: because, byId: viewer.userId }, now);
      const detail = { question: questionId, version: versionId, kind: ruling.kind, because };
      await recordAudit(tx, { actorId: viewer.userId, action: "question.repaired", subject: repairId, detail }, now);
      return ok({ repairId });
    })
    .catch((error: unknown) => {
      // Somebody else ruled about it in the same moment.
      if (isUniqueViolation(error)) return fail("ruled" as const);
      throw error;
    });
  if (made.ok) await finishRepairs(now);
  return made;
}

/**
 * Undoes a repair: results, evidence and remediations come out as they were, the question stands as it did unless
 * somebody has changed it since, and those concerned are told again.
 */
export async function undoRepair(
  { viewer, now }: Context,
  repairId: string,
): Promise<Result<{ questionRestored: boolean }, "missing">> {
  if (!can(viewer, "writeBank")) return fail("missing" as const);
  const db = await database();
  const undone = await db.transaction(async (tx) => {
    const repair = await findRepair(tx, repairId);
    if (repair === null || !(await markUndone(tx, repairId, viewer.userId, now))) return fail("missing" as const);
    const questionRestored = await restoreQuestion(tx, repair, viewer.userId, now);
    const detail = { question: repair.questionId, version: repair.versionId, restored: String(questionRestored) };
    await recordAudit(tx, { actorId: viewer.userId, action: "question.repair-undone", subject: repairId, detail }, now);
    return ok({ questionRestored });
  });
  if (undone.ok) await finishRepairs(now);
  return undone;
}
