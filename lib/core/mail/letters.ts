import { digestWords } from "@/lib/core/notice/digest-words";
import type { Digest } from "@/lib/core/notice/notice";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type Letter, writeLetter } from "./letter";
import { oneLine } from "./one-line";

/** How somebody reads dates. */
export type Reading = { locale: string; timeZone: string };

/** A moment with its day, in somebody's own zone, which is named. */
const momentWords = (at: EpochMs, { locale, timeZone }: Reading): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(at);

const hello = (name: string) => ({ kind: "words", words: `Hello ${oneLine(name, 80)},` }) as const;

/** The code of one person of a roster. */
export function invitationLetter(
  site: string,
  invitation: { name: string; cohort: string; lead: string; code: string; spaced: string; expiresAt: EpochMs },
  reading: Reading,
): Letter {
  const cohort = oneLine(invitation.cohort, 80);
  return writeLetter(`Your code for “${cohort}”`, [
    hello(invitation.name),
    { kind: "words", words: `${oneLine(invitation.lead, 80)} invites you to the cohort “${cohort}” on Trapline.` },
    { kind: "button", label: "See what its leads will see of you, and join", href: `${site}/join/${invitation.code}` },
    { kind: "words", words: "Or enter this code there by hand:" },
    { kind: "code", code: invitation.spaced },
    {
      kind: "words",
      words: `It is for you alone and holds until ${momentWords(invitation.expiresAt, reading)}. If you do not know what this is about, you need do nothing.`,
    },
  ]);
}

/** What is due within a day. */
export function dueLetter(
  site: string,
  { name, title, dueAt }: { name: string; title: string; dueAt: EpochMs },
  reading: Reading,
): Letter {
  const line = oneLine(title, 100);
  return writeLetter(`Due soon: ${line}`, [
    hello(name),
    { kind: "words", words: `“${line}” is due on ${momentWords(dueAt, reading)}.` },
    { kind: "button", label: "Go to it", href: `${site}/due` },
  ]);
}

/** The week in a few lines, and the one thing to do next. */
export function digestLetter(site: string, name: string, digest: Digest): Letter {
  return writeLetter("Your week on Trapline", [
    hello(name),
    { kind: "list", items: digestWords(digest) },
    { kind: "words", words: `Next: ${digest.next}` },
    { kind: "button", label: "Go on", href: `${site}/home` },
  ]);
}

/** What changed in somebody's results, or how a dispute of theirs was answered. */
export function repairLetter(site: string, name: string, news: { subject: string; words: string }): Letter {
  return writeLetter(news.subject, [
    hello(name),
    { kind: "words", words: news.words },
    { kind: "button", label: "See what it changed", href: `${site}/notices` },
  ]);
}
