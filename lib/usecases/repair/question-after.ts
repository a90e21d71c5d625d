import { questionHash } from "@/lib/content/content-hash";
import { rekeyed } from "@/lib/core/question/ruling/rekeyed";
import type { Ruling } from "@/lib/core/question/ruling/ruling";
import type { ServedQuestion } from "@/lib/core/question/served";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Tx } from "@/lib/data/database";
import { recordStep } from "@/lib/data/question-steps";
import { findVersionNumbers, getServedQuestions } from "@/lib/data/question-versions";
import { findStanding, publishVersion, putBackVersion, retireQuestion } from "@/lib/data/questions";
import type { QuestionWas, RepairRow } from "@/lib/data/repairs";

type Who = { packId: string; versionId: string; actorId: string; because: string };

/**
 * What new forms take from now on: with a new key the question corrected, as its next version; else nothing of it, until
 * somebody rewrites it. Null, and nothing done, where the bank has moved on from the version that was ruled about.
 */
export async function correctQuestion(
  tx: Tx,
  served: ServedQuestion,
  ruling: Ruling,
  { packId, versionId, actorId, because }: Who,
  now: EpochMs,
): Promise<QuestionWas> {
  const { question, context, family } = served;
  const was = await findStanding(tx, question.id);
  if (was === null || was.versionId !== versionId || was.state !== "published") return null;
  const unitId = context?.id ?? question.id;
  const step = { packId, unitId, actorId, detail: { question: question.id, because } };
  const [key] = ruling.kind === "accept" ? ruling.keys : [];
  if (ruling.kind === "drop" || ruling.keys.length > 1 || key === undefined) {
    await retireQuestion(tx, question.id, now);
    await recordStep(tx, { ...step, kind: "retired" }, now);
    return { was, left: { state: "retired", versionId, stateByHand: true } };
  }
  // Nobody has solved it blind with this key.
  const { review: _review, ...next } = rekeyed(question, key, ruling.reasons);
  const hash = questionHash(next, context, family);
  const content = { served: { question: next, context, family }, hash, verifiedOn: next.verifiedOn };
  const left = await publishVersion(tx, packId, { ...content, seed: null, review: null, source: "editor" }, now);
  await recordStep(tx, { ...step, kind: "published", versions: [left] }, now);
  return { was, left: { state: "published", versionId: left, stateByHand: false } };
}

/**
 * Puts the question back as it stood, unless somebody has changed it since. False then. New forms take the very version
 * of before, no copy of it: its answers and their figures go on, and it can be ruled about again.
 */
export async function restoreQuestion(tx: Tx, repair: RepairRow, actorId: string, now: EpochMs): Promise<boolean> {
  const { questionWas, questionId, packId } = repair;
  if (questionWas === null) return true;
  const { was, left } = questionWas;
  const stands = await findStanding(tx, questionId);
  if (stands?.versionId !== left.versionId || stands.state !== left.state) return false;
  const served = (await getServedQuestions(tx, [was.versionId])).get(was.versionId);
  if (served === undefined) return false;
  await putBackVersion(tx, served, was, now);
  const unitId = served.context?.id ?? questionId;
  const version = (await findVersionNumbers(tx, [was.versionId])).get(was.versionId);
  const detail = { question: questionId, version, undone: repair.because };
  await recordStep(tx, { packId, unitId, kind: "restored", actorId, detail }, now);
  return true;
}
