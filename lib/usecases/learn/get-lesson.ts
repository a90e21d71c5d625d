import { richText } from "@/lib/content/markdown";
import type { Viewer } from "@/lib/core/access/viewer";
import { findLessonEntry } from "@/lib/core/pack/pack-view";
import type { Exam, Lesson, Trap } from "@/lib/core/pack/schema";
import type { RichText } from "@/lib/core/rich-text/rich-text";
import { findExamWith } from "./current-exam";

export type LessonSection = { id: string; title: string; text: RichText; traps: Trap[] };

export type LessonView = {
  /** The exam that it belongs to where the viewer practises for one of another pack. */
  elsewhere: Exam | null;
  disclaimer: string;
  lesson: Lesson;
  short: string;
  sections: LessonSection[];
  /** SVG text by source. */
  figures: Record<string, string>;
  previous: { id: string; title: string } | null;
  next: { id: string; title: string } | null;
  /** Sections that only other exams of the pack have. */
  leftOut: { title: string; exams: string[] }[];
};

/** A lesson as the viewer's exam has it, cut into sections; null when there is none with this id. */
export async function findLesson(viewer: Viewer | null, lessonId: string): Promise<LessonView | null> {
  const found = await findExamWith(viewer, ({ lessons }) => lessons.has(lessonId));
  const lesson = found?.pack.lessons.get(lessonId);
  if (found === null || lesson === undefined) return null;
  const { pack, exam } = found;
  const fits = (exams: readonly string[]): boolean => exams.length === 0 || exams.includes(exam.id);
  const entries = pack.chapters.flatMap((chapter) => chapter.lessons);
  const place = entries.findIndex((entry) => entry.id === lessonId);
  const neighbour = (index: number) => {
    const entry = index < 0 ? undefined : entries[index];
    return entry === undefined ? null : { id: entry.id, title: entry.title };
  };
  return {
    elsewhere: found.isCurrent ? null : exam,
    disclaimer: pack.info.disclaimer,
    lesson,
    short: findLessonEntry(pack, lessonId)?.short ?? lesson.title,
    sections: lesson.sections
      .filter((section) => fits(section.exams))
      .map((section) => ({
        id: section.id,
        title: section.title,
        text: richText(section.markdown),
        traps: [...pack.traps.values()].filter((trap) => trap.lesson === lessonId && trap.section === section.id),
      })),
    figures: Object.fromEntries(pack.figures),
    previous: neighbour(place - 1),
    next: neighbour(place + 1),
    leftOut: lesson.sections
      .filter((section) => !fits(section.exams))
      .map((section) => ({
        title: section.title,
        exams: section.exams.map((id) => pack.info.exams.find((candidate) => candidate.id === id)?.code ?? id),
      })),
  };
}
