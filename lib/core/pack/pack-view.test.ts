import { expect, test } from "vitest";
import { findExam, findLessonEntry, type PackView, symptomsOf, trapFamily } from "./pack-view";
import { chapterSchema, packSchema, trapSchema } from "./schema";

const trap = (id: string, parent?: string) =>
  trapSchema.parse({
    id,
    name: `The trap ${id}`,
    short: id,
    claim: "Hotter is better.",
    refutedBy: "Above 80 degrees leaves turn bitter.",
    facts: ["A.1"],
    parent,
    lesson: "1.1",
    section: "heat",
    symptoms: ["bitter"],
    contrast: [
      { stem: "Green leaves.", key: "80" },
      { stem: "Black leaves.", key: "95" },
    ],
  });

const chapter = (id: string, lesson: string, symptom: string) =>
  chapterSchema.parse({
    id,
    domain: "leaf",
    title: id,
    weight: "Half",
    intro: "Leaves.",
    tests: { lead: "Brewing.", points: ["Heat"] },
    lessons: [{ id: lesson, title: `Lesson ${lesson}`, short: lesson, focus: "How hot" }],
    routing: [{ about: "heat", lesson }],
    symptoms: [
      { id: symptom, symptom: "Bitter.", cause: "Too hot.", firstFix: "Cool it.", lessons: [lesson], traps: ["hot"] },
    ],
    traps: ["hot"],
    strongAnswers: ["Names a temperature"],
    checklist: [{ id: "heat", text: "I know the heat.", lessons: [lesson] }],
    next: { title: "Time", text: "How long." },
  });

const exam = (id: string) => ({
  id,
  code: id,
  name: `Exam ${id}`,
  status: "In use.",
  domains: [{ id: "leaf", title: "Leaves", weightPercent: 100 }],
  questionsShown: 2,
  questionsScored: 2,
  minutes: 10,
  minutesVerified: true,
  scale: { min: 100, max: 1000, pass: 700 },
  rawAtPass: 0.7,
  conversionNote: "A straight line.",
  itemTypes: ["multiple-choice"],
  hasCases: false,
  blueprints: [{ id: "short", title: "Short", summary: "Two.", seconds: 240, lessons: [{ lesson: "1.1", scored: 2 }] }],
});

const traps = [trap("hot"), trap("boiling", "hot"), trap("steaming", "hot"), trap("long")];
const PACK: PackView = {
  id: "tea",
  info: packSchema.parse({
    id: "tea",
    name: "Tea",
    owner: "The board",
    disclaimer: "Made up.",
    exams: [exam("tea-1"), exam("tea-2")],
    chapters: ["one", "two"],
  }),
  chapters: [chapter("one", "1.1", "bitter"), chapter("two", "2.1", "weak")],
  lessons: new Map(),
  traps: new Map(traps.map((entry) => [entry.id, entry])),
  facts: new Map(),
  figures: new Map(),
};

test("exams, lessons and symptoms are found over all chapters", () => {
  expect(findExam(PACK, "tea-2")?.name).toBe("Exam tea-2");
  expect(findExam(PACK, "tea-3")).toBeUndefined();
  expect(findLessonEntry(PACK, "2.1")?.title).toBe("Lesson 2.1");
  expect(findLessonEntry(PACK, "9.9")).toBeUndefined();
  expect(symptomsOf(PACK).map(({ id }) => id)).toEqual(["bitter", "weak"]);
});

test.each([
  { id: "hot", family: ["hot", "boiling", "steaming"] },
  { id: "boiling", family: ["boiling"] },
  { id: "long", family: ["long"] },
])("the family of $id is $family", ({ id, family }) => {
  expect(trapFamily(PACK, id)).toEqual(family);
});

test("a deciding fact has at most sixty words", () => {
  const withFact = (words: number) =>
    trapSchema.safeParse({ ...trap("hot"), refutedBy: "leaf ".repeat(words) }).success;
  expect([withFact(60), withFact(61)]).toEqual([true, false]);
});
