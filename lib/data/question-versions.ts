import { type ServedQuestion, servedQuestionSchema } from "@/lib/core/question/served";
import { isStale } from "@/lib/core/question/stale";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { KeptById } from "@/lib/core/shared/kept-by-id";
import { env } from "@/lib/env";
import type { Reader } from "./database";
import { toDay } from "./time";

// A version never changes, so a copy in this process cannot be out of date.
const parsed = new KeptById<ServedQuestion>(5_000);

/** The questions behind version ids, read once per process. Throws when one is missing: attempts point at nothing else. */
export async function getServedQuestions(
  db: Reader,
  versionIds: readonly string[],
): Promise<Map<string, ServedQuestion>> {
  const served = await parsed.get(versionIds, async (missing) => {
    const rows = await db.questionVersion.findMany({
      where: { id: { in: [...missing] } },
      select: { id: true, content: true },
    });
    return new Map(rows.map(({ id, content }) => [id, servedQuestionSchema.parse(JSON.parse(content))]));
  });
  const lacking = versionIds.find((id) => !served.has(id));
  if (lacking !== undefined) throw new Error(`question version ${lacking} is missing`);
  return served;
}

const writtenChoices = (packId: string) => ({
  packId,
  state: "published",
  family: null,
  type: { in: ["multiple-choice", "multiple-response"] },
});

/** Changes whenever the published choice questions that somebody wrote do. */
export async function markOfChoices(db: Reader, packId: string): Promise<string> {
  const found = await db.question.aggregate({
    where: writtenChoices(packId),
    _count: true,
    _max: { updatedAt: true, versionId: true },
  });
  return `${found._count} ${found._max.updatedAt?.toISOString() ?? ""} ${found._max.versionId ?? ""}`;
}

/** The versions of the published choice questions of a pack that somebody wrote, the first so many of them. */
export async function listWrittenChoices(db: Reader, packId: string, most: number): Promise<string[]> {
  const rows = await db.question.findMany({
    where: writtenChoices(packId),
    orderBy: { id: "asc" },
    take: most,
    select: { versionId: true },
  });
  return rows.flatMap(({ versionId }) => versionId ?? []);
}

/**
 * Questions for new exams: all of them, or, where the instance says so, without those that were last verified over
 * twelve months ago.
 */
export async function forNewExams<T extends { versionId: string }>(
  db: Reader,
  questions: readonly T[],
  now: EpochMs,
  policy = env().staleQuestions,
): Promise<T[]> {
  if (policy === "keep") return [...questions];
  const today = toDay(now);
  const verified = await findVerifiedOn(
    db,
    questions.map(({ versionId }) => versionId),
  );
  return questions.filter(({ versionId }) => !isStale(verified.get(versionId) ?? "", today));
}

/** When each version was last verified; this may change without a new version. */
export async function findVerifiedOn(db: Reader, versionIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.questionVersion.findMany({
    where: { id: { in: [...new Set(versionIds)] } },
    select: { id: true, verifiedOn: true },
  });
  return new Map(rows.map((row) => [row.id, row.verifiedOn]));
}

/** The blind review of each version, as it was stored; null where there was none. */
export async function findReviews(db: Reader, versionIds: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await db.questionVersion.findMany({
    where: { id: { in: [...new Set(versionIds)] } },
    select: { id: true, review: true },
  });
  return new Map(rows.map((row) => [row.id, row.review]));
}

/** The number of each of these versions within its question. */
export async function findVersionNumbers(db: Reader, versionIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.questionVersion.findMany({
    where: { id: { in: [...versionIds] } },
    select: { id: true, version: true },
  });
  return new Map(rows.map(({ id, version }) => [id, version]));
}
