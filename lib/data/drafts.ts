import { z } from "zod";
import { type DraftFile, draftFileSchema, unitIdOf } from "@/lib/core/authoring/draft-file";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate, toEpochMs } from "./time";

export const draftStateSchema = z.enum(["draft", "in-review"]);
export type DraftState = z.infer<typeof draftStateSchema>;

export type DraftRow = {
  id: string;
  packId: string;
  unitId: string;
  file: DraftFile;
  state: DraftState;
  /** Question id → the published version that it began from; nothing for what is new. */
  base: Record<string, string>;
  revision: number;
  /** The id that the browser gave the last save. */
  saveId: string | null;
  createdBy: string;
  editedBy: string;
  submittedBy: string | null;
  submittedAt: EpochMs | null;
  createdAt: EpochMs;
  updatedAt: EpochMs;
};

const baseSchema = z.record(z.string(), z.string());
type Stored = NonNullable<Awaited<ReturnType<Reader["draft"]["findUnique"]>>>;

const rowOf = (row: Stored): DraftRow => ({
  id: row.id,
  packId: row.packId,
  unitId: row.unitId,
  file: draftFileSchema.parse(JSON.parse(row.content)),
  state: draftStateSchema.parse(row.state),
  base: baseSchema.parse(JSON.parse(row.base)),
  revision: row.revision,
  saveId: row.saveId,
  createdBy: row.createdBy,
  editedBy: row.editedBy,
  submittedBy: row.submittedBy,
  submittedAt: row.submittedAt === null ? null : toEpochMs(row.submittedAt),
  createdAt: toEpochMs(row.createdAt),
  updatedAt: toEpochMs(row.updatedAt),
});

export async function findDraft(db: Reader, id: string): Promise<DraftRow | null> {
  const row = await db.draft.findUnique({ where: { id } });
  return row === null ? null : rowOf(row);
}

/** The draft of a question or case; null where nobody is writing one. */
export async function findDraftOf(db: Reader, unitId: string): Promise<DraftRow | null> {
  const row = await db.draft.findUnique({ where: { unitId } });
  return row === null ? null : rowOf(row);
}

/** The drafts of a pack, those changed last first. */
export async function listDrafts(db: Reader, packId: string, state?: DraftState): Promise<DraftRow[]> {
  const rows = await db.draft.findMany({
    where: { packId, ...(state === undefined ? {} : { state }) },
    orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
  });
  return rows.map(rowOf);
}

/** How many files of a pack are being written. */
export const countDrafts = (db: Reader, packId: string): Promise<number> => db.draft.count({ where: { packId } });

/** What waits for a review, in every pack, what was handed in first first. */
export async function listHandedIn(db: Reader): Promise<DraftRow[]> {
  const rows = await db.draft.findMany({
    where: { state: "in-review" },
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
  });
  return rows.map(rowOf);
}

/** How many drafts wait for a review by this person: somebody else wrote them and handed them in. */
export const countHandedInByOthers = (db: Reader, personId: string): Promise<number> =>
  db.draft.count({
    where: { state: "in-review", editedBy: { not: personId }, submittedBy: { not: personId } },
  });
/** Ids that one statement asks for. */
const MOST_ASKED = 400;

/** Which of these ids a question, a case or a draft has already, in any pack. */
export async function listTakenIds(db: Reader, ids: readonly string[]): Promise<Set<string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length > MOST_ASKED) {
    const rest = await listTakenIds(db, wanted.slice(MOST_ASKED));
    return new Set([...(await listTakenIds(db, wanted.slice(0, MOST_ASKED))), ...rest]);
  }
  const questions = await db.question.findMany({
    where: { OR: [{ id: { in: wanted } }, { caseId: { in: wanted } }] },
    select: { id: true, caseId: true },
  });
  const drafts = await db.draft.findMany({ where: { unitId: { in: wanted } }, select: { unitId: true } });
  const known = [...questions.flatMap(({ id, caseId }) => [id, caseId ?? id]), ...drafts.map(({ unitId }) => unitId)];
  return new Set(known.filter((id) => wanted.includes(id)));
}

/** A draft that begins; `base` as in `DraftRow`. */
export type NewDraft = { packId: string; file: DraftFile; base: Readonly<Record<string, string>>; by: string };

/** Rows of one statement: within what either engine binds. */
const AT_ONCE = 100;

/** Stores new drafts and returns their ids, in order. The ids of their units must be free among drafts. */
export async function createDrafts(tx: Tx, drafts: readonly NewDraft[], now: EpochMs): Promise<string[]> {
  const rows = drafts.map((draft) => ({
    id: newId(),
    packId: draft.packId,
    unitId: unitIdOf(draft.file),
    content: JSON.stringify(draft.file),
    base: JSON.stringify(draft.base),
    createdBy: draft.by,
    editedBy: draft.by,
    createdAt: toDate(now),
    updatedAt: toDate(now),
  }));
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    await tx.draft.createMany({ data: rows.slice(start, start + AT_ONCE) });
  }
  return rows.map(({ id }) => id);
}

/** Stores a new draft and returns its id. The unit's id must be free among drafts. */
export async function createDraft(tx: Tx, draft: NewDraft, now: EpochMs): Promise<string> {
  const [id = ""] = await createDrafts(tx, [draft], now);
  return id;
}

/** Stores what was written if nobody else has since `revision`. Returns the new revision, or null: somebody has. */
export async function saveDraft(
  tx: Tx,
  save: { id: string; revision: number; file: DraftFile; by: string; saveId: string | null },
  now: EpochMs,
): Promise<number | null> {
  const { count } = await tx.draft.updateMany({
    where: { id: save.id, revision: save.revision, state: "draft" },
    data: {
      unitId: unitIdOf(save.file),
      content: JSON.stringify(save.file),
      editedBy: save.by,
      saveId: save.saveId,
      revision: save.revision + 1,
      updatedAt: toDate(now),
    },
  });
  return count === 0 ? null : save.revision + 1;
}

/** Hands a draft in, or back to its author. Returns whether it still stood at `revision`. */
export async function setDraftState(
  tx: Tx,
  change: { id: string; revision: number; state: DraftState; submittedBy: string | null },
  now: EpochMs,
): Promise<boolean> {
  const { count } = await tx.draft.updateMany({
    where: { id: change.id, revision: change.revision },
    data: {
      state: change.state,
      submittedBy: change.submittedBy,
      submittedAt: change.submittedBy === null ? null : toDate(now),
      revision: change.revision + 1,
      updatedAt: toDate(now),
    },
  });
  return count === 1;
}

/** Takes a draft away: it was published or discarded. Returns whether it still stood at `revision`. */
export async function removeDraft(tx: Tx, id: string, revision: number): Promise<boolean> {
  return (await tx.draft.deleteMany({ where: { id, revision } })).count === 1;
}
