import { type Context, can } from "@/lib/core/access/viewer";
import { repairLetter } from "@/lib/core/mail/letters";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { database, type Tx } from "@/lib/data/database";
import { answerDisputes, unscopedFindDispute, unscopedFindPlace } from "@/lib/data/disputes";
import { tellPerson } from "@/lib/usecases/notice/tell-person";

/** Answers open disputes and tells those who filed them. Returns how many were open. */
export async function answerAndTell(
  tx: Tx,
  which: { id: string } | { versionId: string },
  answer: { text: string; byId: string },
  now: number,
): Promise<number> {
  const answered = await answerDisputes(tx, which, answer, now);
  for (const { id, userId, itemId } of answered) {
    const place = await unscopedFindPlace(tx, itemId);
    if (place === null) continue;
    const subject = `Your dispute on question ${place.place} was answered`;
    await tellPerson(
      tx,
      userId,
      `${id}:answered`,
      { kind: "dispute-answered", ...place, answer: answer.text },
      { kind: "repair", write: (site, { name }) => repairLetter(site, name, { subject, words: answer.text }) },
      now,
    );
  }
  return answered.length;
}

/** Answers one dispute; `answered`: somebody has done so already. */
export async function answerDispute(
  { viewer, now }: Context,
  input: { disputeId: string; answer: string },
): Promise<Result<null, "missing" | "answered">> {
  if (!can(viewer, "writeBank")) return fail("missing" as const);
  const db = await database();
  return db.transaction(async (tx) => {
    const dispute = await unscopedFindDispute(tx, input.disputeId);
    if (dispute === null) return fail("missing" as const);
    const { id, questionId } = dispute;
    if ((await answerAndTell(tx, { id }, { text: input.answer, byId: viewer.userId }, now)) === 0) {
      return fail("answered" as const);
    }
    const detail = { question: questionId };
    await recordAudit(tx, { actorId: viewer.userId, action: "dispute.answered", subject: id, detail }, now);
    return ok(null);
  });
}
