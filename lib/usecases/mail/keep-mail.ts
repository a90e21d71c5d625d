import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { forgetOldMails } from "@/lib/data/mail/mail-jobs";
import { mailSettings } from "@/lib/data/mail/mail-settings";
import { smtpPost } from "@/lib/data/mail/smtp-post";
import { newId } from "@/lib/data/new-id";
import { log } from "@/lib/log";
import { comingDue } from "@/lib/usecases/assignment/coming-due";
import { remindDue } from "./remind-due";
import { sendMail } from "./send-mail";
import { tellDigests } from "./weekly-digest";

const EVERY_MS = 10 * SECOND_MS;

/** A task that is run again and again, never twice at once; what it throws is told to the operator. */
function every(ms: number, what: string, run: () => Promise<unknown>): void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    run()
      .catch((error: unknown) => log.error(`${what} failed`, error))
      .finally(() => {
        busy = false;
      });
  }, ms);
  timer.unref();
}

/** Sends mail, makes digests and forgets what is old, as long as the server runs. Every process of it does so. */
export function startMailer(): void {
  const settings = mailSettings();
  if (settings !== undefined) {
    const post = smtpPost(settings);
    const holder = newId();
    every(EVERY_MS, "mail", async () => {
      while ((await sendMail(post, holder, Date.now())) > 0);
    });
  }
  every(MINUTE_MS, "reminders", async () => remindDue(await comingDue(Date.now()), Date.now()));
  every(MINUTE_MS, "digests", async () => {
    while ((await tellDigests(Date.now())) > 0);
  });
  every(HOUR_MS, "old mail", async () => {
    const db = await database();
    await db.transaction((tx) => forgetOldMails(tx, Date.now()));
  });
}
