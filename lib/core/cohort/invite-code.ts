/** Crockford's base 32: no letter that is taken for another. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 12;

/**
 * A code of twelve letters (60 bits) out of random bytes.
 *
 * @param bytes At least twelve bytes; five bits of each are used.
 * @throws RangeError for fewer.
 */
export function inviteCode(bytes: Uint8Array): string {
  if (bytes.length < LENGTH) throw new RangeError(`an invite code needs ${LENGTH} bytes`);
  return [...bytes.slice(0, LENGTH)].map((byte) => ALPHABET.charAt(byte % 32)).join("");
}

/** What somebody typed as a code, in its one spelling: case, spaces and hyphens do not count, nor O for 0 and I or L for 1. Null: no code. */
export function normalCode(text: string): string | null {
  if (text.length > 40) return null;
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return letters.length === LENGTH && [...letters].every((letter) => ALPHABET.includes(letter)) ? letters : null;
}

/** The code in groups of four, as it is read out. */
export const spacedCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, "$1-");
