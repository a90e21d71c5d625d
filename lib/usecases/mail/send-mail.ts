import { withFoot } from "@/lib/core/mail/letter";
import type { MailKind } from "@/lib/core/mail/mail-kind";
import { isPlainAddress, oneLine } from "@/lib/core/mail/one-line";
import { failureWords, isForGood, MAX_TRIES, retryAt } from "@/lib/core/mail/retry";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database, type Tx } from "@/lib/data/database";
import {
  endMail,
  hashOfAddress,
  hasMailToSend,
  type MailEnd,
  suppressedOf,
  type TakenMail,
  takeMails,
} from "@/lib/data/mail/mail-jobs";
import { addressFor, findMailPerson } from "@/lib/data/mail/mail-people";
import { siteUrl } from "@/lib/data/mail/mail-settings";
import type { OutgoingMail, Post } from "@/lib/data/mail/smtp-post";
import { type WayOut, wayOutToken } from "./unsubscribe";

/** So many mails a process takes at once: all of them are through well within their lease. */
const BATCH = 10;

const WHY: Record<MailKind, string> = {
  invitation: "You got this because somebody who leads a cohort put your address on its list.",
  due: "You got this because you are in a cohort on Trapline.",
  digest: "You get this once a week at most, when there is something to say.",
  repair: "You got this because a result of yours on Trapline is concerned.",
  account: "You got this because somebody gave this address on Trapline. Such mail cannot be turned off.",
};

/** A mail with the address it goes to now and its way out; or why it is not sent any more. */
type Ready = { mail: TakenMail; to: TakenMail["to"]; way: WayOut | null } | { mail: TakenMail; dropped: string };

/** Asked when it is sent, not when it was queued: who has unsubscribed or is gone since then gets nothing. */
async function readyOf(tx: Tx, mail: TakenMail): Promise<Ready> {
  if (mail.tries > MAX_TRIES) return { mail, dropped: "given up" };
  if (mail.kind === "invitation") {
    const addressHash = hashOfAddress(mail.to.address);
    const suppressed = await suppressedOf(tx, [addressHash]);
    return suppressed.has(addressHash)
      ? { mail, dropped: "wants no mail" }
      : { mail, to: mail.to, way: { of: "address", addressHash } };
  }
  if (mail.kind === "account") return { mail, to: mail.to, way: null };
  const to = mail.userId === null ? null : addressFor(await findMailPerson(tx, mail.userId), mail.kind);
  if (to === null || mail.userId === null) return { mail, dropped: "wants no mail" };
  return { mail, to, way: { of: "account", userId: mail.userId, kind: mail.kind } };
}

async function outgoing({ mail, to, way }: Extract<Ready, { way: WayOut | null }>): Promise<OutgoingMail> {
  const head = { messageId: mail.messageId, to: { name: oneLine(to.name, 80), address: to.address } };
  if (way === null) {
    const foot = { label: "Trapline", href: siteUrl() };
    return { ...head, ...withFoot(mail.letter, WHY[mail.kind], foot), oneClick: null };
  }
  const token = encodeURIComponent(await wayOutToken(way));
  const foot = { label: "Unsubscribe", href: `${siteUrl()}/unsubscribe?token=${token}` };
  return {
    ...head,
    ...withFoot(mail.letter, WHY[mail.kind], foot),
    oneClick: `${siteUrl()}/api/v1/mail/unsubscribe?token=${token}`,
  };
}

async function endOf(ready: Ready, post: Post, now: EpochMs): Promise<MailEnd> {
  if ("dropped" in ready) return { state: "dropped", error: ready.dropped };
  if (!isPlainAddress(ready.to.address)) return { state: "failed", error: "no plain address" };
  const sent = await post.send(await outgoing(ready));
  if (sent.kind === "sent") return { state: "sent" };
  const error = failureWords(sent.failure);
  const { tries } = ready.mail;
  return isForGood(sent.failure) || tries >= MAX_TRIES
    ? { state: "failed", error }
    : { state: "queued", nextAt: retryAt(tries, now), error };
}

/**
 * Sends what is due, a batch at a time; returns how many it took. At least once: a process that dies between the
 * server's “250” and our own note of it leaves the mail to another one, which sends it again with the same Message-ID.
 *
 * @param holder the process, which nobody else names itself by.
 */
export async function sendMail(post: Post, holder: string, now: EpochMs): Promise<number> {
  const db = await database();
  if (!(await hasMailToSend(db.reader, now))) return 0;
  const batch = await db.transaction(async (tx) => {
    const ready: Ready[] = [];
    for (const mail of await takeMails(tx, holder, BATCH, now)) ready.push(await readyOf(tx, mail));
    return ready;
  });
  await Promise.all(
    batch.map(async (ready) => {
      const end = await endOf(ready, post, now);
      await db.transaction((tx) => endMail(tx, ready.mail, holder, end, now));
    }),
  );
  return batch.length;
}
