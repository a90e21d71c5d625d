import { z } from "zod";
import type { Tx } from "@/lib/data/database";
import { Prisma } from "@/lib/data/generated/sqlite/client";
import { inSlices } from "./in-slices";
import { wholeSchema } from "./stored-values";

// The rows that are folded of a learner. An exam changes some forty of them at once, in one statement for each table,
// where Prisma needs one for each row. `state` and `card` are JSON.

export type LessonRow = { lesson: string; answered: number; right: number; state: string };
export type TrapRow = {
  trap: string;
  offered: number;
  decided: number;
  falls: number;
  state: string;
  card: string | null;
  dueAt: Date | null;
};
export type WorkRow = {
  id: string;
  symptom: string;
  openedBy: string;
  openedAt: Date;
  closedAt: Date | null;
  state: string;
  updatedAt: Date;
};

const learnerSchema = z
  .array(
    z.object({
      id: z.string(),
      userId: z.string(),
      packId: z.string(),
      snapshot: wholeSchema,
      logged: wholeSchema,
      folded: wholeSchema,
      revision: wholeSchema,
      state: z.string(),
    }),
  )
  .length(1);

/**
 * Counts a learner's revision up, which locks the row; where there is none, it is made as it is given here. `snapshot`
 * null: the newest of the pack, which is 1 before any was fitted.
 */
export async function takeLearner(
  tx: Tx,
  learner: { id: string; userId: string; packId: string; snapshot: number | null; updatedAt: Date },
) {
  const { id, userId, packId, snapshot, updatedAt } = learner;
  const rows = await tx.$queryRaw`
    INSERT INTO "Learner" ("id", "userId", "packId", "snapshot", "updatedAt")
    VALUES (${id}, ${userId}, ${packId}, COALESCE(CAST(${snapshot} AS INTEGER),
      (SELECT MAX("number") FROM "ParameterSnapshot" WHERE "packId" = ${packId}), 1), ${updatedAt})
    ON CONFLICT ("userId", "packId") DO UPDATE SET "revision" = "Learner"."revision" + 1
    RETURNING "id", "userId", "packId", "snapshot", "logged", "folded", "revision", "state"`;
  const [row] = learnerSchema.parse(rows);
  if (row === undefined) throw new Error("a learner that was made is not there");
  return row;
}

/** An event of a learner's log; `content` is JSON. */
export type LearningEventRow = { id: string; seq: number; kind: string; content: string };

/** Puts events into a learner's log. */
export async function putLearningEvents(
  tx: Tx,
  learnerId: string,
  events: readonly LearningEventRow[],
  at: Date,
): Promise<void> {
  for (const slice of inSlices(events)) {
    const rows = slice.map(
      ({ id, seq, kind, content }) => Prisma.sql`(${id}, ${learnerId}, ${seq}, ${at}, ${kind}, ${content})`,
    );
    await tx.$executeRaw`
      INSERT INTO "LearningEvent" ("id", "learnerId", "seq", "at", "kind", "content") VALUES ${Prisma.join(rows)}`;
  }
}

/** What is folded of a learner as a whole. `isLast`: the log ends with the last event that was folded. */
export type HeadRow = { state: string; answers: number; folded: number; isLast: boolean; updatedAt: Date };

/** Writes what is folded of a learner as a whole. */
export async function putHead(tx: Tx, learnerId: string, head: HeadRow): Promise<void> {
  const { state, answers, folded, isLast, updatedAt } = head;
  const logged = isLast ? Prisma.sql`CAST(${folded} AS INTEGER)` : Prisma.sql`"logged"`;
  await tx.$executeRaw`
    UPDATE "Learner" SET "state" = ${state}, "answers" = ${answers}, "folded" = ${folded}, "logged" = ${logged},
      "updatedAt" = ${updatedAt}
    WHERE "id" = ${learnerId}`;
}

/** Writes what is folded of lessons, each in the place of what was. */
export async function putLessons(tx: Tx, learnerId: string, lessons: readonly LessonRow[]): Promise<void> {
  for (const slice of inSlices(lessons)) {
    const rows = slice.map(
      ({ lesson, answered, right, state }) => Prisma.sql`(${learnerId}, ${lesson}, ${answered}, ${right}, ${state})`,
    );
    await tx.$executeRaw`
      INSERT INTO "LearnerLesson" ("learnerId", "lesson", "answered", "right", "state") VALUES ${Prisma.join(rows)}
      ON CONFLICT ("learnerId", "lesson") DO UPDATE
      SET "answered" = excluded."answered", "right" = excluded."right", "state" = excluded."state"`;
  }
}

/** Writes what is folded of traps, each in the place of what was. */
export async function putTraps(tx: Tx, learnerId: string, traps: readonly TrapRow[]): Promise<void> {
  for (const slice of inSlices(traps)) {
    const rows = slice.map(
      ({ trap, offered, decided, falls, state, card, dueAt }) =>
        Prisma.sql`(${learnerId}, ${trap}, ${offered}, ${decided}, ${falls}, ${state}, ${card}, ${dueAt})`,
    );
    await tx.$executeRaw`
      INSERT INTO "LearnerTrap" ("learnerId", "trap", "offered", "decided", "falls", "state", "card", "dueAt")
      VALUES ${Prisma.join(rows)}
      ON CONFLICT ("learnerId", "trap") DO UPDATE
      SET "offered" = excluded."offered", "decided" = excluded."decided", "falls" = excluded."falls",
        "state" = excluded."state", "card" = excluded."card", "dueAt" = excluded."dueAt"`;
  }
}

/** Writes remediations, each in the place of what it was; one that is there keeps its id. */
export async function putWork(tx: Tx, learnerId: string, work: readonly WorkRow[]): Promise<void> {
  for (const slice of inSlices(work)) {
    const rows = slice.map(
      ({ id, symptom, openedBy, openedAt, closedAt, state, updatedAt }) =>
        Prisma.sql`(${id}, ${learnerId}, ${symptom}, ${openedBy}, ${openedAt}, ${closedAt}, ${state}, ${updatedAt})`,
    );
    await tx.$executeRaw`
      INSERT INTO "Remediation" ("id", "learnerId", "symptom", "openedBy", "openedAt", "closedAt", "state", "updatedAt")
      VALUES ${Prisma.join(rows)}
      ON CONFLICT ("learnerId", "symptom") DO UPDATE
      SET "openedBy" = excluded."openedBy", "openedAt" = excluded."openedAt", "closedAt" = excluded."closedAt",
        "state" = excluded."state", "updatedAt" = excluded."updatedAt"`;
  }
}
