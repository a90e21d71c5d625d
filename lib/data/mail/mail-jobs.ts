import { z } from "zod";
import type { Letter } from "@/lib/core/mail/letter";
import { type MailKind, mailKindSchema } from "@/lib/core/mail/mail-kind";
import { BODY_KEPT_MS, MAIL_LEASE_MS, ROW_KEPT_MS } from "@/lib/core/mail/retry";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { hashOfSecret } from "@/lib/data/random-secret";
import { toDate, toEpochMsOrNull } from "@/lib/data/time";
import { siteUrl } from "./mail-settings";

const mailStateSchema = z.enum(["queued", "sending", "sent", "failed", "dropped"]);
export type MailState = z.infer<typeof mailStateSchema>;

/** A mail that a process has taken for sending. */
export type TakenMail = {
  id: string;
  messageId: string;
  userId: string | null;
  to: { name: string; address: string };
  kind: MailKind;
  letter: Letter;
  /** With this one, from 1. */
  tries: number;
};

/**
 * Queues a mail, in the transaction of what it tells of. What has been queued under the same key is left as it is, so
 * that the same thing is told once.
 */
export async function queueMail(
  tx: Tx,
  mail: {
    userId: string | null;
    to: { name: string; address: string };
    kind: MailKind;
    letter: Letter;
    dedupeKey: string;
  },
  now: EpochMs,
): Promise<void> {
  const { userId, to, kind, letter, dedupeKey } = mail;
  const id = newId();
  const at = toDate(now);
  await tx.mailJob.upsert({
    where: { dedupeKey },
    update: { dedupeKey },
    create: {
      id,
      messageId: `<${id}@${new URL(siteUrl()).hostname}>`,
      userId,
      toAddress: to.address,
      toName: to.name,
      kind,
      ...letter,
      dedupeKey,
      state: "queued",
      nextAt: at,
      createdAt: at,
    },
  });
}

/** What may be taken now: what waits and is due, and what somebody took and did not bring to an end in time. */
const free = (now: EpochMs) => ({
  OR: [
    { state: "queued", nextAt: { lte: toDate(now) } },
    { state: "sending", leasedUntil: { lt: toDate(now) } },
  ],
});

/** Whether anything is there to be sent; asks without a lock. */
export async function hasMailToSend(db: Reader, now: EpochMs): Promise<boolean> {
  return (await db.mailJob.findFirst({ where: free(now), select: { id: true } })) !== null;
}

/**
 * Takes some mails for one holder. Each is taken by one statement that says again what must hold, so that of several
 * processes one gets it; who does not bring it to an end within the lease leaves it to the others.
 */
export async function takeMails(tx: Tx, holder: string, take: number, now: EpochMs): Promise<TakenMail[]> {
  const found = await tx.mailJob.findMany({
    where: free(now),
    orderBy: [{ nextAt: "asc" }, { id: "asc" }],
    take,
    select: { id: true },
  });
  const ids: string[] = [];
  for (const { id } of found) {
    const { count } = await tx.mailJob.updateMany({
      where: { id, ...free(now) },
      data: {
        state: "sending",
        leaseHolder: holder,
        leasedUntil: toDate(now + MAIL_LEASE_MS),
        tries: { increment: 1 },
      },
    });
    if (count === 1) ids.push(id);
  }
  const rows = await tx.mailJob.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } });
  return rows.map((row) => ({
    id: row.id,
    messageId: row.messageId,
    userId: row.userId,
    to: { name: row.toName, address: row.toAddress },
    kind: mailKindSchema.parse(row.kind),
    letter: { subject: row.subject, text: row.text, html: row.html },
    tries: row.tries,
  }));
}

/** How a mail that a holder took went on. */
export type MailEnd =
  | { state: "sent" }
  | { state: "failed"; error: string }
  | { state: "dropped"; error: string }
  | { state: "queued"; nextAt: EpochMs; error: string };

// A code that lets somebody in is kept as a hash elsewhere: it does not stay in a mail that is done with.
const EMPTY = { text: "", html: "" };
const keepsBody = (kind: MailKind): boolean => kind !== "invitation" && kind !== "account";

/** Writes how it went on, unless another holder has it by now. Returns whether it was written. */
export async function endMail(
  tx: Tx,
  mail: { id: string; kind: MailKind },
  holder: string,
  end: MailEnd,
  now: EpochMs,
): Promise<boolean> {
  const isOver = end.state !== "queued";
  const { count } = await tx.mailJob.updateMany({
    where: { id: mail.id, state: "sending", leaseHolder: holder },
    data: {
      state: end.state,
      leaseHolder: null,
      leasedUntil: null,
      lastError: end.state === "sent" ? null : end.error,
      ...(end.state === "sent" ? { sentAt: toDate(now) } : {}),
      ...(end.state === "queued" ? { nextAt: toDate(end.nextAt) } : {}),
      ...(isOver && !keepsBody(mail.kind) ? EMPTY : {}),
    },
  });
  return count === 1;
}

/** Empties what was done with long ago, and takes away what need not be known any more. */
export async function forgetOldMails(tx: Tx, now: EpochMs): Promise<void> {
  const done = { in: ["sent", "failed", "dropped"] };
  await tx.mailJob.updateMany({
    where: { state: done, createdAt: { lt: toDate(now - BODY_KEPT_MS) }, NOT: { toAddress: "" } },
    data: { ...EMPTY, toAddress: "", toName: "", subject: "" },
  });
  await tx.mailJob.deleteMany({ where: { state: done, createdAt: { lt: toDate(now - ROW_KEPT_MS) } } });
}

/** A mail as it stands in the queue. */
export type MailRow = {
  id: string;
  messageId: string;
  to: string;
  kind: MailKind;
  subject: string;
  text: string;
  state: MailState;
  tries: number;
  nextAt: EpochMs | null;
  sentAt: EpochMs | null;
  lastError: string | null;
};

/** All mails of the queue by what they are about, for operators and tests. */
export async function unscopedListMails(db: Reader, dedupePrefix: string): Promise<MailRow[]> {
  const rows = await db.mailJob.findMany({
    where: { dedupeKey: { startsWith: dedupePrefix } },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({
    id: row.id,
    messageId: row.messageId,
    to: row.toAddress,
    kind: mailKindSchema.parse(row.kind),
    subject: row.subject,
    text: row.text,
    state: mailStateSchema.parse(row.state),
    tries: row.tries,
    nextAt: toEpochMsOrNull(row.nextAt),
    sentAt: toEpochMsOrNull(row.sentAt),
    lastError: row.lastError,
  }));
}

/** The hash under which an address that wants no mail is known. */
export const hashOfAddress = (address: string): string => hashOfSecret(address.trim().normalize("NFC").toLowerCase());

/** Of these addresses those that want no mail from here, by their hash. */
export async function suppressedOf(db: Reader, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await db.mailSuppression.findMany({ where: { addressHash: { in: [...hashes] } } });
  return new Set(rows.map(({ addressHash }) => addressHash));
}

/** Sends an address no mail any more that it has not asked for by an account. */
export async function suppressAddress(tx: Tx, addressHash: string, now: EpochMs): Promise<void> {
  await tx.mailSuppression.upsert({
    where: { addressHash },
    update: { addressHash },
    create: { addressHash, createdAt: toDate(now) },
  });
}
