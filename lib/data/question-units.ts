import { type DraftFile, draftFileSchema } from "@/lib/core/authoring/draft-file";
import type { Reader } from "./database";

/** A question of a unit, in the order of its case. */
export type UnitQuestion = { id: string; caseId: string | null; versionId: string; isPublished: boolean };

/** What stands under the id of a question or case. */
export type StoredUnit = { packId: string; isDraw: boolean; questions: UnitQuestion[] };

/** Ids that one statement asks for. */
const AT_ONCE = 400;

function* pieces(ids: Iterable<string>): Generator<string[]> {
  const all = [...new Set(ids)];
  for (let start = 0; start < all.length; start += AT_ONCE) yield all.slice(start, start + AT_ONCE);
}

/** The questions and cases that have these ids as the ids of their files, retired ones too. */
export async function findUnits(db: Reader, unitIds: readonly string[]): Promise<Map<string, StoredUnit>> {
  const units = new Map<string, StoredUnit>();
  for (const ids of pieces(unitIds)) {
    const rows = await db.question.findMany({
      where: { OR: [{ id: { in: ids }, caseId: null }, { caseId: { in: ids } }] },
      orderBy: [{ caseIndex: "asc" }, { id: "asc" }],
      select: { id: true, packId: true, caseId: true, family: true, state: true, versionId: true },
    });
    for (const { id, packId, caseId, family, state, versionId } of rows) {
      if (versionId === null) continue;
      const unit = units.get(caseId ?? id) ?? { packId, isDraw: family !== null, questions: [] };
      unit.questions.push({ id, caseId, versionId, isPublished: state === "published" });
      units.set(caseId ?? id, unit);
    }
  }
  // A question that was taken out of its case stays behind as retired.
  for (const unit of units.values()) {
    const published = unit.questions.filter(({ isPublished }) => isPublished);
    if (published.length > 0) unit.questions = published;
  }
  return units;
}

/** What is being written under these ids. */
export async function findDraftFiles(db: Reader, unitIds: readonly string[]) {
  const found = new Map<string, { packId: string; file: DraftFile }>();
  for (const ids of pieces(unitIds)) {
    const rows = await db.draft.findMany({
      where: { unitId: { in: ids } },
      select: { unitId: true, packId: true, content: true },
    });
    for (const { unitId, packId, content } of rows)
      found.set(unitId, { packId, file: draftFileSchema.parse(JSON.parse(content)) });
  }
  return found;
}

/** The questions of a pack in a state, narrowed as asked, cases together and in their order. */
export async function listExportable(
  db: Reader,
  packId: string,
  filter: { state: string; lesson?: string; type?: string; ids?: readonly string[] },
): Promise<{ id: string; versionId: string; isDraw: boolean }[]> {
  const { state, lesson, type, ids } = filter;
  const rows = await db.question.findMany({
    where: {
      packId,
      state,
      ...(lesson === undefined ? {} : { lesson }),
      ...(type === undefined ? {} : { type }),
      ...(ids === undefined ? {} : { id: { in: [...ids] } }),
    },
    orderBy: { id: "asc" },
    select: { id: true, caseId: true, caseIndex: true, family: true, versionId: true },
  });
  const placeOf = (row: { id: string; caseId: string | null }): string => row.caseId ?? row.id;
  return rows
    .sort((a, b) =>
      placeOf(a) === placeOf(b) ? (a.caseIndex ?? 0) - (b.caseIndex ?? 0) : placeOf(a) < placeOf(b) ? -1 : 1,
    )
    .flatMap(({ id, versionId, family }) => (versionId === null ? [] : [{ id, versionId, isDraw: family !== null }]));
}

/** How many written questions of a pack are in a state; draws of families are code. */
export const countExportable = (db: Reader, packId: string, state: string): Promise<number> =>
  db.question.count({ where: { packId, state, family: null, versionId: { not: null } } });
