import { richText } from "@/lib/content/markdown";
import type { Viewer } from "@/lib/core/access/viewer";
import { countedOnce } from "@/lib/core/learning/fold/learning-parameters";
import { findLessonEntry, type PackView, symptomsOf, trapFamily } from "@/lib/core/pack/pack-view";
import type { Chapter, Exam, Symptom, Trap } from "@/lib/core/pack/schema";
import type { RichText } from "@/lib/core/rich-text/rich-text";
import { database } from "@/lib/data/database";
import { listBank } from "@/lib/data/questions";
import { findExamWith, getCurrentExam } from "./current-exam";

export type ChapterView = {
  /** What the pack says of whose exam it is. */
  disclaimer: string;
  chapter: Chapter;
  intro: RichText;
  exam: Exam;
  traps: { trap: Trap; subTraps: Trap[] }[];
  /** Titles of the sections that the viewer's exam has: lesson id → section id → title. */
  sections: Record<string, Record<string, string>>;
};

/** The chapters of the viewer's pack, or of the pack of the exam that a visitor wishes to see, each with its traps in full. */
export async function getChapters(viewer: Viewer | null, wish?: string): Promise<ChapterView[]> {
  const { pack, exam } = await getCurrentExam(viewer ?? { examId: wish ?? null });
  const sections = Object.fromEntries(
    [...pack.lessons.values()].map((lesson) => [
      lesson.id,
      Object.fromEntries(
        lesson.sections
          .filter((section) => section.exams.length === 0 || section.exams.includes(exam.id))
          .map((section) => [section.id, section.title]),
      ),
    ]),
  );
  return pack.chapters.map((chapter) => ({
    disclaimer: pack.info.disclaimer,
    chapter,
    intro: richText(chapter.intro),
    exam,
    sections,
    traps: chapter.traps.flatMap((id) => {
      const trap = pack.traps.get(id);
      if (trap === undefined) return [];
      const subTraps = trapFamily(pack, id).flatMap((child) => {
        const subTrap = child === id ? undefined : pack.traps.get(child);
        return subTrap === undefined ? [] : [subTrap];
      });
      return [{ trap, subTraps }];
    }),
  }));
}

export type SymptomView = {
  /** The exam that it belongs to where the viewer practises for one of another pack. */
  elsewhere: Exam | null;
  disclaimer: string;
  symptom: Symptom;
  lessons: { id: string; title: string }[];
  traps: Trap[];
  /** Questions that a drill on it can draw from. */
  questions: number;
};

/** A symptom with its traps and the size of its drill; null when there is none with this id. */
export async function findSymptom(viewer: Viewer | null, symptomId: string): Promise<SymptomView | null> {
  const symptomIn = (pack: PackView) => symptomsOf(pack).find((candidate) => candidate.id === symptomId);
  const found = await findExamWith(viewer, (pack) => symptomIn(pack) !== undefined);
  const symptom = found === null ? undefined : symptomIn(found.pack);
  if (found === null || symptom === undefined) return null;
  const { pack, exam } = found;
  const { reader } = await database();
  const bank = await listBank(reader, pack.id, exam.id);
  return {
    elsewhere: found.isCurrent ? null : exam,
    disclaimer: pack.info.disclaimer,
    symptom,
    lessons: symptom.lessons.map((id) => ({ id, title: findLessonEntry(pack, id)?.title ?? id })),
    traps: symptom.traps.flatMap((id) => pack.traps.get(id) ?? []),
    questions: countedOnce(
      bank.filter(
        (question) =>
          symptom.lessons.includes(question.lesson) && question.traps.some((id) => symptom.traps.includes(id)),
      ),
    ).length,
  };
}

export type TrapView = {
  /** The exam that it belongs to where the viewer practises for one of another pack. */
  elsewhere: Exam | null;
  disclaimer: string;
  trap: Trap;
  parent: Trap | null;
  subTraps: Trap[];
  lessonTitle: string;
  symptoms: Symptom[];
  questions: number;
};

/** A trap with what refutes it; null when there is none with this id. */
export async function findTrap(viewer: Viewer | null, trapId: string): Promise<TrapView | null> {
  const found = await findExamWith(viewer, ({ traps }) => traps.has(trapId));
  const trap = found?.pack.traps.get(trapId);
  if (found === null || trap === undefined) return null;
  const { pack, exam } = found;
  const { reader } = await database();
  const family = trapFamily(pack, trapId);
  const bank = await listBank(reader, pack.id, exam.id);
  return {
    elsewhere: found.isCurrent ? null : exam,
    disclaimer: pack.info.disclaimer,
    trap,
    parent: trap.parent === undefined ? null : (pack.traps.get(trap.parent) ?? null),
    subTraps: family.flatMap((id) => (id === trapId ? [] : (pack.traps.get(id) ?? []))),
    lessonTitle: findLessonEntry(pack, trap.lesson)?.title ?? trap.lesson,
    symptoms: symptomsOf(pack).filter((symptom) => trap.symptoms.includes(symptom.id)),
    questions: countedOnce(bank.filter((question) => question.traps.some((id) => family.includes(id)))).length,
  };
}
