import { z } from "zod";
import { attemptPlanSchema } from "@/lib/core/attempt/plan";
import type { Sitting } from "@/lib/core/item-analysis/counts/fold-sittings";
import type { Answer } from "@/lib/core/question/answer";
import { responseValueSchema } from "@/lib/core/question/response";
import { type Evidence, evidenceSchema, outcomeSchema } from "@/lib/core/question/score";
import type { Reader, Tx } from "@/lib/data/database";
import { getServedQuestions } from "@/lib/data/question-versions";
import { selectEndedAnswers } from "@/lib/data/sql/select-ended-answers";
import { toEpochMs } from "@/lib/data/time";

/** An ended exam of anybody, without whose it is. */
export type EndedExam = Sitting & { attemptId: string };

// Of an item's state only what was answered: flags and marks are nobody's business here.
const answeredSchema = z.object({ answer: z.object({ value: responseValueSchema.nullable() }) });

const answerIn = (state: string | null): Answer =>
  state === null ? null : answeredSchema.parse(JSON.parse(state)).answer.value;

/** The ids of a pack's ended exams after one, of anybody, in order. */
export async function unscopedListEndedIds(
  db: Reader,
  packId: string,
  page: { after: string; take: number },
): Promise<string[]> {
  const rows = await db.attempt.findMany({
    where: { packId, mode: "exam", state: "finished", id: { gt: page.after } },
    orderBy: { id: "asc" },
    take: page.take,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Those of these versions that are the published ones of their questions. */
async function whichPresent(tx: Tx, versionIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.question.findMany({
    where: { versionId: { in: [...versionIds] } },
    select: { versionId: true },
  });
  return new Set(rows.flatMap(({ versionId }) => versionId ?? []));
}

/** Ended exams of anybody; those of these that are none are left out. */
export async function unscopedReadEndedExams(tx: Tx, attemptIds: readonly string[]): Promise<EndedExam[]> {
  const attempts = await tx.attempt.findMany({
    where: { id: { in: [...attemptIds] }, mode: "exam", state: "finished" },
    select: { id: true, examId: true, plan: true, finishedAt: true },
  });
  const answers = await selectEndedAnswers(
    tx,
    attempts.map(({ id }) => id),
  );
  const served = await getServedQuestions(
    tx,
    answers.map(({ questionVersionId }) => questionVersionId),
  );
  const present = await whichPresent(
    tx,
    [...served].flatMap(([id, { family }]) => (family === null ? [] : [id])),
  );
  // Few texts are said of very many answers.
  const evidences = new Map<string, Evidence>();
  const evidenceIn = (text: string): Evidence => {
    const known = evidences.get(text) ?? evidenceSchema.parse(JSON.parse(text));
    evidences.set(text, known);
    return known;
  };
  const itemsOf = new Map<string, Sitting["items"][number][]>(attempts.map(({ id }) => [id, []]));
  for (const { attemptId, questionId, questionVersionId: versionId, pilot, outcome, evidence, state } of answers) {
    const version = served.get(versionId);
    if (version === undefined || outcome === null || evidence === null) continue;
    itemsOf.get(attemptId)?.push({
      ...{ questionId, versionId, pilot, isPresent: version.family === null || present.has(versionId) },
      question: version.question,
      family: version.family,
      answer: answerIn(state),
      scored: { outcome: outcomeSchema.parse(outcome), evidence: evidenceIn(evidence) },
    });
  }
  const blueprints = new Map<string, string | null>();
  const blueprintIn = (text: string): string | null => {
    const plan = blueprints.has(text) ? null : attemptPlanSchema.parse(JSON.parse(text));
    if (plan !== null) blueprints.set(text, plan.kind === "blueprint" ? plan.blueprint.id : null);
    return blueprints.get(text) ?? null;
  };
  return attempts.flatMap(({ id, examId, plan, finishedAt }) => {
    const blueprintId = blueprintIn(plan);
    if (blueprintId === null || finishedAt === null) return [];
    return [{ attemptId: id, examId, blueprintId, endedAt: toEpochMs(finishedAt), items: itemsOf.get(id) ?? [] }];
  });
}
