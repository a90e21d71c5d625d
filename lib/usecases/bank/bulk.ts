import { type Context, can } from "@/lib/core/access/viewer";
import type { AddressParams } from "@/lib/core/authoring/bank/bank-query";
import { type BulkChange, bulkChangeSchema, changeInWords, namesExist } from "@/lib/core/authoring/bulk/bulk-change";
import { type BulkSelection, readSelection } from "@/lib/core/authoring/bulk/selection";
import type { PackView } from "@/lib/core/pack/pack-view";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import type { ListedQuestion } from "@/lib/data/bank-list";
import {
  type BulkItem,
  type BulkItemState,
  type BulkSummary,
  countBulkItems,
  createBulkChange,
  findBulkChange,
  listBulkChanges,
  listBulkItems,
  lockBulkChange,
  setBulkState,
} from "@/lib/data/bulk-changes";
import { database, type Tx } from "@/lib/data/database";
import { findPackView } from "@/lib/data/packs";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { changeNext, undoNext } from "./bulk-steps";
import { type BulkPlan, blueprintWarnings, listSelected, MOST_AT_ONCE, planBulk } from "./plan-bulk";

export type BulkPreview = {
  pack: PackView;
  recent: BulkSummary[];
  /** Null: nothing is selected, or the address cannot be read. */
  selected: { selection: BulkSelection; rows: ListedQuestion[]; total: number; tooMany: boolean } | null;
  unreadable: boolean;
  /** What the change would do; null while none has been said in full. */
  planned: (BulkPlan & { change: BulkChange; warnings: string[] }) | null;
};

const RECENT = 8;

/** What an address selects, and what the change that it says would do, for those who write the bank; null for others. */
export async function previewBulk(context: Context, params: AddressParams): Promise<BulkPreview | null> {
  const { viewer, now } = context;
  if (!can(viewer, "writeBank")) return null;
  const { pack } = await getCurrentExam(viewer);
  const { reader } = await database();
  const recent = await listBulkChanges(reader, pack.id, RECENT);
  const selection = readSelection(params);
  if (!selection.ok)
    return { pack, recent, selected: null, unreadable: selection.error === "unreadable", planned: null };
  const { rows, total } = await listSelected(reader, pack, selection.value, now);
  const tooMany = total > MOST_AT_ONCE;
  const change = bulkChangeSchema.safeParse(
    Object.fromEntries(["do", "from", "to"].flatMap((name) => (params[name] ? [[name, params[name]]] : []))),
  );
  const isAskable = change.success && !tooMany && rows.length > 0 && namesExist(change.data, pack);
  const plan = isAskable ? await planBulk(reader, pack, rows, change.data, now) : null;
  const planned =
    plan === null || !change.success
      ? null
      : { ...plan, change: change.data, warnings: await blueprintWarnings(reader, pack, change.data, plan.targets) };
  return { pack, recent, selected: { selection: selection.value, rows, total, tooMany }, unreadable: false, planned };
}

/** `missing`: not theirs to do, or nothing of the kind; `changed`: the bank has moved on since the preview. */
export type BulkRefusal = "missing" | "changed";

/**
 * Begins a change of many questions as it was previewed (`seen`), and makes its first step in the same transaction: of
 * so many questions as one step takes, all are changed or none. Returns the change's id.
 */
export async function startBulk(
  context: Context,
  input: { selection: BulkSelection; change: BulkChange; reason: string; seen: string },
): Promise<Result<{ bulkId: string }, BulkRefusal>> {
  const { viewer, now } = context;
  if (!can(viewer, "writeBank")) return fail("missing");
  const { pack } = await getCurrentExam(viewer);
  const { change, reason } = input;
  if (!namesExist(change, pack)) return fail("missing");
  const db = await database();
  return db.transaction(async (tx): Promise<Result<{ bulkId: string }, BulkRefusal>> => {
    const { rows, total } = await listSelected(tx, pack, input.selection, now);
    if (total > MOST_AT_ONCE) return fail("missing");
    const plan = await planBulk(tx, pack, rows, change, now);
    if (plan.seen !== input.seen || plan.targets.length === 0) return fail("changed");
    const items = plan.targets.map(({ row, unitId }) => ({
      questionId: row.id,
      unitId,
      beforeVersion: row.versionId,
    }));
    const bulkId = await createBulkChange(tx, { packId: pack.id, actorId: viewer.userId, change, reason }, items, now);
    const detail = { change: changeInWords(change, pack), questions: String(items.length), reason };
    await recordAudit(tx, { actorId: viewer.userId, action: "bank-changed", subject: bulkId, detail }, now);
    await advance(tx, context, bulkId);
    return ok({ bulkId });
  });
}

/** One step of a change or of its undoing. Returns whether there was such a change. */
async function advance(tx: Tx, { viewer, now }: Context, bulkId: string): Promise<boolean> {
  const bulk = await lockBulkChange(tx, bulkId);
  const pack = bulk === null ? null : await findPackView(tx, bulk.packId);
  if (bulk === null || pack === null) return false;
  switch (bulk.state) {
    case "running":
      if (!(await changeNext(tx, bulk, pack, now))) await setBulkState(tx, bulkId, "done", now);
      return true;
    case "undoing":
      if (!(await undoNext(tx, bulk, pack, viewer.userId, now))) await setBulkState(tx, bulkId, "undone", now);
      return true;
    case "done":
    case "undone":
      return true;
  }
}

/** Goes on with a change, or with its undoing, by one step. Does nothing where it has come to its end. */
export async function continueBulk(context: Context, bulkId: string): Promise<Result<null, "missing">> {
  if (!can(context.viewer, "writeBank")) return fail("missing");
  const db = await database();
  return db.transaction(async (tx) => ((await advance(tx, context, bulkId)) ? ok(null) : fail("missing")));
}

/** Begins to undo a change, also one that has not come to its end, and makes the first step. */
export async function undoBulk(context: Context, bulkId: string): Promise<Result<null, "missing">> {
  const { viewer, now } = context;
  if (!can(viewer, "writeBank")) return fail("missing");
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, "missing">> => {
    const bulk = await lockBulkChange(tx, bulkId);
    if (bulk === null) return fail("missing");
    if (bulk.state === "undoing" || bulk.state === "undone") return ok(null);
    await setBulkState(tx, bulkId, "undoing", now);
    await recordAudit(tx, { actorId: viewer.userId, action: "bank-change-undone", subject: bulkId }, now);
    await advance(tx, context, bulkId);
    return ok(null);
  });
}

export type BulkReport = BulkSummary & {
  inWords: string;
  counts: Record<BulkItemState, number>;
  /** What was left or kept, and why. */
  notes: BulkItem[];
};

const NOTES = 50;

/** What became of a change, for those who write the bank; null for others, and where there is none. */
export async function getBulk(context: Context, bulkId: string): Promise<BulkReport | null> {
  if (!can(context.viewer, "writeBank")) return null;
  const { reader } = await database();
  const bulk = await findBulkChange(reader, bulkId);
  const pack = bulk === null ? null : await findPackView(reader, bulk.packId);
  if (bulk === null || pack === null) return null;
  return {
    ...bulk,
    inWords: changeInWords(bulk.change, pack),
    counts: await countBulkItems(reader, bulkId),
    notes: await listBulkItems(reader, bulkId, ["left", "kept"], NOTES),
  };
}
