import { z } from "zod";
import type { Tx } from "@/lib/data/database";
import { Prisma } from "@/lib/data/generated/sqlite/client";
import { inSlices } from "./in-slices";
import { timeSchema, wholeSchema } from "./stored-values";

// What saving answers asks for, in statements whose text depends on little: Prisma compiles a query anew for every shape,
// and a group of batches has another shape each time. Every answer of every learner goes through here.

const attemptsSchema = z.array(
  z.object({
    id: z.string(),
    userId: z.string(),
    packId: z.string(),
    examId: z.string(),
    mode: z.string(),
    title: z.string(),
    plan: z.string(),
    state: z.string(),
    startedAt: timeSchema,
    deadlineAt: timeSchema.nullable(),
    limitMs: wholeSchema.nullable(),
    extraTime: z.string(),
    finishedAt: timeSchema.nullable(),
    finishReason: z.string().nullable(),
    revision: wholeSchema,
    result: z.string().nullable(),
    assignmentId: z.string().nullable(),
    reviewAt: timeSchema.nullable(),
  }),
);

/**
 * Counts the revisions of attempts up, each for its owner alone, which locks their rows. Returns those that there were, as
 * they are now.
 */
export async function lockOwned(tx: Tx, wanted: readonly { userId: string; attemptId: string }[]) {
  const locked: z.infer<typeof attemptsSchema> = [];
  for (const slice of inSlices(wanted)) {
    const pairs = slice.map(({ userId, attemptId }) => Prisma.sql`(${attemptId}, ${userId})`);
    const rows = await tx.$queryRaw`
      UPDATE "Attempt" SET "revision" = "revision" + 1 WHERE ("id", "userId") IN (VALUES ${Prisma.join(pairs)})
      RETURNING "id", "userId", "packId", "examId", "mode", "title", "plan", "state", "startedAt", "deadlineAt", "limitMs",
        "extraTime", "finishedAt", "finishReason", "revision", "result", "assignmentId", "reviewAt"`;
    locked.push(...attemptsSchema.parse(rows));
  }
  return locked;
}

const itemsSchema = z.array(
  z.object({
    id: z.string(),
    attemptId: z.string(),
    questionVersionId: z.string(),
    presented: z.string(),
    checkedAt: timeSchema.nullable(),
    state: z.string().nullable(),
    lastSeq: wholeSchema,
  }),
);

/** What saving has to know of an item; `presented` and `state` are JSON, `lastSeq` is of its attempt's newest event. */
export type SavingItem = z.infer<typeof itemsSchema>[number];

/** Items of these attempts, each with its current state. */
export async function selectSavingItems(
  tx: Tx,
  attemptIds: readonly string[],
  itemIds: readonly string[],
): Promise<SavingItem[]> {
  const items: SavingItem[] = [];
  for (const slice of inSlices(itemIds)) {
    const rows = await tx.$queryRaw`
      SELECT i."id", i."attemptId", i."questionVersionId", i."presented", i."checkedAt", r."state",
        COALESCE((SELECT MAX(e."seq") FROM "ResponseEvent" e WHERE e."attemptId" = i."attemptId"), 0) AS "lastSeq"
      FROM "AttemptItem" i LEFT JOIN "Response" r ON r."itemId" = i."id"
      WHERE i."id" IN (${Prisma.join([...slice])}) AND i."attemptId" IN (${Prisma.join([...attemptIds])})`;
    items.push(...itemsSchema.parse(rows));
  }
  return items;
}

export type EventName = { attemptId: string; clientId: string; clientSeq: number };

const nameSchema = z.array(
  z.object({
    attemptId: z.string(),
    clientId: z.string(),
    clientSeq: wholeSchema,
  }),
);

/** Those of these events that are stored. */
export async function selectKnown(db: Tx, names: readonly EventName[]): Promise<EventName[]> {
  const known: EventName[] = [];
  for (const slice of inSlices(names)) {
    const keys = slice.map(
      ({ attemptId, clientId, clientSeq }) => Prisma.sql`(${attemptId}, ${clientId}, CAST(${clientSeq} AS INTEGER))`,
    );
    const rows = await db.$queryRaw`
      SELECT "attemptId", "clientId", "clientSeq" FROM "ResponseEvent"
      WHERE ("attemptId", "clientId", "clientSeq") IN (VALUES ${Prisma.join(keys)})`;
    known.push(...nameSchema.parse(rows));
  }
  return known;
}

/** An event as it is stored; `value` is JSON. */
export type NewEvent = EventName & {
  id: string;
  itemId: string;
  seq: number;
  kind: string;
  value: string;
  baseRevision: number;
  outcome: string;
  clientAt: Date;
  serverAt: Date;
};

/** Appends events to the logs of their attempts. */
export async function insertEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  for (const slice of inSlices(events)) {
    const rows = slice.map(
      (event) =>
        Prisma.sql`(${event.id}, ${event.attemptId}, ${event.itemId}, ${event.seq}, ${event.clientId}, ${event.clientSeq}, ${event.kind}, ${event.value}, ${event.baseRevision}, ${event.outcome}, ${event.clientAt}, ${event.serverAt})`,
    );
    await tx.$executeRaw`
      INSERT INTO "ResponseEvent" ("id", "attemptId", "itemId", "seq", "clientId", "clientSeq", "kind", "value",
        "baseRevision", "outcome", "clientAt", "serverAt") VALUES ${Prisma.join(rows)}`;
  }
}

/** The current state of an item; `state` is JSON. */
export type ResponseState = { itemId: string; attemptId: string; state: string; updatedAt: Date };

/** Writes the current states of items, each in the place of the one before. */
export async function putResponses(tx: Tx, states: readonly ResponseState[]): Promise<void> {
  for (const slice of inSlices(states)) {
    const rows = slice.map(
      ({ itemId, attemptId, state, updatedAt }) => Prisma.sql`(${itemId}, ${attemptId}, ${state}, ${updatedAt})`,
    );
    await tx.$executeRaw`
      INSERT INTO "Response" ("itemId", "attemptId", "state", "updatedAt") VALUES ${Prisma.join(rows)}
      ON CONFLICT ("itemId") DO UPDATE SET "state" = excluded."state", "updatedAt" = excluded."updatedAt"`;
  }
}
