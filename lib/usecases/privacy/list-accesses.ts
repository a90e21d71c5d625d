import type { Context } from "@/lib/core/access/viewer";
import { database } from "@/lib/data/database";
import { type AccessRow, listOwnAccesses } from "@/lib/data/privacy/access-log";

const PAGE = 100;

/** Who opened what of the viewer's, the newest first, and whether there is more than that. */
export async function listAccesses({ viewer }: Context): Promise<{ rows: AccessRow[]; more: boolean }> {
  const { reader } = await database();
  const rows = await listOwnAccesses(reader, viewer, { after: null, take: PAGE + 1 });
  return { rows: rows.slice(0, PAGE), more: rows.length > PAGE };
}
