import { type ServedQuestion, servedQuestionSchema } from "@/lib/core/question/served";
import type { Reader } from "./database";

// A version never changes, so a copy in this process cannot be out of date.
const parsed = new Map<string, ServedQuestion>();
const KEPT = 5_000;

/** The questions behind version ids, read once per process. Throws when one is missing: attempts point at nothing else. */
export async function getServedQuestions(
  db: Reader,
  versionIds: readonly string[],
): Promise<Map<string, ServedQuestion>> {
  const missing = [...new Set(versionIds)].filter((id) => !parsed.has(id));
  if (missing.length > 0) {
    if (parsed.size + missing.length > KEPT) parsed.clear();
    const rows = await db.questionVersion.findMany({
      where: { id: { in: missing } },
      select: { id: true, content: true },
    });
    for (const row of rows) parsed.set(row.id, servedQuestionSchema.parse(JSON.parse(row.content)));
  }
  return new Map(
    versionIds.map((id) => {
      const question = parsed.get(id);
      if (question === undefined) throw new Error(`question version ${id} is missing`);
      return [id, question];
    }),
  );
}

/** When each version was last verified; this may change without a new version. */
export async function findVerifiedOn(db: Reader, versionIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.questionVersion.findMany({
    where: { id: { in: [...new Set(versionIds)] } },
    select: { id: true, verifiedOn: true },
  });
  return new Map(rows.map((row) => [row.id, row.verifiedOn]));
}
