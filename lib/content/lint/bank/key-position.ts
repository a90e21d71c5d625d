import { percent } from "@/lib/content/lint/picker";
import { problemsOf, type Rule, writtenQuestions } from "@/lib/content/lint/rule";
import type { PackContent } from "@/lib/content/read-pack";

const OPTIONS = 4;
const MOST = 0.3;

/** How many keys of the written four-option multiple-choice questions stand at each written position, first to last. */
export function keyPositions(pack: PackContent): number[] {
  const counts = Array.from({ length: OPTIONS }, () => 0);
  for (const { question } of writtenQuestions(pack)) {
    if (question.type !== "multiple-choice" || question.options.length !== OPTIONS) continue;
    const place = question.options.findIndex(({ key }) => key);
    if (place >= 0) counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

/** No position holds over 30 % of the keys of four-option multiple choice. */
export const keyPosition: Rule = (pack) => {
  const report = problemsOf(pack, "key-position");
  const counts = keyPositions(pack);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.flatMap((count, index) => {
    if (all === 0 || count / all <= MOST) return [];
    const letter = "abcd".charAt(index);
    return [
      report.statistic(`${percent(count / all)} of the keys stand at position ${letter}, ${percent(MOST)} is the most`),
    ];
  });
};
