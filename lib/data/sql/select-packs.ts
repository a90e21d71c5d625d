import { z } from "zod";
import type { Reader } from "@/lib/data/database";
import { wholeSchema } from "./stored-values";

const packsSchema = z.array(z.object({ id: z.string(), hash: z.string(), blueprintRevision: wholeSchema }));

/** The packs that are loaded, each as it stands, the default one first: nearly every page asks it. */
export async function selectPacks(db: Reader) {
  const rows = await db.$queryRaw`SELECT "id", "hash", "blueprintRevision" FROM "Pack" ORDER BY "position", "id"`;
  return packsSchema.parse(rows);
}
