import { z } from "zod";
import { type Ruling, rulingSchema } from "@/lib/core/question/ruling/ruling";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate, toEpochMs } from "./time";

/** `applying` and `undoing` are under way: learners are being rescored, in the order of their ids. */
const phaseSchema = z.enum(["applying", "applied", "undoing", "undone"]);
export type RepairPhase = z.infer<typeof phaseSchema>;

/** How the question stood before a repair, and how the repair left it; null where it was left alone. */
const standingSchema = z.strictObject({ state: z.string(), versionId: z.string(), stateByHand: z.boolean() });
const questionWasSchema = z.strictObject({ was: standingSchema, left: standingSchema }).nullable();
export type QuestionWas = z.infer<typeof questionWasSchema>;

export type RepairRow = {
  id: string;
  packId: string;
  questionId: string;
  versionId: string;
  disputeId: string | null;
  ruling: Ruling;
  because: string;
  madeAt: EpochMs;
  undoneAt: EpochMs | null;
  phase: RepairPhase;
  cursor: string;
  /** So many learners were rescored in this phase. */
  learners: number;
  questionWas: QuestionWas;
};

const select = {
  id: true,
  packId: true,
  questionId: true,
  versionId: true,
  disputeId: true,
  ruling: true,
  because: true,
  madeAt: true,
  undoneAt: true,
  phase: true,
  cursor: true,
  learners: true,
  questionWas: true,
} as const;

type Stored = Omit<RepairRow, "ruling" | "madeAt" | "undoneAt" | "phase" | "questionWas"> & {
  ruling: string;
  madeAt: Date;
  undoneAt: Date | null;
  phase: string;
  questionWas: string;
};

const toRepair = (row: Stored): RepairRow => ({
  ...row,
  ruling: rulingSchema.parse(JSON.parse(row.ruling)),
  madeAt: toEpochMs(row.madeAt),
  undoneAt: row.undoneAt === null ? null : toEpochMs(row.undoneAt),
  phase: phaseSchema.parse(row.phase),
  questionWas: questionWasSchema.parse(JSON.parse(row.questionWas)),
});

export type NewRepair = Pick<
  RepairRow,
  "packId" | "questionId" | "versionId" | "disputeId" | "ruling" | "because" | "questionWas"
> & { madeById: string };

/** Puts a ruling in force. The caller has seen that none is; of two at once the second fails on the unique version. */
export async function createRepair(tx: Tx, repair: NewRepair, now: EpochMs): Promise<string> {
  const { ruling, questionWas, ...rest } = repair;
  const id = newId();
  await tx.repair.create({
    data: {
      ...rest,
      id,
      ruling: JSON.stringify(ruling),
      questionWas: JSON.stringify(questionWas),
      nextVersionId: questionWas === null ? null : questionWas.left.versionId,
      madeAt: toDate(now),
      inForceFor: repair.versionId,
      phase: "applying",
    },
  });
  return id;
}

export async function findRepair(db: Reader, id: string): Promise<RepairRow | null> {
  const row = await db.repair.findUnique({ where: { id }, select });
  return row === null ? null : toRepair(row);
}

/** All that was ruled about a question, the newest first. */
export async function listRepairs(db: Reader, questionId: string): Promise<RepairRow[]> {
  const rows = await db.repair.findMany({
    where: { questionId },
    orderBy: [{ madeAt: "desc" }, { id: "desc" }],
    select,
  });
  return rows.map(toRepair);
}

/** Takes a ruling out of force and begins to rescore back. False when somebody has done so already. */
export async function markUndone(tx: Tx, id: string, byId: string, now: EpochMs): Promise<boolean> {
  const { count } = await tx.repair.updateMany({
    where: { id, undoneAt: null },
    data: {
      undoneById: byId,
      undoneAt: toDate(now),
      inForceFor: null,
      phase: "undoing",
      cursor: "",
      learners: 0,
    },
  });
  return count === 1;
}

/** The repair that has waited longest to be finished, of anybody: for the job alone. */
export async function unscopedNextUnfinished(db: Reader): Promise<RepairRow | null> {
  const row = await db.repair.findFirst({
    where: { phase: { in: ["applying", "undoing"] } },
    orderBy: [{ madeAt: "asc" }, { id: "asc" }],
    select,
  });
  return row === null ? null : toRepair(row);
}

/** Moves the job on: a learner is done, or (null) the phase is. Nothing when somebody else moved it. */
export async function advanceRepair(tx: Tx, repair: RepairRow, userId: string | null): Promise<void> {
  const where = { id: repair.id, phase: repair.phase, cursor: repair.cursor };
  const ended = repair.phase === "applying" ? "applied" : "undone";
  await tx.repair.updateMany({
    where,
    data: userId === null ? { phase: ended } : { cursor: userId, learners: { increment: 1 } },
  });
}

/** The people who were served a version, of anybody, in the order of their ids after one: for rescoring alone. */
export async function unscopedListServed(
  db: Reader,
  versionId: string,
  after: string,
  take: number,
): Promise<string[]> {
  const rows = await db.user.findMany({
    where: { id: { gt: after }, attempts: { some: { items: { some: { questionVersionId: versionId } } } } },
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** How many people were served a version and answered it where it counted, of anybody. */
export const unscopedCountServed = (db: Reader, versionId: string): Promise<number> =>
  db.user.count({ where: { attempts: { some: { items: { some: { questionVersionId: versionId } } } } } });

/** The attempts of an owner that hold a version, in the order of their ids. */
export async function listAttemptIdsWith(db: Reader, owner: { userId: string }, versionId: string): Promise<string[]> {
  const rows = await db.attempt.findMany({
    where: { userId: owner.userId, items: { some: { questionVersionId: versionId } } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
