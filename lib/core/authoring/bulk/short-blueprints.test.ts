import { expect, test } from "vitest";
import { blueprintSchema } from "@/lib/core/exam/blueprint";
import { shortfallWords } from "@/lib/core/exam/quota-words";
import { type Fresh, newlyShort } from "./short-blueprints";

const blueprint = blueprintSchema.parse({
  id: "two",
  title: "Two",
  summary: "Two of each lesson.",
  seconds: 60,
  lessons: [
    { lesson: "one", scored: 2 },
    { lesson: "two", scored: 2 },
  ],
  quotas: [{ trap: "t", min: 1 }],
});

const question = (id: string, lesson: string, fields: Partial<Fresh> = {}): Fresh => ({
  id,
  family: null,
  lesson,
  type: "multiple-choice",
  exams: ["exam-1"],
  traps: [],
  counterCue: false,
  difficulty: 2,
  caseId: null,
  caseIndex: null,
  ...fields,
});
const bank = (count: number) =>
  ["one", "two"].flatMap((lesson) => Array.from({ length: count }, (_, at) => question(`${lesson}-${at}`, lesson)));
const words = (before: Fresh[], after: Fresh[]) =>
  newlyShort([blueprint], before, after).flatMap(({ short }) => short.map((one) => shortfallWords(one)));

const whole = [...bank(3), question("trap", "two", { traps: ["t"] })];

test("a bank that still fills it is not short", () => {
  expect(words(whole, whole.slice(1))).toEqual([]);
});

test("the last question with a trap that is asked for, among thousands", () => {
  const large = [...bank(3_000), question("trap", "two", { traps: ["t"] })];
  expect(words(large, large)).toEqual([]);
  expect(words(large, large.slice(0, -1))).toEqual(["0 of 1 questions that offer t"]);
});

test("a lesson that runs dry is named", () => {
  expect(
    words(
      whole,
      whole.filter(({ lesson, id }) => lesson === "two" || id === "one-0"),
    ),
  ).toEqual(["1 of 2 scored questions of lesson one"]);
});

test("what is short already is nobody's change", () => {
  expect(words(bank(3), bank(2))).toEqual([]);
});

test("draws of one family fill one place", () => {
  const draws = Array.from({ length: 9 }, (_, at) => question(`draw-${at}`, "one", { family: "f" }));
  const rest = whole.filter(({ lesson }) => lesson === "two");
  expect(words(whole, [...rest, ...draws])).toEqual(["1 of 2 scored questions of lesson one"]);
});
