import { expect, test } from "vitest";
import type { PackContent } from "@/lib/content/read-pack";
import { drawnQuestions, packQuestion, samplePack } from "@/lib/content/testing/sample-pack";
import { ids } from "./ids";

const messages = (parts: Partial<PackContent>): string[] =>
  ids(samplePack(parts), { today: "2026-11-23" }).map(({ message }) => message);
const one = packQuestion({ id: "tea-1.1-one" });
const context = { id: "tea-case", title: "A case", scenario: "Guests wait.", position: 0, of: 2 };
const inCase = (id: string, position: number) => ({
  ...packQuestion({ id }, { ...context, position }),
  file: "tea/leaf/1.1/tea-case.yaml",
});

test("a sound pack passes, cases too", () => {
  expect(messages({})).toEqual([]);
  expect(messages({ questions: [one, inCase("tea-case-a", 0), inCase("tea-case-b", 1)] })).toEqual([]);
});

test.each([
  {
    name: "a file with another name",
    question: { ...one, file: "tea/leaf/1.1/two.yaml" },
    fault: /not named tea-1\.1-one/,
  },
  {
    name: "a folder of another lesson",
    question: { ...one, file: "tea/leaf/1.2/tea-1.1-one.yaml" },
    fault: /folder 1\.2/,
  },
  { name: "a stem with the id", question: packQuestion({ id: "tea", stem: "A tea house" }), fault: /shows the id/ },
])("$name is an error", ({ question, fault }) => {
  expect(messages({ questions: [question] })).toEqual([expect.stringMatching(fault)]);
});

test("ids stand once", () => {
  expect(messages({ questions: [one, one] })).toEqual([expect.stringContaining("tea-1.1-one stands in")]);
  const clash = { ...one, question: { ...one.question, id: "tea-case" }, file: "tea/leaf/1.1/tea-case.yaml" };
  expect(messages({ questions: [inCase("tea-case-a", 0), clash] })).toEqual([
    expect.stringContaining("tea-case stands in"),
  ]);
  const { lessons, traps, facts, figures } = samplePack();
  const twice = <T>(list: readonly T[]): T[] => [...list, ...list.slice(0, 1)];
  expect(
    messages({ lessons: twice(lessons), traps: twice(traps), facts: twice(facts), figures: twice(figures) }),
  ).toHaveLength(4);
});

test("lessons and packs are named as their files and folders", () => {
  const at = (file: string) => ({ file, lineOf: () => 3 });
  const places = new Map([
    ["lesson 1.1", at("tea/leaf/lessons/1.2.md")],
    ["pack tea", at("coffee/exam.yaml")],
  ]);
  expect(messages({ places })).toEqual(["the pack tea stands in the folder coffee", "the file is not named 1.1.md"]);
});

test("a draw stands in the file of its family, whatever its lesson", () => {
  const questions = drawnQuestions("tea-steeping", 2);
  expect(messages({ questions })).toEqual([]);
  const moved = questions.map((entry) => ({ ...entry, file: "tea/leaf/families/tea-cooling.ts" }));
  expect(messages({ questions: moved })[0]).toMatch(/not named tea-steeping\.ts/);
  expect(messages({ questions: [...questions, ...questions.slice(0, 1)] })[0]).toMatch(/tea-steeping-01 stands in/);
});
