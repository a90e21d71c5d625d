import { LIMITS } from "@/lib/content/interchange/exchange";

/** What a JSON text says of itself before anybody makes values of it. */
export type JsonScan = {
  /** Why it must not be parsed: nesting or values beyond what a pack holds. */
  fault: string | null;
  /** The lines (from 1) on which the questions begin, in order. */
  lines: number[];
  /** By the question's index, a key that it (or something in it) has twice: JSON.parse would drop one in silence. */
  repeated: Map<number, string>;
};

/** More values than 5,000 questions of any kind have. */
const MOST_VALUES = 3_000_000;

type Container = { kind: "object"; keys: Set<string>; key: string } | { kind: "array" };

const isSpace = (letter: string | undefined): boolean =>
  letter === " " || letter === "\n" || letter === "\t" || letter === "\r";

/** The place after the string that opens at `open`. */
function afterString(text: string, open: number): number {
  let place = open + 1;
  while (place < text.length && text[place] !== '"') place += text[place] === "\\" ? 2 : 1;
  return Math.min(place + 1, text.length);
}

/** A key's meaning: two spellings of one key are one key. */
function meaningOf(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

/** One pass over a JSON text, which need not be valid: `JSON.parse` says so later. Questions are looked for where packs hold them. */
export function scanJson(text: string): JsonScan {
  const scan: JsonScan = { fault: null, lines: [], repeated: new Map() };
  const stack: Container[] = [];
  let line = 1;
  let values = 0;

  /** Whether a value that begins here is a question: an entry of the list, or of the pack's "questions". */
  const inList = (): boolean => {
    const [first, second] = stack;
    if (stack.length === 1) return first?.kind === "array";
    return stack.length === 2 && first?.kind === "object" && first.key === "questions" && second?.kind === "array";
  };

  for (let place = 0; place < text.length; ) {
    const letter = text[place] ?? "";
    if (letter === "\n") line += 1;
    if (letter === "{" || letter === "[") {
      if (inList()) scan.lines.push(line);
      stack.push(letter === "{" ? { kind: "object", keys: new Set(), key: "" } : { kind: "array" });
      values += 1;
      if (stack.length > LIMITS.depth) {
        return { ...scan, fault: `Line ${line} nests deeper than ${LIMITS.depth} levels. No question does.` };
      }
    } else if (letter === "}" || letter === "]") stack.pop();
    else if (letter === ",") values += 1;
    else if (letter === '"') {
      const end = afterString(text, place);
      const within = stack.at(-1);
      let after = end;
      while (isSpace(text[after])) after += 1;
      if (within?.kind === "object" && text[after] === ":") {
        within.key = meaningOf(text.slice(place, end));
        if (within.keys.has(within.key) && !scan.repeated.has(scan.lines.length - 1)) {
          scan.repeated.set(scan.lines.length - 1, within.key);
        }
        within.keys.add(within.key);
      } else if (inList()) scan.lines.push(line);
      place = end;
      continue;
    } else if (inList() && !isSpace(letter)) {
      scan.lines.push(line);
      while (place < text.length && !/[\s,\]}]/.test(text[place] ?? "")) place += 1;
      continue;
    }
    if (values > MOST_VALUES) {
      return { ...scan, fault: "The file holds more values than any pack of questions. Split it into smaller files." };
    }
    place += 1;
  }
  return scan;
}
