import type { Context } from "@/lib/core/access/viewer";
import { DELETED_PERSON } from "@/lib/core/privacy/departed";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { database, type Tx } from "@/lib/data/database";
import { closeForDeletion, isLastAdmin, listLedAlone } from "@/lib/data/privacy/deletion";
import { endAllMemberships } from "@/lib/data/privacy/retention";

/** `leads`: the names of open cohorts that would be without a lead. */
export type DeletionRefusal = { kind: "last-admin" } | { kind: "leads"; cohorts: string[] } | { kind: "missing" };

/**
 * Deletes the viewer's account: from here on nobody can sign in to it, its sessions are over, and nothing names the
 * person any more. What is left goes page by page in `finishDeletions`. Whoever asked has proved who they are.
 */
export async function beginDeletion({ viewer, now }: Context): Promise<Result<null, DeletionRefusal>> {
  const db = await database();
  return db.transaction((tx) => begin(tx, viewer.userId, "self", now));
}

/** As `beginDeletion`, for somebody who left without a word: for the sweeper alone. */
export async function beginDeletionOf(userId: string, now: EpochMs): Promise<boolean> {
  const db = await database();
  return (await db.transaction((tx) => begin(tx, userId, "retention", now))).ok;
}

async function begin(
  tx: Tx,
  userId: string,
  why: "self" | "retention",
  now: EpochMs,
): Promise<Result<null, DeletionRefusal>> {
  if (await isLastAdmin(tx, userId)) return fail({ kind: "last-admin" });
  const alone = await listLedAlone(tx, userId);
  const open = alone.filter(({ archived }) => !archived);
  if (open.length > 0) return fail({ kind: "leads", cohorts: open.map(({ name }) => name) });
  if (!(await closeForDeletion(tx, userId, now))) return fail({ kind: "missing" });
  // Nobody is left who could see anybody there.
  for (const { id } of alone) await endAllMemberships(tx, id, now);
  const gone = { actorId: DELETED_PERSON, action: "account-deleted", subject: DELETED_PERSON, detail: { why } };
  await recordAudit(tx, gone, now);
  return ok(null);
}
