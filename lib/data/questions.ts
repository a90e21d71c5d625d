import { z } from "zod";
import type { Candidate } from "@/lib/core/exam/assemble-form";
import { KINDS } from "@/lib/core/question/schema";
import { offeredTraps } from "@/lib/core/question/score";
import type { ServedQuestion } from "@/lib/core/question/served";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate } from "./time";

/** A question of the bank with the version that new forms take. */
export type BankQuestion = Omit<Candidate, "seen" | "familySeen"> & { versionId: string; exams: string[] };

const idsSchema = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)));
const kindSchema = z.enum(KINDS);

/** The published questions of a pack that fit an exam. */
export async function listBank(db: Reader, packId: string, examId: string): Promise<BankQuestion[]> {
  const rows = await db.question.findMany({
    where: { packId, state: "published", versionId: { not: null } },
    orderBy: { id: "asc" },
    select: {
      id: true,
      family: true,
      lesson: true,
      type: true,
      traps: true,
      counterCue: true,
      difficulty: true,
      caseId: true,
      caseIndex: true,
      versionId: true,
      exams: true,
    },
  });
  return rows.flatMap((row) => {
    const exams = idsSchema.parse(row.exams);
    if (row.versionId === null || !exams.includes(examId)) return [];
    return [
      { ...row, versionId: row.versionId, exams, type: kindSchema.parse(row.type), traps: idsSchema.parse(row.traps) },
    ];
  });
}

/** What the engine must know of every question of a pack, retired ones too: past answers were given to them. */
export async function listQuestionFacts(
  db: Reader,
  packId: string,
): Promise<{ id: string; family: string | null; lesson: string; difficulty: number; traps: string[] }[]> {
  const rows = await db.question.findMany({
    where: { packId },
    orderBy: { id: "asc" },
    select: { id: true, family: true, lesson: true, difficulty: true, traps: true },
  });
  return rows.map((row) => ({ ...row, traps: idsSchema.parse(row.traps) }));
}

export type QuestionToLoad = {
  served: ServedQuestion;
  /** Of a draw, what its family made it from. */
  seed: string | null;
  hash: string;
  verifiedOn: string;
  review: string | null;
};

export type LoadOutcome = "added" | "changed" | "same" | "conflict";

/**
 * Brings one question from a file into the bank. A changed file makes the next version; a version made in the editor
 * is never overwritten: when both changed, the file is left out and the conflict is told.
 */
export async function loadQuestion(
  tx: Tx,
  packId: string,
  { served, seed, hash, verifiedOn, review }: QuestionToLoad,
  now: EpochMs,
): Promise<LoadOutcome> {
  const { question, context, family } = served;
  const at = toDate(now);
  const stored = await tx.question.findUnique({
    where: { id: question.id },
    select: {
      state: true,
      versions: { orderBy: { version: "desc" }, select: { id: true, version: true, hash: true, source: true } },
    },
  });
  const newest = stored?.versions[0];
  const known = stored?.versions.find((version) => version.hash === hash);
  if (known !== undefined) {
    await tx.questionVersion.update({ where: { id: known.id }, data: { verifiedOn, review } });
    if (stored?.state === "retired") {
      await tx.question.update({ where: { id: question.id }, data: { state: "published", updatedAt: at } });
    }
    if (known === newest || newest?.source === "editor") return "same";
  }
  if (newest?.source === "editor") return "conflict";
  const versionId = newId();
  const row = {
    packId,
    family,
    lesson: question.lesson,
    type: question.type,
    caseId: context?.id ?? null,
    caseIndex: context?.position ?? null,
    state: "published",
    versionId,
    difficulty: question.difficulty,
    counterCue: question.counterCue,
    exams: JSON.stringify(question.exams),
    traps: JSON.stringify(offeredTraps(question)),
    updatedAt: at,
  };
  await tx.question.upsert({ where: { id: question.id }, create: { id: question.id, ...row }, update: row });
  await tx.questionVersion.create({
    data: {
      id: versionId,
      questionId: question.id,
      version: (newest?.version ?? 0) + 1,
      hash,
      content: JSON.stringify(served),
      seed,
      verifiedOn,
      review,
      createdAt: at,
    },
  });
  return newest === undefined ? "added" : "changed";
}

/** Retires the questions that came from files and whose file is gone. Returns their ids. */
export async function retireMissing(
  tx: Tx,
  packId: string,
  present: readonly string[],
  now: EpochMs,
): Promise<string[]> {
  const kept = new Set(present);
  const rows = await tx.question.findMany({
    where: { packId, state: { not: "retired" } },
    select: { id: true, versions: { orderBy: { version: "desc" }, take: 1, select: { source: true } } },
  });
  const gone = rows.filter((row) => !kept.has(row.id) && row.versions[0]?.source === "file").map((row) => row.id);
  for (const id of gone) {
    await tx.question.update({ where: { id }, data: { state: "retired", updatedAt: toDate(now) } });
  }
  return gone;
}

/** What is known of a question beside its content: its newest published version and where it stands. */
export async function findQuestionRecord(db: Reader, id: string) {
  const row = await db.question.findUnique({ where: { id }, select: { packId: true, state: true, versionId: true } });
  if (row === null || row.versionId === null) return null;
  const version = await db.questionVersion.findUnique({
    where: { id: row.versionId },
    select: { version: true, verifiedOn: true, review: true },
  });
  return version === null ? null : { ...row, versionId: row.versionId, ...version };
}
