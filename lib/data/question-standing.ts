import { type ServedQuestion, servedQuestionSchema } from "@/lib/core/question/served";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader } from "./database";
import { countDrafts } from "./drafts";
import { toEpochMs } from "./time";

/** Where a question of the bank stands: to which file it belongs and which version new forms take. */
export type Standing = {
  id: string;
  packId: string;
  unitId: string;
  versionId: string;
  version: number;
  state: string;
};

const select = { id: true, packId: true, caseId: true, versionId: true, state: true } as const;
type Row = { id: string; packId: string; caseId: string | null; versionId: string | null; state: string };

async function standingsOf(db: Reader, rows: readonly Row[]): Promise<Standing[]> {
  const versions = await db.questionVersion.findMany({
    where: { id: { in: rows.flatMap(({ versionId }) => versionId ?? []) } },
    select: { id: true, version: true },
  });
  const numbers = new Map(versions.map(({ id, version }) => [id, version]));
  return rows.flatMap(({ id, packId, caseId, versionId, state }) =>
    versionId === null
      ? []
      : [{ id, packId, unitId: caseId ?? id, versionId, version: numbers.get(versionId) ?? 0, state }],
  );
}

/** The questions that have one of these ids, and those that are published in the file of this unit. */
export async function listStandings(db: Reader, unitId: string, ids: readonly string[]): Promise<Standing[]> {
  const rows = await db.question.findMany({
    where: { OR: [{ id: { in: [...ids, unitId] } }, { caseId: unitId, state: "published" }] },
    orderBy: [{ caseIndex: "asc" }, { id: "asc" }],
    select,
  });
  return standingsOf(db, rows);
}

/** A version of a question, as its history tells it. */
export type VersionRow = {
  id: string;
  version: number;
  hash: string;
  source: string;
  verifiedOn: string;
  review: string | null;
  at: EpochMs;
};

/** Every version of a question, the newest first. */
export async function listVersions(db: Reader, questionId: string): Promise<VersionRow[]> {
  const rows = await db.questionVersion.findMany({
    where: { questionId },
    orderBy: { version: "desc" },
    select: { id: true, version: true, hash: true, source: true, verifiedOn: true, review: true, createdAt: true },
  });
  return rows.map(({ createdAt, ...row }) => ({ ...row, at: toEpochMs(createdAt) }));
}

/** A question of the bank as its file would say it, with what tells versions apart. */
export type PublishedQuestion = {
  id: string;
  served: ServedQuestion;
  hash: string;
  verifiedOn: string;
  review: string | null;
};

/** Every published question of a pack in the version that new forms take. */
export async function listPublished(db: Reader, packId: string): Promise<PublishedQuestion[]> {
  const rows = await db.question.findMany({
    where: { packId, state: "published", versionId: { not: null } },
    orderBy: { id: "asc" },
    select: { id: true, versionId: true },
  });
  const versions = await db.questionVersion.findMany({
    where: { id: { in: rows.flatMap(({ versionId }) => versionId ?? []) } },
    select: { id: true, hash: true, verifiedOn: true, review: true, content: true },
  });
  const byId = new Map(versions.map((version) => [version.id, version]));
  return rows.flatMap(({ id, versionId }) => {
    const version = byId.get(versionId ?? "");
    if (version === undefined) return [];
    const { hash, verifiedOn, review, content } = version;
    return [{ id, served: servedQuestionSchema.parse(JSON.parse(content)), hash, verifiedOn, review }];
  });
}

/** How many questions of a pack are retired, and how many drafts are written. */
export async function countUnpublished(db: Reader, packId: string): Promise<{ retired: number; drafts: number }> {
  return {
    retired: await db.question.count({ where: { packId, state: "retired" } }),
    drafts: await countDrafts(db, packId),
  };
}

/** Draws that somebody retired by hand: their family draws them again where nobody knows of it. */
export async function listRetiredDraws(db: Reader, packId: string): Promise<string[]> {
  const rows = await db.question.findMany({
    where: { packId, state: "retired", stateByHand: true, family: { not: null } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
