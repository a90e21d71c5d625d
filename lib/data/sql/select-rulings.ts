import { z } from "zod";
import type { Reader } from "@/lib/data/database";
import { Prisma } from "@/lib/data/generated/sqlite/client";
import { inSlices } from "./in-slices";

const rowsSchema = z.array(z.object({ versionId: z.string(), ruling: z.string(), because: z.string() }));

/** What is in force about versions; `ruling` is JSON. Every ending and every review asks it. */
export async function selectRulings(db: Reader, versionIds: readonly string[]) {
  const rulings: z.infer<typeof rowsSchema> = [];
  for (const slice of inSlices(versionIds)) {
    const rows = await db.$queryRaw`
      SELECT "versionId", "ruling", "because" FROM "Repair" WHERE "inForceFor" IN (${Prisma.join([...slice])})`;
    rulings.push(...rowsSchema.parse(rows));
  }
  return rulings;
}
