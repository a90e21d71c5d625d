import type { Context } from "@/lib/core/access/viewer";
import type { ExtraTime } from "@/lib/core/attempt/accommodation";
import { database } from "@/lib/data/database";
import { updateProfile } from "@/lib/data/users";

/** Changes what the viewer may change about themselves; nothing else of the row can be reached from here. */
export async function updateOwnProfile(
  { viewer }: Context,
  { name, extraTime }: { name: string; extraTime: ExtraTime },
): Promise<void> {
  const db = await database();
  await db.transaction((tx) => updateProfile(tx, viewer.userId, { name, extraTime }));
}
