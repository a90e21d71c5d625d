import { z } from "zod";
import type { Reader } from "@/lib/data/database";
import { Prisma } from "@/lib/data/generated/sqlite/client";
import { inSlices } from "./in-slices";
import { timeSchema, truthSchema, wholeSchema } from "./stored-values";

// What every page of an attempt and every ending of one reads, in one statement each, where Prisma takes two and several
// times as long to hand the rows out.

const itemsSchema = z.array(
  z.object({
    id: z.string(),
    attemptId: z.string(),
    position: wholeSchema,
    questionId: z.string(),
    questionVersionId: z.string(),
    pilot: truthSchema,
    dropped: truthSchema,
    presented: z.string(),
    checkedAt: timeSchema.nullable(),
    outcome: z.string().nullable(),
    evidence: z.string().nullable(),
    spentMs: wholeSchema.nullable(),
    state: z.string().nullable(),
  }),
);

/** An item as it is stored, with its current state; `presented`, `evidence` and `state` are JSON. */
export type ItemRecord = z.infer<typeof itemsSchema>[number];

/** The items of these attempts, or those with the given ids; each attempt's in their order. */
export async function selectItems(
  db: Reader,
  attemptIds: readonly string[],
  ids?: readonly string[],
): Promise<ItemRecord[]> {
  const items: ItemRecord[] = [];
  if (ids?.length === 0) return items;
  const named = ids === undefined ? Prisma.empty : Prisma.sql`AND i."id" IN (${Prisma.join([...ids])})`;
  for (const slice of inSlices(attemptIds)) {
    const rows = await db.$queryRaw`
      SELECT i."id", i."attemptId", i."position", i."questionId", i."questionVersionId", i."pilot", i."dropped",
        i."presented", i."checkedAt", i."outcome", i."evidence", i."spentMs", r."state"
      FROM "AttemptItem" i LEFT JOIN "Response" r ON r."itemId" = i."id"
      WHERE i."attemptId" IN (${Prisma.join([...slice])}) ${named} ORDER BY i."attemptId", i."position"`;
    items.push(...itemsSchema.parse(rows));
  }
  return items;
}

const eventsSchema = z.array(
  z.object({
    attemptId: z.string(),
    itemId: z.string(),
    seq: wholeSchema,
    clientId: z.string(),
    clientSeq: wholeSchema,
    kind: z.string(),
    value: z.string(),
    baseRevision: wholeSchema,
    outcome: z.string(),
    clientAt: timeSchema,
    serverAt: timeSchema,
  }),
);

/** An event as it is stored; `value` is JSON. */
export type EventRecord = z.infer<typeof eventsSchema>[number];

/** The events of these attempts, each attempt's in the order of their arrival. */
export async function selectEvents(db: Reader, attemptIds: readonly string[]): Promise<EventRecord[]> {
  const events: EventRecord[] = [];
  for (const slice of inSlices(attemptIds)) {
    const rows = await db.$queryRaw`
      SELECT "attemptId", "itemId", "seq", "clientId", "clientSeq", "kind", "value", "baseRevision", "outcome", "clientAt",
        "serverAt"
      FROM "ResponseEvent" WHERE "attemptId" IN (${Prisma.join([...slice])}) ORDER BY "attemptId", "seq"`;
    events.push(...eventsSchema.parse(rows));
  }
  return events;
}

const shownSchema = z.array(z.object({ id: z.string(), questionId: z.string() }));

/**
 * The items of somebody's attempts that show one of these questions. By way of their attempts, of which there are few: by
 * way of the questions it would be everybody's, and SQLite has no figures to know that by. It takes a CROSS JOIN in the
 * order in which it stands.
 */
export async function selectShown(db: Reader, userId: string, questionIds: readonly string[]) {
  const shown: z.infer<typeof shownSchema> = [];
  for (const slice of inSlices(questionIds)) {
    const rows = await db.$queryRaw`
      SELECT i."id", i."questionId" FROM "Attempt" a CROSS JOIN "AttemptItem" i
      WHERE a."userId" = ${userId} AND i."attemptId" = a."id" AND i."questionId" IN (${Prisma.join([...slice])})`;
    shown.push(...shownSchema.parse(rows));
  }
  return shown;
}
