import { z } from "zod";

/** What a mail is about. `account`: what somebody must get about their own account, whatever they want. */
export const mailKindSchema = z.enum(["invitation", "due", "digest", "repair", "account"]);
export type MailKind = z.infer<typeof mailKindSchema>;

/** The kinds that somebody with an account may want or not. */
export const wishKindSchema = mailKindSchema.exclude(["invitation", "account"]);
export type WishKind = z.infer<typeof wishKindSchema>;

/** Which mail somebody wants. `digest` null: while they are in a cohort. */
export type MailWish = { due: boolean; repair: boolean; digest: boolean | null };

/** What holds for who has said nothing. */
export const DEFAULT_WISH: MailWish = { due: true, repair: true, digest: null };

/** Whether somebody wants mail of a kind. */
export function wantsMail(wish: MailWish, kind: WishKind, inCohort: boolean): boolean {
  return kind === "digest" ? (wish.digest ?? inCohort) : wish[kind];
}

/** What the mail of a kind is called in a sentence: “no more …”. */
export const MAIL_KIND_WORDS: Record<WishKind, string> = {
  due: "reminders of what is due",
  digest: "weekly digests",
  repair: "mail about repaired questions",
};
