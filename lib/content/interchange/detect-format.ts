import { looksLikeArchive } from "./archive";
import type { Format } from "./exchange";
import { FORMATS, findFormat } from "./formats";

/** How much of a file is looked at to tell its format. */
const HEAD_BYTES = 64 * 1024;

/** By what stands in the file, in the order of certainty. */
const SIGNS: readonly { format: string; sign: RegExp }[] = [
  { format: "moodle-xml", sign: /<quiz[\s/>]/ },
  { format: "qti", sign: /<(?:\w+:)?(?:questestinterop|(?:qti-)?assessment-?item|manifest)[\s/>]/i },
  { format: "json", sign: /^\s*[[{]\s*(?:"|\{|\])/ },
  { format: "aiken", sign: /^[ \t]*ANSWER[ \t]*:[ \t]*[A-Za-z][ \t]*$/m },
  { format: "gift", sign: /^::|^\$CATEGORY:|(?:^|[^\\])\{[^{}]*[=~#TF]/m },
];

function headOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const label =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(label).decode(bytes.subarray(0, HEAD_BYTES)).replaceAll(/\r\n?/g, "\n");
}

/** The formats that can be imported, in the order in which they are offered. */
export const IMPORTABLE: readonly Format[] = FORMATS.filter(({ read }) => read !== undefined);

/**
 * The format that a file most likely is in: by its ending where only one has that, else by its content. Null where
 * nothing speaks for one; whoever imports says it then.
 */
export function detectFormat(name: string, bytes: Uint8Array): Format | null {
  if (looksLikeArchive(bytes)) return findFormat("qti") ?? null;
  const ending = /\.[a-z]+$/.exec(name.toLowerCase())?.[0] ?? "";
  const byEnding = IMPORTABLE.filter(({ endings }) => endings.includes(ending));
  const [only] = byEnding;
  if (only !== undefined && byEnding.length === 1) return only;
  const head = headOf(bytes);
  const candidates = byEnding.length === 0 ? IMPORTABLE : byEnding;
  const found = SIGNS.find(({ format, sign }) => candidates.some(({ id }) => id === format) && sign.test(head));
  return found === undefined ? null : (findFormat(found.format) ?? null);
}
