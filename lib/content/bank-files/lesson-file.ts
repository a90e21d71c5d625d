import type { Lesson } from "@/lib/core/pack/schema";
import { yamlText } from "./yaml-text";

/** A lesson as its file says it: what `parseLesson` reads back as the same lesson. */
export function lessonFile({ sections, ...front }: Lesson): string {
  const body = sections.map(({ id, title, exams, markdown }) => {
    const attributes = exams.length === 0 ? `#${id}` : `#${id} exams=${exams.join(",")}`;
    return `## ${title} {${attributes}}\n\n${markdown}\n`;
  });
  return [`---\n${yamlText(front)}---\n`, ...body].join("\n");
}
