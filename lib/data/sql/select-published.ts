import { z } from "zod";
import type { Reader } from "@/lib/data/database";

const publishedSchema = z.array(z.object({ id: z.string(), versionId: z.string() }));

/** The published questions of a pack, each with the version that new forms take, in the order of their ids. */
export async function selectPublished(db: Reader, packId: string) {
  const rows = await db.$queryRaw`
    SELECT "id", "versionId" FROM "Question"
    WHERE "packId" = ${packId} AND "state" = 'published' AND "versionId" IS NOT NULL ORDER BY "id"`;
  return publishedSchema.parse(rows);
}
