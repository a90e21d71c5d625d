import type { FoldedForm, FoldedItem } from "@/lib/core/item-analysis/counts/fold-sittings";
import { type FormCounts, formCountsSchema, mergeFormCounts } from "@/lib/core/item-analysis/counts/form-counts";
import { type ItemCounts, itemCountsSchema, mergeCounts } from "@/lib/core/item-analysis/counts/item-counts";
import type { Reader, Tx } from "@/lib/data/database";

// Engines take some ten thousand values in one statement.
const ROWS = 500;

type Generation = { packId: string; generation: number };

const itemCounts = (text: string): ItemCounts => itemCountsSchema.parse(JSON.parse(text));
const formCounts = (text: string): FormCounts => formCountsSchema.parse(JSON.parse(text));

const answers = ({ cells }: ItemCounts, counts: (cell: ItemCounts["cells"][number]) => boolean): number =>
  cells.reduce((sum, cell) => sum + (counts(cell) ? cell.n : 0), 0);

/** Adds folded answers to the rows of a generation, whose lock the caller holds. */
export async function addItemStatistics(
  tx: Tx,
  { packId, generation }: Generation,
  folded: readonly FoldedItem[],
): Promise<void> {
  if (folded.length === 0) return;
  // All rows of these units and windows are read and written again, whatever else there is: two statements for all.
  const where = {
    generation,
    unit: { in: [...new Set(folded.map(({ unit }) => unit))] },
    window: { in: [...new Set(folded.map(({ window }) => window))] },
  };
  const nameOf = (row: { unit: string; window: number; pilot: boolean }): string =>
    `${row.unit}/${row.window}/${row.pilot}`;
  const rows = new Map((await tx.itemStatistic.findMany({ where })).map((row) => [nameOf(row), row]));
  for (const { unit, window, pilot, subject, counts: added } of folded) {
    const name = nameOf({ unit, window, pilot });
    const known = rows.get(name);
    const counts = known === undefined ? added : mergeCounts([itemCounts(known.counts), added]);
    const n = answers(counts, () => true);
    const right = answers(counts, (cell) => cell.right);
    const text = JSON.stringify(counts);
    rows.set(name, { unit, generation, window, pilot, packId, subject, n, right, counts: text });
  }
  await tx.itemStatistic.deleteMany({ where });
  const data = [...rows.values()];
  for (let at = 0; at < data.length; at += ROWS) {
    await tx.itemStatistic.createMany({ data: data.slice(at, at + ROWS) });
  }
}

/** Adds folded attempts to the rows of a generation, whose lock the caller holds. */
export async function addFormStatistics(
  tx: Tx,
  { packId, generation }: Generation,
  folded: readonly FoldedForm[],
): Promise<void> {
  for (const { examId, blueprintId, length, counts: added } of folded) {
    const key = { packId, generation, examId, blueprintId, length };
    const where = { packId_generation_examId_blueprintId_length: key };
    const known = await tx.formStatistic.findUnique({ where, select: { counts: true } });
    const counts = known === null ? added : mergeFormCounts([formCounts(known.counts), added]);
    const data = { n: counts.scores.reduce((sum, many) => sum + many, 0), counts: JSON.stringify(counts) };
    if (known === null) await tx.formStatistic.create({ data: { ...key, ...data } });
    else await tx.formStatistic.update({ where, data });
  }
}

/** Takes away all counts of a pack but those of one generation. */
export async function keepGeneration(tx: Tx, { packId, generation }: Generation): Promise<void> {
  await tx.itemStatistic.deleteMany({ where: { packId, generation: { not: generation } } });
  await tx.formStatistic.deleteMany({ where: { packId, generation: { not: generation } } });
}

/** Takes away the counts of one generation of a pack. */
export async function dropGeneration(tx: Tx, { packId, generation }: Generation): Promise<void> {
  await tx.itemStatistic.deleteMany({ where: { packId, generation } });
  await tx.formStatistic.deleteMany({ where: { packId, generation } });
}

/** The questions and families that a generation has answers to. */
export async function listSubjects(db: Reader, { packId, generation }: Generation): Promise<string[]> {
  const rows = await db.itemStatistic.groupBy({
    by: ["subject"],
    where: { packId, generation },
    orderBy: { subject: "asc" },
  });
  return rows.map(({ subject }) => subject);
}

export type CountedRow = { unit: string; window: number; pilot: boolean; counts: ItemCounts };

/** The counts of these versions and families. */
export async function listItemStatistics(
  db: Reader,
  generation: number,
  units: readonly string[],
): Promise<CountedRow[]> {
  const rows = await db.itemStatistic.findMany({
    where: { generation, unit: { in: [...units] } },
    orderBy: [{ unit: "asc" }, { window: "asc" }, { pilot: "asc" }],
    select: { unit: true, window: true, pilot: true, counts: true },
  });
  return rows.map((row) => ({ ...row, counts: itemCounts(row.counts) }));
}

/** How many answers each version of a question has, and how many of them right. */
export async function countByVersion(
  db: Reader,
  generation: number,
  questionId: string,
): Promise<{ versionId: string; n: number; right: number }[]> {
  const rows = await db.itemStatistic.groupBy({
    by: ["unit"],
    where: { generation, subject: questionId },
    _sum: { n: true, right: true },
    orderBy: { unit: "asc" },
  });
  return rows.map(({ unit, _sum }) => ({ versionId: unit, n: _sum.n ?? 0, right: _sum.right ?? 0 }));
}

export type FormRow = { examId: string; blueprintId: string; length: number; counts: FormCounts };

/** The counts of all blueprints of a pack that were sat. */
export async function listFormStatistics(db: Reader, { packId, generation }: Generation): Promise<FormRow[]> {
  const rows = await db.formStatistic.findMany({
    where: { packId, generation },
    orderBy: [{ examId: "asc" }, { blueprintId: "asc" }, { length: "asc" }],
    select: { examId: true, blueprintId: true, length: true, counts: true },
  });
  return rows.map((row) => ({ ...row, counts: formCounts(row.counts) }));
}
