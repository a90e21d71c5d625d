import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { forgetOldMails } from "@/lib/data/mail/mail-jobs";
import { mailSettings } from "@/lib/data/mail/mail-settings";
import { smtpPost } from "@/lib/data/mail/smtp-post";
import { newId } from "@/lib/data/new-id";
import { comingDue } from "@/lib/usecases/assignment/coming-due";
import { keepDoing } from "@/lib/usecases/running/jobs";
import { underLease } from "@/lib/usecases/running/under-lease";
import { remindDue } from "./remind-due";
import { sendMail } from "./send-mail";
import { tellDigests } from "./weekly-digest";

const EVERY_MS = 10 * SECOND_MS;

const REMINDERS = { name: "reminders", holder: newId(), forMs: 2 * MINUTE_MS };

/**
 * Reminds of what is due, if this server holds the lease: all cohorts that have something due are read for it. Returns
 * how many people were reminded.
 */
async function remindOnce(now: EpochMs): Promise<number> {
  return (await underLease(REMINDERS, now, async () => remindDue(await comingDue(now), now))) ?? 0;
}

/** Sends mail, makes digests and forgets what is old, as long as the server runs. Every process of it does so; reminders, one at a time. */
export function startMailer(): void {
  const settings = mailSettings();
  if (settings !== undefined) {
    const post = smtpPost(settings);
    const holder = newId();
    keepDoing("mail", EVERY_MS, async () => {
      while ((await sendMail(post, holder, Date.now())) > 0);
    });
  }
  keepDoing("reminders", MINUTE_MS, () => remindOnce(Date.now()));
  keepDoing("digests", MINUTE_MS, async () => {
    while ((await tellDigests(Date.now())) > 0);
  });
  keepDoing("old mail", HOUR_MS, async () => {
    const db = await database();
    await db.transaction((tx) => forgetOldMails(tx, Date.now()));
  });
}
