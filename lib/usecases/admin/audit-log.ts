import { type Context, can } from "@/lib/core/access/viewer";
import {
  type AuditLine,
  BEGINNING,
  type ChainFault,
  type ChainPoint,
  followChain,
  unscopedListAudit,
} from "@/lib/data/audit";
import { database } from "@/lib/data/database";
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

/** How the whole chain stands: how many lines hold and the hash of the last one, or where it is broken. */
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
