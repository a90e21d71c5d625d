import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import { type Context, can, type Permission, type Viewer } from "@/lib/core/access/viewer";
import { database } from "@/lib/data/database";
import { deleteSession, listExamsUnderWay, lookUpSession, touchSession } from "@/lib/data/sessions";
import { isFresh, SEEN_EVERY_MS, sessionHolds } from "./session-rules";
import { readSessionIdHash } from "./session-token";

/**
 * Who asks, looked up on every request: a sign-out, a role or a password change acts at once. Null for nobody. Memoised
 * within one request only.
 */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const idHash = await readSessionIdHash();
  if (idHash === null) return null;
  const db = await database();
  const session = await lookUpSession(db, idHash);
  if (session === null || session.disabled) return null;
  const now = Date.now();
  // Who has a fresh session is not asked whether an exam keeps it.
  const running = isFresh(session, now) ? [] : await listExamsUnderWay(db.reader, session.viewer.userId);
  if (!sessionHolds({ ...session, running }, now)) {
    await db.transaction((tx) => deleteSession(tx, idHash));
    return null;
  }
  if (now - session.seenAt > SEEN_EVERY_MS) await touchSession(db, idHash, now);
  return session.viewer;
});

/** The viewer and the time of the request; sends everybody else to sign in and back to `here`. */
export async function requireContext(here: string): Promise<Context> {
  const viewer = await findViewer();
  if (viewer === null) redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  return { viewer, now: Date.now() };
}

/** As `requireContext`; null where the viewer's role may not do this, which pages show as not found. */
export async function findContextFor(permission: Permission, here: string): Promise<Context | null> {
  const context = await requireContext(here);
  return can(context.viewer, permission) ? context : null;
}
