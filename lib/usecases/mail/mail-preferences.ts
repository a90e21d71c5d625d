import type { Context } from "@/lib/core/access/viewer";
import { isTimeZone } from "@/lib/core/cohort/time-zone";
import { isLocale, type Locale } from "@/lib/core/mail/locale";
import type { MailWish } from "@/lib/core/mail/mail-kind";
import { wantsMail } from "@/lib/core/mail/mail-kind";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { findMailPerson, saveFirstZone, saveMailWish, saveReading } from "@/lib/data/mail/mail-people";
import { mailSettings } from "@/lib/data/mail/mail-settings";

/** Whether this server sends mail. */
export const isMailOn = (): boolean => mailSettings() !== undefined;

/** What the account page shows of mail: `wish` as it comes out, the default of the digest filled in. */
export type MailPreferences = {
  mailOn: boolean;
  wish: Record<keyof MailWish, boolean>;
  locale: string;
  timeZone: string | null;
};

/** Which mail the viewer wants and how they read dates; null where they are gone. */
export async function getMailPreferences({ viewer }: Pick<Context, "viewer">): Promise<MailPreferences | null> {
  const { reader } = await database();
  const person = await findMailPerson(reader, viewer.userId);
  if (person === null) return null;
  const wants = (kind: keyof MailWish) => wantsMail(person.wish, kind, person.inCohort);
  return {
    mailOn: isMailOn(),
    wish: { due: wants("due"), repair: wants("repair"), digest: wants("digest") },
    locale: person.locale,
    timeZone: person.timeZone,
  };
}

/** Writes which mail the viewer wants. */
export async function saveMailPreferences(
  { viewer }: Context,
  wish: { due: boolean; repair: boolean; digest: boolean },
): Promise<void> {
  const db = await database();
  await db.transaction((tx) => saveMailWish(tx, viewer.userId, wish));
}

/** Writes how the viewer reads dates. */
export async function saveOwnReading(
  { viewer }: Context,
  reading: { locale: Locale; timeZone: string },
): Promise<Result<null, "zone" | "locale">> {
  if (!isTimeZone(reading.timeZone)) return fail("zone");
  if (!isLocale(reading.locale)) return fail("locale");
  const db = await database();
  await db.transaction((tx) => saveReading(tx, viewer.userId, reading));
  return ok(null);
}

/** Takes the time zone of the viewer's browser while none is known. False where it is none. */
export async function rememberZone({ viewer }: Context, timeZone: string): Promise<boolean> {
  if (!isTimeZone(timeZone)) return false;
  const db = await database();
  await db.transaction((tx) => saveFirstZone(tx, viewer.userId, timeZone));
  return true;
}
