import { z } from "zod";
import type { Reader } from "@/lib/data/database";

const publishedSchema = z.array(z.object({ versionId: z.string() }));

/** The versions that new forms take of the published questions of a pack, in the order of the questions' ids. */
export async function selectPublished(db: Reader, packId: string): Promise<string[]> {
  const rows = await db.$queryRaw`
    SELECT "versionId" FROM "Question"
    WHERE "packId" = ${packId} AND "state" = 'published' AND "versionId" IS NOT NULL ORDER BY "id"`;
  return publishedSchema.parse(rows).map(({ versionId }) => versionId);
}
