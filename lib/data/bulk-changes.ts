import { z } from "zod";
import { type BulkChange, bulkChangeSchema } from "@/lib/core/authoring/bulk/bulk-change";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate, toEpochMs } from "./time";

const stateSchema = z.enum(["running", "done", "undoing", "undone"]);
export type BulkState = z.infer<typeof stateSchema>;
/** `left`: not changed after all; `kept`: not undone, since somebody has changed it meanwhile. */
const itemStateSchema = z.enum(["waiting", "done", "left", "undone", "kept"]);
export type BulkItemState = z.infer<typeof itemStateSchema>;

export type BulkItem = {
  id: string;
  questionId: string;
  unitId: string;
  beforeVersion: string;
  afterVersion: string | null;
  state: BulkItemState;
  note: string;
};

export type BulkRow = {
  id: string;
  packId: string;
  actorId: string;
  change: BulkChange;
  reason: string;
  state: BulkState;
  createdAt: EpochMs;
};

type Stored = NonNullable<Awaited<ReturnType<Reader["bulkChange"]["findUnique"]>>>;
const rowOf = ({ id, packId, actorId, change, reason, state, createdAt }: Stored): BulkRow => ({
  id,
  packId,
  actorId,
  change: bulkChangeSchema.parse(JSON.parse(change)),
  reason,
  state: stateSchema.parse(state),
  createdAt: toEpochMs(createdAt),
});

/** Stores a change of many questions, of which none is changed yet. Returns its id. */
export async function createBulkChange(
  tx: Tx,
  bulk: Pick<BulkRow, "packId" | "actorId" | "change" | "reason">,
  items: readonly Pick<BulkItem, "questionId" | "unitId" | "beforeVersion">[],
  now: EpochMs,
): Promise<string> {
  const id = newId();
  const at = toDate(now);
  await tx.bulkChange.create({
    data: { ...bulk, id, change: JSON.stringify(bulk.change), createdAt: at, updatedAt: at },
  });
  await tx.bulkItem.createMany({
    data: items.map((item, position) => ({ ...item, id: newId(), changeId: id, position })),
  });
  return id;
}

/** `actor`: null where nobody is known by the id any more. */
export type BulkSummary = BulkRow & { actor: string | null };

async function withActors(db: Reader, rows: readonly BulkRow[]): Promise<BulkSummary[]> {
  const people = await db.user.findMany({
    where: { id: { in: [...new Set(rows.map(({ actorId }) => actorId))] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, actor: names.get(row.actorId) ?? null }));
}

export async function findBulkChange(db: Reader, id: string): Promise<BulkSummary | null> {
  const row = await db.bulkChange.findUnique({ where: { id } });
  return row === null ? null : ((await withActors(db, [rowOf(row)]))[0] ?? null);
}

/** The last changes of many questions of a pack, the newest first. */
export async function listBulkChanges(db: Reader, packId: string, take: number): Promise<BulkSummary[]> {
  const rows = await db.bulkChange.findMany({
    where: { packId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
  });
  return withActors(db, rows.map(rowOf));
}

/** As `findBulkChange`, holding the row until the transaction ends, so that two who go on with it do so in turn. */
export async function lockBulkChange(tx: Tx, id: string): Promise<BulkRow | null> {
  // Writing the id onto itself changes nothing and takes the row's lock on both engines.
  await tx.bulkChange.updateMany({ where: { id }, data: { id } });
  return findBulkChange(tx, id);
}

export async function setBulkState(tx: Tx, id: string, state: BulkState, now: EpochMs): Promise<void> {
  await tx.bulkChange.update({ where: { id }, data: { state, updatedAt: toDate(now) } });
}

/** The next questions of a change that stand in a state, in its order. */
export async function listBulkItems(
  db: Reader,
  changeId: string,
  states: readonly BulkItemState[],
  take: number,
): Promise<BulkItem[]> {
  const rows = await db.bulkItem.findMany({
    where: { changeId, state: { in: [...states] } },
    orderBy: { position: "asc" },
    take,
  });
  return rows.map(({ changeId: _, position: _position, ...row }) => ({
    ...row,
    state: itemStateSchema.parse(row.state),
  }));
}

export async function setBulkItem(
  tx: Tx,
  id: string,
  outcome: { state: BulkItemState; note?: string; afterVersion?: string },
): Promise<void> {
  await tx.bulkItem.update({ where: { id }, data: outcome });
}

/** How many questions of a change stand in each state. */
export async function countBulkItems(db: Reader, changeId: string): Promise<Record<BulkItemState, number>> {
  const rows = await db.bulkItem.groupBy({ by: ["state"], where: { changeId }, _count: { _all: true } });
  const counts: Record<BulkItemState, number> = { waiting: 0, done: 0, left: 0, undone: 0, kept: 0 };
  for (const { state, _count } of rows) counts[itemStateSchema.parse(state)] = _count._all;
  return counts;
}
