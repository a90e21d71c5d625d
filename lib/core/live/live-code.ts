/** Crockford's base 32: no letter that is taken for another. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 6;

/**
 * A code of six letters (30 bits), short enough to be typed from a screen. It opens nothing by itself: only members of
 * the cohort get in with it, and wrong ones are counted.
 *
 * @param bytes At least six bytes; five bits of each are used.
 * @throws RangeError for fewer.
 */
export function liveCode(bytes: Uint8Array): string {
  if (bytes.length < LENGTH) throw new RangeError(`a live code needs ${LENGTH} bytes`);
  return [...bytes.slice(0, LENGTH)].map((byte) => ALPHABET.charAt(byte % 32)).join("");
}

/** What somebody typed as a code, in its one spelling, as for invite codes. Null: no code. */
export function normalLiveCode(text: string): string | null {
  if (text.length > 20) return null;
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return letters.length === LENGTH && [...letters].every((letter) => ALPHABET.includes(letter)) ? letters : null;
}

/** The code in two groups, as it is read out. */
export const spacedLiveCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;
