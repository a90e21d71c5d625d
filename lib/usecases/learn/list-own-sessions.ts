import type { Context } from "@/lib/core/access/viewer";
import { database } from "@/lib/data/database";
import { listSessions, type SessionRow } from "@/lib/data/sessions";

/** The viewer's sessions, the most recently used first, the current one marked. */
export async function listOwnSessions({ viewer }: Context): Promise<(SessionRow & { current: boolean })[]> {
  const { reader } = await database();
  return (await listSessions(reader, viewer.userId)).map((session) => ({
    ...session,
    current: session.idHash === viewer.sessionIdHash,
  }));
}
