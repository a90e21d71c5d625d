import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { drawnQuestions, packQuestion, sampleBank, samplePack } from "@/lib/content/testing/sample-pack";
import { lintPack, RULES } from "./rules";

const today = "2026-11-23";

test("the sample pack has no errors", () => {
  expect(lintPack(samplePack(), { today }).filter(({ severity }) => severity === "error")).toEqual([]);
});

test("every rule file is in the registry", () => {
  const files = ["bank", "pack", "question"].flatMap((folder) =>
    readdirSync(path.join(import.meta.dirname, folder)).filter((name) => /^[a-z-]+\.ts$/.test(name)),
  );
  // svg.ts is the grammar that the rule `figures` uses.
  expect(
    files
      .map((name) => name.replace(/\.ts$/, ""))
      .filter((name) => name !== "svg")
      .sort(),
  ).toEqual(Object.keys(RULES).sort());
});

test("problems carry the name of their rule and stand in the order of the files", () => {
  const places = new Map([["question late", { file: "tea/leaf/1.1/late.yaml", lineOf: () => 7 }]]);
  const broken = { lesson: "9.9", review: undefined };
  const questions = [packQuestion({ id: "late", ...broken }), packQuestion({ id: "early", stem: "Other.", ...broken })];
  const problems = lintPack(samplePack({ questions, places }), { today });
  const ofQuestions = problems.filter(({ file }) => file.includes("1.1/"));
  expect(ofQuestions.map(({ rule, file, line }) => `${rule} ${file.split("/").at(-1)}:${line}`)).toEqual([
    "ids early.yaml:1",
    "references early.yaml:1",
    "stem-length early.yaml:1",
    "review early.yaml:1",
    "ids late.yaml:7",
    "references late.yaml:7",
    "review late.yaml:7",
  ]);
  expect(problems.every(({ rule }) => Object.keys(RULES).includes(rule))).toBe(true);
});

test("a family is told once of what it says once, and of each draw what is the draw's", () => {
  const stale = drawnQuestions("tea-steeping", 3, { verifiedOn: "2020-01-01", review: undefined, stem: "Short." });
  const problems = lintPack(samplePack({ questions: [...sampleBank(4), ...stale] }), { today }).filter(({ file }) =>
    file.endsWith("tea-steeping.ts"),
  );
  const count = (rule: string): number => problems.filter((problem) => problem.rule === rule).length;
  expect(["stale", "review", "stem-length", "ids"].map(count)).toEqual([1, 1, 3, 0]);
});
