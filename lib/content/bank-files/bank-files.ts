import type { Chapter, Fact, Lesson, PackInfo, Trap } from "@/lib/core/pack/schema";
import type { CaseContext, Question } from "@/lib/core/question/schema";
import { lessonFile } from "./lesson-file";
import { yamlText } from "./yaml-text";

/** What of a pack is written back as files; draws come from their families' code and are no part of it. */
export type PackToWrite = {
  info: PackInfo;
  chapters: readonly Chapter[];
  lessons: readonly Lesson[];
  traps: readonly Trap[];
  facts: readonly Fact[];
  figures: readonly { source: string; svg: string }[];
  questions: readonly { question: Question; context: CaseContext | null }[];
};

/** A file below the folder of the pack. */
export type BankFile = { path: string; text: string };

/** A part as files write it: what is false or empty is left out, as the schema puts it back. */
const withoutDefaults = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([, held]) => held !== undefined && held !== false && !(Array.isArray(held) && held.length === 0),
    ),
  );

function questionText(question: Question): Record<string, unknown> {
  const { id, type, lesson, exams, difficulty, stem, ask, ...rest } = question;
  const { counterCue, cues, parallelOf, facts, verifiedOn, review, ...parts } = rest;
  return withoutDefaults({
    ...{ id, type, lesson, exams, difficulty, stem, ask },
    ...parts,
    ...{ counterCue, cues, parallelOf, facts, verifiedOn, review },
  });
}

function questionFiles(questions: PackToWrite["questions"], folderOf: (lesson: string) => string): BankFile[] {
  const cases = new Map<string, { context: CaseContext; questions: Question[] }>();
  const files: BankFile[] = [];
  const sorted = [...questions].sort((a, b) => (a.context?.position ?? 0) - (b.context?.position ?? 0));
  for (const { question, context } of sorted) {
    if (context === null) {
      const path = `${folderOf(question.lesson)}/${question.lesson}/${question.id}.yaml`;
      files.push({ path, text: yamlText(questionText(question)) });
      continue;
    }
    const known = cases.get(context.id) ?? { context, questions: [] };
    known.questions.push(question);
    cases.set(context.id, known);
  }
  for (const { context, questions: inCase } of cases.values()) {
    const lesson = inCase[0]?.lesson ?? "";
    const { id, title, scenario } = context;
    const text = yamlText({ id, type: "case", title, scenario, questions: inCase.map(questionText) });
    files.push({ path: `${folderOf(lesson)}/${lesson}/${id}.yaml`, text });
  }
  return files;
}

/** A pack as the files from which `readPack` reads it again, but for its families. */
export function bankFiles(pack: PackToWrite): BankFile[] {
  const { info, chapters, lessons, traps, facts, figures, questions } = pack;
  const folders = chapters.map((chapter, index) => ({ chapter, folder: info.chapters[index] ?? chapter.id }));
  const [first] = folders;
  const folderOf = (lesson: string): string =>
    (folders.find(({ chapter }) => chapter.lessons.some(({ id }) => id === lesson)) ?? first)?.folder ?? "";
  const figureFolder = (source: string): string =>
    folderOf(lessons.find(({ sections }) => sections.some(({ markdown }) => markdown.includes(source)))?.id ?? "");
  return [
    { path: "exam.yaml", text: yamlText(info) },
    { path: "facts.yaml", text: yamlText(facts) },
    ...folders.flatMap(({ chapter, folder }) => [
      { path: `${folder}/chapter.yaml`, text: yamlText(chapter) },
      { path: `${folder}/traps.yaml`, text: yamlText(traps.filter(({ lesson }) => folderOf(lesson) === folder)) },
    ]),
    ...lessons.map((lesson) => ({
      path: `${folderOf(lesson.id)}/lessons/${lesson.id}.md`,
      text: lessonFile(lesson),
    })),
    ...figures.map(({ source, svg }) => ({ path: `${figureFolder(source)}/lessons/${source}`, text: svg })),
    ...questionFiles(questions, folderOf),
  ];
}
