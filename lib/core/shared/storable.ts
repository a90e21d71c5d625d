/** So much of an input is looked through; nothing that is sent has more. */
const MOST_PLACES = 200_000;

// With `u` a whole pair is one character, so that only halves are left to be found.
const isStorableText = (text: string): boolean => !text.includes("\0") && !/\p{Surrogate}/u.test(text);

/**
 * Whether every text inside a value can be stored on every engine: PostgreSQL takes no NUL, and half a surrogate pair is
 * no character anywhere. What is too large or too deep to be looked through is not storable either.
 */
export function isStorable(value: unknown): boolean {
  const waiting: unknown[] = [value];
  for (let seen = 0; waiting.length > 0; seen += 1) {
    if (seen > MOST_PLACES) return false;
    const one = waiting.pop();
    if (typeof one === "string") {
      if (!isStorableText(one)) return false;
    } else if (Array.isArray(one)) {
      for (const inner of one) waiting.push(inner);
    } else if (one !== null && typeof one === "object") {
      for (const [key, inner] of Object.entries(one)) waiting.push(key, inner);
    }
  }
  return true;
}
