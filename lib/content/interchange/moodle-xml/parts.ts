import { isPlainLine } from "@/lib/content/interchange/html";
import { richText } from "@/lib/content/markdown";
import { plainText } from "@/lib/core/rich-text/rich-text";

// Tags name the parts of a question (options, items, prompts, responses) by their place. Who edits a question in Moodle
// may move, change or delete parts; then a place would name another part. So the tag `check` holds four characters for
// each part's words, and places are read by them.

/** `a` to `z`: the name of an option, item or prompt in a tag. */
export const letterOf = (place: number): string => String.fromCharCode(97 + place);
/** The place that a letter names, or -1. */
export const placeOf = (letter: string): number => (/^[a-z]$/.test(letter) ? letter.charCodeAt(0) - 97 : -1);

/** A Markdown text's words on one line, as Moodle shows them in a list. */
export function lineOf(markdown: string): string {
  const words = isPlainLine(markdown) ? markdown : plainText(richText(markdown));
  return words.replaceAll(/\s+/g, " ").trim() || markdown.replaceAll(/\s+/g, " ").trim();
}

/** Four characters that a text's letters and digits come to (FNV-1a, 32 bits), alike for all that only looks otherwise. */
function checkOf(markdown: string): string {
  const line = lineOf(markdown).toLowerCase();
  const words = line.replaceAll(/[^\p{L}\p{N}]+/gu, "") || line;
  let hash = 0x811c9dc5;
  for (let index = 0; index < words.length; index += 1) {
    hash = Math.imul(hash ^ words.charCodeAt(index), 0x01000193) >>> 0;
  }
  return (hash % 36 ** 4).toString(36).padStart(4, "0");
}

/** The check of all parts, in order. */
export const checksOf = (texts: readonly string[]): string => texts.map(checkOf).join("");

/**
 * For each place that tags name, the place at which that part stands now, or null where it is gone. Without a check
 * (tags by hand) places are taken as they are. A part whose words were changed is known by its place, as long as that
 * place is no other part's and none was added or deleted.
 */
export function placesNow(check: string | undefined, texts: readonly string[]): (place: number) => number | null {
  if (check === undefined || check.length % 4 !== 0) {
    return (place) => (place >= 0 && place < texts.length ? place : null);
  }
  const then = check.match(/.{4}/gs) ?? [];
  const now = texts.map(checkOf);
  const places: (number | null)[] = then.map(() => null);
  const taken = new Set<number>();
  const take = (place: number, at: number) => {
    places[place] = at;
    taken.add(at);
  };
  then.forEach((one, place) => {
    if (now[place] === one) take(place, place);
  });
  // Parts of the same words are taken in their order.
  const free = new Map<string, number[]>();
  now.forEach((one, at) => {
    if (!taken.has(at)) free.set(one, [...(free.get(one) ?? []), at]);
  });
  then.forEach((one, place) => {
    const at = places[place] === null ? free.get(one)?.shift() : undefined;
    if (at !== undefined) take(place, at);
  });
  if (then.length === now.length) {
    then.forEach((_, place) => {
      if (places[place] === null && !taken.has(place)) take(place, place);
    });
  }
  return (place) => places[place] ?? null;
}
