import { expect, test } from "vitest";
import type { PackContent } from "@/lib/content/read-pack";
import { packWith, SAMPLE_CHAPTER, SAMPLE_INFO, samplePack, sampleQuestion } from "@/lib/content/testing/sample-pack";
import { chapterSchema, packSchema } from "@/lib/core/pack/schema";
import { references } from "./references";

const messages = (pack: PackContent): string[] =>
  references(pack, { today: "2026-11-23" }).map(({ message }) => message);

test("a sound pack names nothing that is not there", () => {
  expect(messages(samplePack())).toEqual([]);
});

const options = (change: Record<string, unknown>) =>
  sampleQuestion().options.map((option, index) => (index === 0 ? { ...option, ...change } : option));

test.each([
  { name: "a lesson", fields: { lesson: "9.9" }, expected: "there is no lesson 9.9" },
  { name: "an exam", fields: { exams: ["tea-9"] }, expected: "there is no exam tea-9" },
  { name: "a trap", fields: { options: options({ trap: "no-trap" }) }, expected: "there is no trap no-trap" },
  { name: "a parallel trap", fields: { parallelOf: "no-trap" }, expected: "there is no trap no-trap" },
  { name: "a fact", fields: { facts: ["B.1"] }, expected: "there is no fact B.1" },
  {
    name: "an address that is not https",
    fields: { facts: ["http://example.com"] },
    expected: "there is no fact http://example.com",
  },
])("a question names $name that is missing", ({ fields, expected }) => {
  expect(messages(packWith(fields))).toEqual([expected]);
});

test("an https address stands for a fact", () => {
  expect(messages(packWith({ facts: ["https://example.com/tea"] }))).toEqual([]);
});

test("chapter, exam, lesson and trap are held to the same", () => {
  const sound = samplePack();
  const [exam] = SAMPLE_INFO.exams;
  const [blueprint] = exam?.blueprints ?? [];
  const pack = samplePack({
    info: packSchema.parse({
      ...SAMPLE_INFO,
      exams: [
        {
          ...exam,
          facts: ["B.1"],
          blueprints: [{ ...blueprint, quotas: [{ trap: "x1", min: 1 }], lessons: [{ lesson: "9.1", scored: 1 }] }],
        },
      ],
    }),
    chapters: [
      chapterSchema.parse({
        ...SAMPLE_CHAPTER,
        domain: "root",
        routing: [
          { about: "a", lesson: "1.1", section: "nowhere" },
          { about: "b", lesson: "9.2" },
        ],
        traps: ["x2"],
        checklist: [{ id: "c", text: "t", lessons: ["9.3"], traps: ["x3"] }],
        symptoms: SAMPLE_CHAPTER.symptoms.map((symptom) => ({ ...symptom, lessons: ["9.4"] })),
      }),
    ],
    lessons: sound.lessons.map((lesson) => ({
      ...lesson,
      facts: ["B.2"],
      sections: lesson.sections.map((section) => ({ ...section, exams: ["tea-9"] })),
    })),
    traps: sound.traps.map((trap) => ({ ...trap, symptoms: ["s9"] })),
  });
  expect(messages(pack).map((message) => message.replace("there is no ", ""))).toEqual([
    "fact B.1",
    "lesson 9.1",
    "trap x1",
    "domain root",
    "section 1.1#nowhere",
    "lesson 9.2",
    "lesson 9.4",
    "trap x2",
    "lesson 9.3",
    "trap x3",
    "fact B.2",
    "exam tea-9",
    "symptom s9",
    "symptom s9",
  ]);
});
