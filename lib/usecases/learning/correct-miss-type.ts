import type { Context } from "@/lib/core/access/viewer";
import type { MissType } from "@/lib/core/learning/miss-type/miss-type";
import { setMissType } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";

/** Stores the viewer's own word for a miss, or takes it back; false when the item is missing or somebody else's. */
export async function correctMissType({ viewer }: Context, itemId: string, type: MissType | null): Promise<boolean> {
  const db = await database();
  return db.transaction((tx) => setMissType(tx, viewer, itemId, type));
}
