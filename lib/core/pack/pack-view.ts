import type { Chapter, Exam, Fact, Lesson, PackInfo, Symptom, Trap } from "./schema";

/** A pack as the app reads it, without its questions. */
export type PackView = {
  id: string;
  info: PackInfo;
  chapters: readonly Chapter[];
  lessons: ReadonlyMap<string, Lesson>;
  traps: ReadonlyMap<string, Trap>;
  facts: ReadonlyMap<string, Fact>;
  /** SVG text by the source that lessons name. */
  figures: ReadonlyMap<string, string>;
};

export const findExam = (pack: PackView, examId: string): Exam | undefined =>
  pack.info.exams.find((exam) => exam.id === examId);

export const symptomsOf = (pack: PackView): Symptom[] => pack.chapters.flatMap((chapter) => chapter.symptoms);

/** The title and short name of a lesson, from its chapter. */
export const findLessonEntry = (pack: PackView, lessonId: string): Chapter["lessons"][number] | undefined =>
  listPackLessons(pack).find((lesson) => lesson.id === lessonId);

/** The trap with its sub-traps. */
export const trapFamily = (pack: PackView, trapId: string): string[] => [
  trapId,
  ...[...pack.traps.values()].filter((trap) => trap.parent === trapId).map((trap) => trap.id),
];

/** The lessons of a pack in the order of its chapters. */
export const listPackLessons = (pack: PackView): Chapter["lessons"] => pack.chapters.flatMap(({ lessons }) => lessons);
