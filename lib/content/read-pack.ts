import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type PictureSize, pictureSize } from "@/lib/core/media/picture";
import {
  type Chapter,
  chapterSchema,
  type Fact,
  factSchema,
  type Lesson,
  type PackInfo,
  packSchema,
  type Trap,
  trapSchema,
} from "@/lib/core/pack/schema";
import { slugSchema } from "@/lib/core/question/fields";
import { type CaseContext, type Question, questionFileSchema } from "@/lib/core/question/schema";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { contentHash, questionHash } from "./content-hash";
import type { ContentProblem, Place } from "./content-problem";
import { parseLesson } from "./parse-lesson";
import { type ParsedYaml, parseYaml } from "./parse-yaml";
import { nameOf, readPictureSize } from "./pictures/make-picture";
import { readFamily } from "./read-families";

/** Where a question was drawn from: the family, and the seed of the draw. */
export type Draw = { family: string; seed: string };

/** A question of a pack; `draw` is null for one that somebody wrote. */
export type PackQuestion = {
  question: Question;
  context: CaseContext | null;
  draw: Draw | null;
  file: string;
  hash: string;
};

/** A picture that questions of the pack may show: its bytes, as they are served. */
export type PackPicture = PictureSize & { name: string; sha256: string; data: Uint8Array<ArrayBuffer> };

/** One pack as its files say, in the order of the files. */
export type PackContent = {
  info: PackInfo;
  chapters: Chapter[];
  lessons: Lesson[];
  traps: Trap[];
  facts: Fact[];
  /** `source` is the address by which lessons name the figure, such as `diagrams/canary.svg`. */
  figures: { source: string; svg: string }[];
  questions: PackQuestion[];
  /** The pictures of `media/`; no part of the hash, since questions name them by their content. */
  pictures: PackPicture[];
  /** Over all of the above, `review` and `verifiedOn` included. */
  hash: string;
  /** Where each part was read from, by `placeKey`; no part of the hash. */
  places: ReadonlyMap<string, Place>;
};

export type PartKind = "pack" | "chapter" | "lesson" | "trap" | "fact" | "figure" | "question";
export const placeKey = (kind: PartKind, id: string): string => `${kind} ${id}`;

/** Folders of a chapter that hold no question files. */
const NO_QUESTIONS = new Set(["lessons", "families"]);

type Reading = { root: string; problems: ContentProblem[]; places: Map<string, Place> };

const nameIn = (reading: Reading, file: string): string => path.relative(reading.root, file).split(path.sep).join("/");

const note = (reading: Reading, file: string, message: string, line = 1): void => {
  reading.problems.push({ rule: "files", file: nameIn(reading, file), line, message, severity: "error" });
};

function listNames(folder: string, wanted: "file" | "folder", ending = ""): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending) && !name.startsWith("."))
    .filter((name) => statSync(path.join(folder, name)).isFile() === (wanted === "file"))
    .sort();
}

function readText(reading: Reading, file: string): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch {
    note(reading, file, existsSync(file) ? "the file cannot be read as UTF-8 text" : "the file is missing");
    return null;
  }
}

function readYaml<S extends z.ZodType>(reading: Reading, file: string, schema: S): ParsedYaml<z.output<S>> | null {
  const text = readText(reading, file);
  if (text === null) return null;
  const parsed = parseYaml(schema, text, { file: nameIn(reading, file) });
  if (parsed.ok) return parsed.value;
  reading.problems.push(...parsed.error);
  return null;
}

function remember(
  reading: Reading,
  part: { kind: PartKind; id: string; file: string; lineOf: Place["lineOf"]; under?: readonly PropertyKey[] },
): void {
  const key = placeKey(part.kind, part.id);
  // The first one keeps its place: of two parts with one id, the second is told about from its own file.
  if (reading.places.has(key)) return;
  const under = part.under ?? [];
  reading.places.set(key, {
    file: nameIn(reading, part.file),
    lineOf: (inner) => part.lineOf([...under, ...inner]),
  });
}

function readList<T extends { id: string }>(reading: Reading, file: string, kind: PartKind, schema: z.ZodType<T>): T[] {
  const read = readYaml(reading, file, z.array(schema));
  if (read === null) return [];
  for (const [index, { id }] of read.value.entries()) {
    remember(reading, { kind, id, file, lineOf: read.lineOf, under: [index] });
  }
  return read.value;
}

function readQuestionFile(reading: Reading, file: string): PackQuestion[] {
  const read = readYaml(reading, file, questionFileSchema);
  if (read === null) return [];
  const name = nameIn(reading, file);
  const { value } = read;
  if (value.type !== "case") {
    remember(reading, { kind: "question", id: value.id, file, lineOf: read.lineOf });
    return [{ question: value, context: null, draw: null, file: name, hash: questionHash(value, null) }];
  }
  const { id, title, scenario, questions } = value;
  return questions.map((question, position) => {
    const context: CaseContext = { id, title, scenario, position, of: questions.length };
    remember(reading, { kind: "question", id: question.id, file, lineOf: read.lineOf, under: ["questions", position] });
    return { question, context, draw: null, file: name, hash: questionHash(question, context) };
  });
}

function readLessons(reading: Reading, folder: string): Lesson[] {
  return listNames(folder, "file", ".md").flatMap((name) => {
    const file = path.join(folder, name);
    const text = readText(reading, file);
    if (text === null) return [];
    const parsed = parseLesson(text, nameIn(reading, file));
    if (!parsed.ok) {
      reading.problems.push(...parsed.error);
      return [];
    }
    const { lesson, lineOf } = parsed.value;
    remember(reading, { kind: "lesson", id: lesson.id, file, lineOf });
    return [lesson];
  });
}

function readFigures(reading: Reading, folder: string): PackContent["figures"] {
  const diagrams = path.join(folder, "diagrams");
  return listNames(diagrams, "file", ".svg").flatMap((name) => {
    const file = path.join(diagrams, name);
    const svg = readText(reading, file);
    if (svg === null) return [];
    const source = `diagrams/${name}`;
    remember(reading, { kind: "figure", id: source, file, lineOf: () => 1 });
    return [{ source, svg }];
  });
}

/** The stored draws of every family of a chapter; tests stand beside the families and are none. */
async function readFamilies(reading: Reading, folder: string): Promise<PackQuestion[]> {
  const questions: PackQuestion[] = [];
  for (const name of listNames(folder, "file", ".ts").filter((leaf) => !leaf.endsWith(".test.ts"))) {
    const file = path.join(folder, name);
    const read = await readFamily(file);
    if (!read.ok) {
      for (const message of read.error) {
        reading.problems.push({ rule: "families", file: nameIn(reading, file), line: 1, message, severity: "error" });
      }
      continue;
    }
    for (const { question, family, seed } of read.value) {
      remember(reading, { kind: "question", id: question.id, file, lineOf: () => 1 });
      const hash = questionHash(question, null, family);
      questions.push({ question, context: null, draw: { family, seed }, file: nameIn(reading, file), hash });
    }
  }
  return questions;
}

/** The pictures of `media/`, which `npm run picture` puts there: each is what its name says. */
async function readPictures(reading: Reading, folder: string): Promise<PackPicture[]> {
  const pictures: PackPicture[] = [];
  for (const name of listNames(folder, "file")) {
    const file = path.join(folder, name);
    const said = pictureSize(name);
    const data = new Uint8Array(readFileSync(file));
    const size = said === null ? null : await readPictureSize(data);
    if (size === null || nameOf(data, size).name !== name) {
      note(reading, file, "is not the picture that its name says: npm run picture puts pictures here");
      continue;
    }
    pictures.push({ name, sha256: nameOf(data, size).sha256, data, ...size });
  }
  return pictures;
}

type ChapterContent = Pick<PackContent, "chapters" | "lessons" | "traps" | "figures" | "questions">;

async function readChapter(reading: Reading, folder: string): Promise<ChapterContent> {
  const file = path.join(folder, "chapter.yaml");
  const chapter = readYaml(reading, file, chapterSchema);
  if (chapter !== null) {
    remember(reading, { kind: "chapter", id: chapter.value.id, file, lineOf: chapter.lineOf });
  }
  const lessonFolder = path.join(folder, "lessons");
  const written = listNames(folder, "folder")
    .filter((name) => !NO_QUESTIONS.has(name))
    .flatMap((name) => listNames(path.join(folder, name), "file", ".yaml").map((leaf) => path.join(name, leaf)))
    .flatMap((leaf) => readQuestionFile(reading, path.join(folder, leaf)));
  return {
    chapters: chapter === null ? [] : [chapter.value],
    traps: readList(reading, path.join(folder, "traps.yaml"), "trap", trapSchema),
    lessons: readLessons(reading, lessonFolder),
    figures: readFigures(reading, lessonFolder),
    questions: [...written, ...(await readFamilies(reading, path.join(folder, "families")))],
  };
}

async function readChapters(reading: Reading, folder: string, info: ParsedYaml<PackInfo>): Promise<ChapterContent[]> {
  const chapters: ChapterContent[] = [];
  for (const [index, name] of info.value.chapters.entries()) {
    const chapter = path.join(folder, name);
    if (slugSchema.safeParse(name).success && existsSync(chapter) && statSync(chapter).isDirectory()) {
      chapters.push(await readChapter(reading, chapter));
      continue;
    }
    const line = info.lineOf(["chapters", index]);
    note(reading, path.join(folder, "exam.yaml"), `there is no chapter folder ${name}`, line);
  }
  return chapters;
}

/**
 * Reads one pack: `exam.yaml`, `facts.yaml`, `media/`, and the chapter folders that `exam.yaml` names. Fails with every fault
 * that keeps a file from being understood; whether what was read is sound is asked by `lintPack`. The files of
 * `families/` are code and are run: for scripts and tests, never for the server.
 */
export async function readPack(folder: string): Promise<Result<PackContent, ContentProblem[]>> {
  const home = path.resolve(folder);
  const reading: Reading = { root: path.dirname(home), problems: [], places: new Map() };
  const infoFile = path.join(home, "exam.yaml");
  const info = readYaml(reading, infoFile, packSchema);
  if (info === null) return fail(reading.problems);
  remember(reading, { kind: "pack", id: info.value.id, file: infoFile, lineOf: info.lineOf });
  const facts = readList(reading, path.join(home, "facts.yaml"), "fact", factSchema);
  const chapters = await readChapters(reading, home, info);
  const pictures = await readPictures(reading, path.join(home, "media"));
  const parts = {
    info: info.value,
    chapters: chapters.flatMap((chapter) => chapter.chapters),
    lessons: chapters.flatMap((chapter) => chapter.lessons),
    traps: chapters.flatMap((chapter) => chapter.traps),
    facts,
    figures: chapters.flatMap((chapter) => chapter.figures),
    questions: chapters.flatMap((chapter) => chapter.questions),
  };
  if (reading.problems.length > 0) return fail(reading.problems);
  return ok({ ...parts, pictures, hash: contentHash(parts), places: reading.places });
}

/** Ids that two packs have: addresses and stored rows go by them alone. */
function sharedIds(packs: readonly PackContent[]): ContentProblem[] {
  const owners = new Map<string, string>();
  return packs.flatMap((pack) => {
    const ids = [
      ...pack.questions.map(({ question }) => `question ${question.id}`),
      ...pack.lessons.map(({ id }) => `lesson ${id}`),
      ...pack.traps.map(({ id }) => `trap ${id}`),
      ...pack.chapters.flatMap(({ symptoms }) => symptoms.map(({ id }) => `symptom ${id}`)),
      ...pack.info.exams.map(({ id }) => `exam ${id}`),
    ];
    return ids.flatMap((id): ContentProblem[] => {
      const owner = owners.get(id);
      owners.set(id, owner ?? pack.info.id);
      if (owner === undefined || owner === pack.info.id) return [];
      const message = `the ${id} stands in the pack ${owner} too`;
      return [{ rule: "files", file: `${pack.info.id}/exam.yaml`, line: 1, message, severity: "error" }];
    });
  });
}

/** Every pack under the root, that is, every sub-folder with an `exam.yaml`, by position, then by the folder's name. */
export async function readPacks(root: string): Promise<Result<PackContent[], ContentProblem[]>> {
  const folders = listNames(root, "folder")
    .map((name) => path.join(root, name))
    .filter((folder) => existsSync(path.join(folder, "exam.yaml")));
  if (folders.length === 0) {
    const message = "there is no folder with an exam.yaml in here";
    return fail([{ rule: "files", file: ".", line: 1, message, severity: "error" }]);
  }
  const packs: PackContent[] = [];
  const problems: ContentProblem[] = [];
  for (const folder of folders) {
    const read = await readPack(folder);
    if (read.ok) packs.push(read.value);
    else problems.push(...read.error);
  }
  problems.push(...sharedIds(packs));
  return problems.length > 0 ? fail(problems) : ok(packs.sort((a, b) => a.info.position - b.info.position));
}
