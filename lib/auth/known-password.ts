import common from "./common-passwords.json" with { type: "json" };

let known: ReadonlySet<string> | undefined;

/** Words that stand in the passwords of a place like this one; see docs/security.md. */
const WORDS_OF_HERE =
  /trapline|administrator|admin|instructor|learner|lead|teacher|student|demo|exams?|practice|password/g;

/** How many letters have to be left once the words of the place are taken out. */
const OWN_LETTERS = 4;

/**
 * Whether a password is one of those that are tried first: of the list of common ones, one of them with digits or signs
 * behind it, or made of the words of this place.
 */
export function isKnownPassword(password: string): boolean {
  known ??= new Set(common.passwords.split(" "));
  const plain = password.normalize("NFKC").toLowerCase();
  const body = plain.replace(/[^\p{L}]{1,4}$/u, "");
  if (known.has(plain) || known.has(body)) return true;
  if (new Set(plain).size <= 2) return true;
  const letters = plain.replace(/[^\p{L}]/gu, "");
  const own = letters.replace(WORDS_OF_HERE, "");
  return own !== letters && own.length < OWN_LETTERS;
}
