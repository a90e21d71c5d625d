import type { Letter } from "@/lib/core/mail/letter";
import type { Reading } from "@/lib/core/mail/letters";
import type { WishKind } from "@/lib/core/mail/mail-kind";
import type { Notice } from "@/lib/core/notice/notice";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Tx } from "@/lib/data/database";
import { queueMail } from "@/lib/data/mail/mail-jobs";
import { addressFor, findMailPerson } from "@/lib/data/mail/mail-people";
import { mailSettings, siteUrl } from "@/lib/data/mail/mail-settings";
import { tell } from "@/lib/data/notices";

/** The mail that says the same as a notice, for whoever wants it so. `zone`: where the reader's own is not known. */
export type LetterOf = {
  kind: WishKind;
  zone?: string;
  write: (site: string, reader: { name: string; reading: Reading }) => Letter;
};

/**
 * Tells somebody something in the app and, where this server sends mail and they want it, by mail: both or neither, in
 * the transaction of what it tells of. The same key is told once. Returns whether it was told now.
 */
export async function tellPerson(
  tx: Tx,
  userId: string,
  key: string,
  notice: Notice,
  letter: LetterOf,
  now: EpochMs,
): Promise<boolean> {
  if (!(await tell(tx, userId, key, notice, now))) return false;
  if (mailSettings() === undefined) return true;
  const person = await findMailPerson(tx, userId);
  const to = addressFor(person, letter.kind);
  if (person === null || to === null) return true;
  const reading = { locale: person.locale, timeZone: person.timeZone ?? letter.zone ?? "UTC" };
  const written = letter.write(siteUrl(), { name: person.name, reading });
  await queueMail(tx, { userId, to, kind: letter.kind, letter: written, dedupeKey: `${key}/${userId}` }, now);
  return true;
}
