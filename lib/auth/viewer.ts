import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import { type Context, can, type Permission, type Viewer } from "@/lib/core/access/viewer";
import { database } from "@/lib/data/database";
import { isDatabaseBusy } from "@/lib/data/database-errors";
import { deleteSession, findSession, touchSession } from "@/lib/data/sessions";
import { SEEN_EVERY_MS, sessionHolds } from "./session-rules";
import { readSessionIdHash } from "./session-token";

/** A note about a session, where the database can take one now: for want of it nobody is kept from reading. */
async function noted(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isDatabaseBusy(error)) throw error;
  }
}

/**
 * Who asks, looked up on every request: a sign-out, a role or a password change acts at once. Null for nobody. Memoised
 * within one request only.
 */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const idHash = await readSessionIdHash();
  if (idHash === null) return null;
  const db = await database();
  const session = await findSession(db.reader, idHash);
  if (session === null || session.disabled) return null;
  const now = Date.now();
  if (!sessionHolds(session, now)) {
    await noted(db.transaction((tx) => deleteSession(tx, idHash)));
    return null;
  }
  if (now - session.seenAt > SEEN_EVERY_MS) await noted(touchSession(db, idHash, now));
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
