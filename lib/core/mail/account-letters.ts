import { type Letter, type LetterPart, writeLetter } from "./letter";
import { oneLine } from "./one-line";

/** How long a link from a mail about an account works. */
const LINK_WORDS = { reset: "an hour", address: "two days" } as const;

const words = (text: string): LetterPart => ({ kind: "words", words: text });
const hello = (name: string): LetterPart => words(`Hello ${oneLine(name, 80)},`);

/** The link by which somebody who forgot their password sets a new one. */
export const resetLetter = (site: string, { name, token }: { name: string; token: string }): Letter =>
  writeLetter("Set a new password", [
    hello(name),
    words("somebody, most likely you, asked for a new password on Trapline."),
    { kind: "button", label: "Set a new password", href: `${site}/reset/${token}` },
    words(
      `The link works once and for ${LINK_WORDS.reset}. If it was not you, you need do nothing: your password stays.`,
    ),
  ]);

/** The link by which somebody shows that an address is theirs. */
export const addressLetter = (site: string, { name, token }: { name: string; token: string }): Letter =>
  writeLetter("Confirm your address", [
    hello(name),
    words(
      "confirm that this address is yours, so that Trapline may send you mail and help you back in if you forget your password.",
    ),
    { kind: "button", label: "Confirm the address", href: `${site}/confirm/${token}` },
    words(
      `The link works once and for ${LINK_WORDS.address}. If you do not know what this is about, you need do nothing.`,
    ),
  ]);

/** To the address that somebody had before: what happened, and what to do where it was not them. */
export const addressChangedLetter = (site: string, { name }: { name: string }): Letter =>
  writeLetter("Your address was changed", [
    hello(name),
    words("the address of your account on Trapline was changed to another one. You sign in with that one from now on."),
    words(
      "If it was not you, tell whoever runs this server at once: they can close the account and give it back to you.",
    ),
    { kind: "button", label: "Go to Trapline", href: site },
  ]);

/** What happened to a password, to the address of its owner. */
export const passwordSetLetter = (site: string, { name }: { name: string }): Letter =>
  writeLetter("Your password was changed", [
    hello(name),
    words("a new password was set for your account on Trapline, and all devices were signed out."),
    words("If it was not you, ask for a new password at once; the link goes to this address."),
    { kind: "button", label: "Ask for a new password", href: `${site}/reset` },
  ]);
