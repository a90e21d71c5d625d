import { expect, test } from "vitest";
import { drawnQuestions, packQuestion, samplePack, sampleQuestion } from "@/lib/content/testing/sample-pack";
import { twins } from "./twins";

const today = "2026-11-23";
const STEM = sampleQuestion().stem;
const NEARLY = STEM.replace("forty", "sixty");

const pair = (left: Record<string, unknown>, right: Record<string, unknown>) =>
  samplePack({
    questions: [packQuestion({ id: "tea-left", ...left }), packQuestion({ id: "tea-right", ...right })],
  });

test.each([
  { name: "different stems", left: {}, right: { stem: "A monk picks white buds in April and dries them. ".repeat(5) } },
  { name: "parallel probes of one trap", left: { parallelOf: "x" }, right: { stem: NEARLY, parallelOf: "x" } },
  {
    name: "a probe parallel to a trap of the other",
    left: {},
    right: { stem: NEARLY, parallelOf: "hotter-is-better" },
  },
])("$name pass", ({ left, right }) => {
  expect(twins(pair(left, right), { today })).toEqual([]);
});

test.each([
  { name: "equal stems", left: {}, right: {} },
  { name: "stems that differ in a word", left: {}, right: { stem: NEARLY } },
  { name: "probes of different traps", left: { parallelOf: "x" }, right: { stem: NEARLY, parallelOf: "y" } },
])("$name are twins", ({ left, right }) => {
  expect(twins(pair(left, right), { today })).toEqual([
    expect.objectContaining({ severity: "error", message: expect.stringContaining("tea-left") }),
  ]);
});

test("draws of one family are no twins; of two families they are", () => {
  const [steeping, cooling] = ["tea-steeping", "tea-cooling"].map((family) => drawnQuestions(family, 2));
  expect(twins(samplePack({ questions: steeping ?? [] }), { today })).toEqual([]);
  expect(twins(samplePack({ questions: [...(steeping ?? []), ...(cooling ?? [])] }), { today })).toHaveLength(4);
});
