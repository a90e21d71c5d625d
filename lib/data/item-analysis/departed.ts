import {
  type Draw,
  type Folded,
  type FoldedForm,
  type FoldedItem,
  joinDraws,
} from "@/lib/core/item-analysis/counts/fold-sittings";
import { formCountsSchema, mergeFormCounts } from "@/lib/core/item-analysis/counts/form-counts";
import { itemCountsSchema, mergeCounts } from "@/lib/core/item-analysis/counts/item-counts";
import type { Reader, Tx } from "@/lib/data/database";
import { getServedQuestions } from "@/lib/data/question-versions";

const itemCounts = (text: string) => itemCountsSchema.parse(JSON.parse(text));
const formCounts = (text: string) => formCountsSchema.parse(JSON.parse(text));

async function addItem(tx: Tx, packId: string, { unit, window, pilot, subject, counts }: FoldedItem): Promise<void> {
  const where = { versionId_window_pilot: { versionId: unit, window, pilot } };
  const known = await tx.departedItem.findUnique({ where, select: { counts: true } });
  const all = known === null ? counts : mergeCounts([itemCounts(known.counts), counts]);
  const text = JSON.stringify(all);
  if (known !== null) await tx.departedItem.update({ where, data: { counts: text } });
  else await tx.departedItem.create({ data: { versionId: unit, window, pilot, packId, subject, counts: text } });
}

async function addForm(tx: Tx, packId: string, { counts, ...form }: FoldedForm): Promise<void> {
  const where = { packId_examId_blueprintId_length: { packId, ...form } };
  const known = await tx.departedForm.findUnique({ where, select: { counts: true } });
  const text = JSON.stringify(known === null ? counts : mergeFormCounts([formCounts(known.counts), counts]));
  if (known === null) await tx.departedForm.create({ data: { packId, ...form, counts: text } });
  else await tx.departedForm.update({ where, data: { counts: text } });
}

/** Adds what somebody who is deleted gave to the counts, folded by version; the caller holds the lock of the counts. */
export async function addDeparted(tx: Tx, packId: string, { items, forms }: Folded): Promise<void> {
  for (const item of items) await addItem(tx, packId, item);
  for (const form of forms) await addForm(tx, packId, form);
}

/** Those of these versions that are draws. */
async function drawsAmong(db: Reader, versionIds: readonly string[]): Promise<Map<string, Draw>> {
  const served = await getServedQuestions(db, versionIds);
  const families = [...served].flatMap(([id, { family }]) => (family === null ? [] : [{ id, family }]));
  const present = await db.question.findMany({
    where: { versionId: { in: families.map(({ id }) => id) } },
    select: { versionId: true },
  });
  const published = new Set(present.map(({ versionId }) => versionId));
  return new Map(families.map(({ id, family }) => [id, { family, isPresent: published.has(id) }]));
}

/** What all who are deleted gave to the counts of a pack, as a recount would have found it with the present draws. */
export async function readDeparted(db: Reader, packId: string): Promise<Folded> {
  const items = await db.departedItem.findMany({
    where: { packId },
    orderBy: [{ versionId: "asc" }, { window: "asc" }, { pilot: "asc" }],
  });
  const forms = await db.departedForm.findMany({
    where: { packId },
    orderBy: [{ examId: "asc" }, { blueprintId: "asc" }, { length: "asc" }],
  });
  const folded = {
    items: items.map(({ versionId, window, pilot, subject, counts }) => ({
      ...{ unit: versionId, window, pilot, subject },
      counts: itemCounts(counts),
    })),
    forms: forms.map(({ packId: _, counts, ...form }) => ({ ...form, counts: formCounts(counts) })),
  };
  const versions = new Set([
    ...folded.items.map(({ unit }) => unit),
    ...folded.forms.flatMap(({ counts }) => counts.items.map(([item]) => item)),
  ]);
  return joinDraws(folded, await drawsAmong(db, [...versions]));
}
