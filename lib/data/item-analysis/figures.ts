import { z } from "zod";
import { UNFLAGGED } from "@/lib/core/item-analysis/flags/urgency";
import {
  type ItemFigure,
  type PilotKind,
  pilotKindSchema,
  type RaisedKind,
  raisedKindSchema,
} from "@/lib/core/item-analysis/judged/figure";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "@/lib/data/database";
import { toDate } from "@/lib/data/time";

const contentSchema = z.strictObject({
  flags: z.array(z.strictObject({ kind: raisedKindSchema, words: z.string() })),
  pilot: z.strictObject({ kind: pilotKindSchema, words: z.string() }).nullable(),
  questionId: z.string(),
});

const NO_FLAGS = " ";
const NO_CONTENT = JSON.stringify({ flags: [], pilot: null, questionId: "" });

/** Says that the counts of these questions or families changed; the sweeper works their figures out anew. */
export async function markCounted(tx: Tx, packId: string, subjects: readonly string[], now: EpochMs): Promise<void> {
  const names = [...new Set(subjects)];
  const known = await tx.itemFigure.findMany({ where: { subject: { in: names } }, select: { subject: true } });
  await tx.itemFigure.updateMany({ where: { subject: { in: names } }, data: { stale: true } });
  const have = new Set(known.map(({ subject }) => subject));
  await tx.itemFigure.createMany({
    data: names
      .filter((subject) => !have.has(subject))
      .map((subject) => ({
        ...{ subject, packId, lesson: "", n: 0, rank: UNFLAGGED, flags: NO_FLAGS },
        ...{ content: NO_CONTENT, stale: true, updatedAt: toDate(now) },
      })),
  });
}

/**
 * Says that something else about these questions changed, such as the version that is published or whether it is: for
 * whoever publishes, retires or repairs one. What has no figures needs none.
 */
export async function markStale(tx: Tx, questionIds: readonly string[]): Promise<void> {
  const rows = await tx.question.findMany({
    where: { id: { in: [...questionIds] } },
    select: { id: true, family: true },
  });
  const subjects = rows.map(({ id, family }) => family ?? id);
  await tx.itemFigure.updateMany({ where: { subject: { in: subjects } }, data: { stale: true } });
}

/** Marks all figures of a pack, as after a recount. */
export async function markAllStale(tx: Tx, packId: string): Promise<void> {
  await tx.itemFigure.updateMany({ where: { packId }, data: { stale: true } });
}

/** Packs with figures to work out anew. */
export async function packsWithStale(db: Reader): Promise<string[]> {
  const rows = await db.itemFigure.groupBy({ by: ["packId"], where: { stale: true }, orderBy: { packId: "asc" } });
  return rows.map(({ packId }) => packId);
}

/** Questions and families of a pack whose figures are to be worked out anew. */
export async function listStale(db: Reader, packId: string, take: number): Promise<string[]> {
  const rows = await db.itemFigure.findMany({
    where: { packId, stale: true },
    orderBy: { subject: "asc" },
    take,
    select: { subject: true },
  });
  return rows.map(({ subject }) => subject);
}

/** The published questions behind subjects, by subject. */
export async function findBehind(
  db: Reader,
  packId: string,
  subjects: readonly string[],
): Promise<Map<string, { id: string; lesson: string; family: string | null; versionId: string }[]>> {
  const rows = await db.question.findMany({
    where: {
      packId,
      state: "published",
      versionId: { not: null },
      OR: [{ id: { in: [...subjects] }, family: null }, { family: { in: [...subjects] } }],
    },
    orderBy: { id: "asc" },
    select: { id: true, lesson: true, family: true, versionId: true },
  });
  const behind = new Map<string, { id: string; lesson: string; family: string | null; versionId: string }[]>();
  for (const { versionId, ...row } of rows) {
    const subject = row.family ?? row.id;
    if (versionId !== null) behind.set(subject, [...(behind.get(subject) ?? []), { ...row, versionId }]);
  }
  return behind;
}

/** Writes the figures of a question or family and the flags of its questions. */
export async function saveFigure(
  tx: Tx,
  figure: ItemFigure,
  questionIds: readonly string[],
  now: EpochMs,
): Promise<void> {
  const { subject, lesson, n, p, discrimination, rank, flags, pilot, questionId } = figure;
  const kinds = [...new Set(flags.map(({ kind }) => kind))];
  await tx.itemFigure.update({
    where: { subject },
    data: {
      ...{ lesson, n, p, discrimination, rank, flags: ` ${kinds.join(" ")} `, pilot: pilot?.kind ?? null },
      content: JSON.stringify({ flags, pilot, questionId }),
      stale: false,
      updatedAt: toDate(now),
    },
  });
  await tx.questionFlag.deleteMany({ where: { questionId: { in: [...questionIds] } } });
  await tx.questionFlag.createMany({
    data: questionIds.flatMap((id) => kinds.map((kind) => ({ questionId: id, kind }))),
  });
}

/** Empties the figures of what has no answers to a published version, and takes its flags away. */
export async function emptyFigure(tx: Tx, subject: string, now: EpochMs): Promise<void> {
  await tx.itemFigure.update({
    where: { subject },
    data: {
      ...{ n: 0, p: null, discrimination: null, rank: UNFLAGGED, flags: NO_FLAGS, pilot: null },
      ...{ content: NO_CONTENT, stale: false, updatedAt: toDate(now) },
    },
  });
  await tx.questionFlag.deleteMany({ where: { question: { OR: [{ id: subject }, { family: subject }] } } });
}

/** Which figures a list shows. */
export type FigureFilter = { kind: "all" } | { kind: "flag"; flag: RaisedKind } | { kind: "pilot"; pilot: PilotKind };

const scope = (packId: string, filter: FigureFilter) => {
  // What has no answers to its published version has nothing to show.
  const whole = { packId, n: { gt: 0 } };
  switch (filter.kind) {
    case "all":
      return whole;
    case "flag":
      return { ...whole, flags: { contains: ` ${filter.flag} ` } };
    case "pilot":
      return { ...whole, pilot: filter.pilot };
  }
};

/** How many figures of a pack a list shows. */
export const countFigures = (db: Reader, packId: string, filter: FigureFilter): Promise<number> =>
  db.itemFigure.count({ where: scope(packId, filter) });

/** How many published questions a pack has, a family as one. */
export async function countSubjects(db: Reader, packId: string): Promise<number> {
  const where = { packId, state: "published", versionId: { not: null } };
  const written = await db.question.count({ where: { ...where, family: null } });
  const families = await db.question.groupBy({ by: ["family"], where: { ...where, family: { not: null } } });
  return written + families.length;
}

/** A page of figures, the most urgent first; `after` is the last one of the page before. */
export async function listFigures(
  db: Reader,
  packId: string,
  filter: FigureFilter,
  page: { after: string | null; take: number },
): Promise<ItemFigure[]> {
  const last =
    page.after === null
      ? null
      : await db.itemFigure.findUnique({ where: { subject: page.after }, select: { rank: true, subject: true } });
  const rows = await db.itemFigure.findMany({
    where: {
      ...scope(packId, filter),
      ...(last === null
        ? {}
        : { OR: [{ rank: { gt: last.rank } }, { rank: last.rank, subject: { gt: last.subject } }] }),
    },
    orderBy: [{ rank: "asc" }, { subject: "asc" }],
    take: page.take,
  });
  return rows.map(({ subject, lesson, n, p, discrimination, rank, content }) => ({
    ...{ subject, lesson, n, p, discrimination, rank },
    ...contentSchema.parse(JSON.parse(content)),
  }));
}
