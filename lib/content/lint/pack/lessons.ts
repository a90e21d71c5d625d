import { problemsOf, type Rule } from "@/lib/content/lint/rule";
import { countWords } from "@/lib/content/lint/words";
import { richText } from "@/lib/content/markdown";
import type { Lesson } from "@/lib/core/pack/schema";
import { plainText, type RichText } from "@/lib/core/rich-text/rich-text";

/** Words of running text that a lesson should have, and those past which it is refused. */
const WANTED = { least: 600, most: 1_200 };
const ALLOWED = { least: 500, most: 1_300 };

const blocksOf = (lesson: Lesson): RichText => lesson.sections.flatMap(({ markdown }) => richText(markdown));

/** The words of a lesson's text; tables, figures and titles are not counted. */
const lessonWords = (lesson: Lesson): number =>
  countWords(plainText(blocksOf(lesson).filter(({ kind }) => kind !== "table" && kind !== "figure")));

const isWithin = (count: number, { least, most }: typeof WANTED): boolean => count >= least && count <= most;

/** A lesson is short enough to be read in one go, and shows its matter in a table and a figure. */
export const lessons: Rule = (pack) => {
  const report = problemsOf(pack, "lessons");
  return pack.lessons.flatMap((lesson) => {
    const spot = { kind: "lesson", id: lesson.id } as const;
    const words = lessonWords(lesson);
    const kinds = new Set(blocksOf(lesson).map(({ kind }) => kind));
    const length = (range: typeof WANTED): string =>
      `${words} words without tables, ${range.least} to ${range.most} are ${range === ALLOWED ? "allowed" : "wanted"}`;
    return [
      ...(isWithin(words, ALLOWED) ? [] : [report.error(length(ALLOWED), spot)]),
      ...(isWithin(words, ALLOWED) && !isWithin(words, WANTED) ? [report.warning(length(WANTED), spot)] : []),
      ...(kinds.has("table") ? [] : [report.error("has no table", spot)]),
      ...(kinds.has("figure") ? [] : [report.error("has no figure", spot)]),
    ];
  });
};
