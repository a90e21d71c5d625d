import { createHash, randomBytes } from "node:crypto";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate, toEpochMs } from "./time";

// Each line carries a hash of itself and of the line before, so that a line that is changed, taken out or put in later
// shows. What names people is hashed by itself with a salt: a deletion changes it and forgets the salt, and the chain
// still holds.

const HEAD = 1;
/** What the first line comes after. */
export const BEGINNING = "";

const sha256 = (parts: readonly string[]): string => createHash("sha256").update(JSON.stringify(parts)).digest("hex");

type Names = { actorId: string | null; subject: string; detail: string };

const digestOf = (salt: string, { actorId, subject, detail }: Names): string =>
  sha256([salt, actorId ?? "", subject, detail]);

const hashOfLine = (before: string, line: { number: number; action: string; at: EpochMs; digest: string }): string =>
  sha256([before, String(line.number), line.action, String(line.at), line.digest]);

/** Writes one line of the audit log: who did what to whom. No secrets and no answers in `detail`. */
export async function recordAudit(
  tx: Tx,
  event: { actorId: string | null; action: string; subject: string; detail?: Record<string, string> },
  now: EpochMs,
): Promise<void> {
  const { actorId, action, subject } = event;
  // Takes the row's lock: lines come one after the other.
  const head = await tx.auditHead.upsert({
    where: { id: HEAD },
    update: { count: { increment: 1 } },
    create: { id: HEAD, count: 1, hash: BEGINNING },
  });
  const names = { actorId, subject, detail: JSON.stringify(event.detail ?? {}) };
  const salt = randomBytes(16).toString("hex");
  const digest = digestOf(salt, names);
  const hash = hashOfLine(head.hash, { number: head.count, action, at: now, digest });
  await tx.auditHead.update({ where: { id: HEAD }, data: { hash } });
  await tx.auditEvent.create({
    data: { id: newId(), ...names, action, createdAt: toDate(now), number: head.count, salt, digest, hash },
  });
}

/** What the last line about an action said; null where there is none. */
export async function findLastDetail(db: Reader, action: string): Promise<string | null> {
  const row = await db.auditEvent.findFirst({
    where: { action },
    orderBy: { number: "desc" },
    select: { detail: true },
  });
  return row === null ? null : row.detail;
}

/** One line, as admins read it. `number`: null from before there was a chain. */
export type AuditLine = {
  id: string;
  number: number | null;
  at: EpochMs;
  actorId: string | null;
  action: string;
  subject: string;
  detail: string;
};

/** Lines from the newest back, `take` of them, before a line. */
export async function unscopedListAudit(
  db: Reader,
  { before, take }: { before: string | null; take: number },
): Promise<AuditLine[]> {
  const rows = await db.auditEvent.findMany({
    where: before === null ? {} : { id: { lt: before } },
    orderBy: { id: "desc" },
    take,
    select: { id: true, number: true, createdAt: true, actorId: true, action: true, subject: true, detail: true },
  });
  return rows.map(({ createdAt, ...row }) => ({ ...row, at: toEpochMs(createdAt) }));
}

/** How far the chain was followed: the number and hash of its last line that was looked at. */
export type ChainPoint = { number: number; hash: string };

/** Where the chain is broken, in words for an operator. */
export type ChainFault = { number: number; what: "missing" | "changed" | "names-changed" | "cut-off" };

/**
 * Follows the chain from a point, a page of lines at a time. `done`: its end is reached, and it is the one that the head
 * names. A line whose salt is gone belongs to somebody who was deleted: that it is about them can no longer be checked,
 * all else can.
 */
export async function followChain(
  db: Reader,
  from: ChainPoint,
  take: number,
): Promise<{ ok: true; at: ChainPoint; done: boolean } | { ok: false; fault: ChainFault }> {
  // Before the lines: what is written meanwhile comes after this end, and is no line that was cut off.
  const end = (await db.auditHead.findUnique({ where: { id: HEAD } })) ?? { count: 0, hash: BEGINNING };
  const cutOff = (number: number) => ({ ok: false, fault: { number, what: "cut-off" } }) as const;
  if (end.count < from.number) return cutOff(end.count + 1);
  const rows = await db.auditEvent.findMany({
    where: { number: { gt: from.number } },
    orderBy: { number: "asc" },
    take,
  });
  let { number, hash } = from;
  for (const row of rows) {
    if (number === end.count && hash !== end.hash) break;
    const next = number + 1;
    if (row.number !== next) return { ok: false, fault: { number: next, what: "missing" } };
    const line = { number: next, action: row.action, at: toEpochMs(row.createdAt), digest: row.digest };
    if (hashOfLine(hash, line) !== row.hash) return { ok: false, fault: { number: next, what: "changed" } };
    if (row.salt !== "" && digestOf(row.salt, row) !== row.digest) {
      return { ok: false, fault: { number: next, what: "names-changed" } };
    }
    number = next;
    hash = row.hash;
  }
  if (number === end.count && hash !== end.hash) return cutOff(number + 1);
  if (rows.length === take) return { ok: true, at: { number, hash }, done: false };
  return number < end.count ? cutOff(number + 1) : { ok: true, at: { number, hash }, done: true };
}
