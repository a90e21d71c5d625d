import { problemsOf, type Rule } from "@/lib/content/lint/rule";
import { shownText } from "@/lib/content/lint/words";
import type { PackQuestion } from "@/lib/content/read-pack";
import { offeredTraps } from "@/lib/core/question/score";

const MOST = 0.8;

/** Every run of three characters of the text, in lower case, with all but letters and digits as one blank. */
function trigrams(text: string): Set<string> {
  const plain = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
  return new Set(Array.from({ length: Math.max(0, plain.length - 2) }, (_, index) => plain.slice(index, index + 3)));
}

/** Jaccard similarity of two sets, from 0 to 1: what they share over what they hold together. */
function similarity(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  // The share can be no more than this, so most pairs need no count.
  if (large.size === 0 || small.size / large.size <= MOST) return 0;
  let shared = 0;
  for (const gram of small) if (large.has(gram)) shared += 1;
  return shared / (small.size + large.size - shared);
}

function areParallel({ question: left, draw }: PackQuestion, { question: right, draw: other }: PackQuestion): boolean {
  if (draw !== null && draw.family === other?.family) return true;
  const [a, b] = [left.parallelOf, right.parallelOf];
  if (a !== undefined && (a === b || offeredTraps(right).includes(a))) return true;
  return b !== undefined && offeredTraps(left).includes(b);
}

/**
 * No two stems are alike in over 0.8 of their trigrams, unless they are marked as parallel probes of one trap or are
 * draws of one family, of which no sitting ever holds two.
 */
export const twins: Rule = (pack) => {
  const report = problemsOf(pack, "twins");
  const stems = pack.questions.map((entry) => ({ entry, grams: trigrams(shownText(entry.question.stem)) }));
  return stems.flatMap(({ entry, grams }, index) =>
    stems.slice(0, index).flatMap((earlier) => {
      const alike = similarity(grams, earlier.grams);
      if (alike <= MOST || areParallel(entry, earlier.entry)) return [];
      const message = `the stem is ${alike.toFixed(2)} like that of ${earlier.entry.question.id}, ${MOST} is the most`;
      return [report.error(message, { question: entry, path: ["stem"] })];
    }),
  );
};
