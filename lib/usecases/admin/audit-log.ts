import { type Context, can } from "@/lib/core/access/viewer";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import {
  type AuditLine,
  BEGINNING,
  type ChainFault,
  type ChainPoint,
  followChain,
  unscopedListAudit,
} from "@/lib/data/audit";
import { type Database, database } from "@/lib/data/database";
import { findNames } from "@/lib/data/users";

const PAGE = 50;
const LINES_AT_ONCE = 1_000;

/** A line with the names of those in it, as far as they are people who are still here. */
export type NamedLine = AuditLine & { actor: string | null; about: string };

/** The audit log from the newest line back, for admins; null for everybody else. */
export async function listAudit(
  { viewer }: Pick<Context, "viewer">,
  page: { before: string | null },
): Promise<{ lines: NamedLine[]; more: boolean } | null> {
  if (!can(viewer, "manageUsers")) return null;
  const { reader } = await database();
  const rows = await unscopedListAudit(reader, { ...page, take: PAGE + 1 });
  const lines = rows.slice(0, PAGE);
  const names = await findNames(
    reader,
    lines.flatMap(({ actorId, subject }) => [...(actorId === null ? [] : [actorId]), subject]),
  );
  return {
    lines: lines.map((line) => ({
      ...line,
      actor: line.actorId === null ? null : (names.get(line.actorId) ?? line.actorId),
      about: names.get(line.subject) ?? line.subject,
    })),
    more: rows.length > PAGE,
  };
}

/** How the chain stands: how many lines hold and the hash of the last one, or where it is broken. */
export type ChainState = { ok: true; at: ChainPoint } | { ok: false; fault: ChainFault };

/** Follows the chain from its beginning, or from a point that was written down elsewhere. */
export async function checkChain(from: ChainPoint = { number: 0, hash: BEGINNING }): Promise<ChainState> {
  const { reader } = await database();
  for (let at = from; ; ) {
    const step = await followChain(reader, at, LINES_AT_ONCE);
    if (!step.ok) return step;
    if (step.done) return { ok: true, at: step.at };
    at = step.at;
  }
}

/** After so long the page follows the whole chain again, and not only what came since. */
const WHOLE_EVERY_MS = DAY_MS;

type Kept = { at: ChainPoint; wholeAt: EpochMs };
// In memory and not in the database: whoever could write a line there could write this beside it.
const followed = new WeakMap<Database, Kept>();

/**
 * How the chain stands, for the admins' page: follows what came since it was last looked at, and the whole of it once a
 * day and after each start. `wholeAt`: when that was. Null for who is no admin.
 */
export async function checkNewLines({ viewer, now }: Context): Promise<{ state: ChainState; wholeAt: EpochMs } | null> {
  if (!can(viewer, "manageUsers")) return null;
  const db = await database();
  const kept = followed.get(db);
  const since = kept !== undefined && now - kept.wholeAt < WHOLE_EVERY_MS ? kept : undefined;
  const wholeAt = since?.wholeAt ?? now;
  const state = await checkChain(since?.at);
  if (state.ok) followed.set(db, { at: state.at, wholeAt });
  else followed.delete(db);
  return { state, wholeAt };
}
