import { expect, test } from "vitest";
import { packWith } from "@/lib/content/testing/sample-pack";
import { review } from "./review";

const today = "2026-11-23";
const reviewed = { by: "model", solvedBlind: "agreed", tagsBlind: "agreed", on: "2026-11-02" };

test.each([
  { name: "a question solved blind passes", review: reviewed, faults: [] },
  { name: "a changed one passes", review: { ...reviewed, solvedBlind: "changed" }, faults: [] },
  { name: "one without a review is warned of", review: undefined, faults: ["not yet reviewed blind"] },
  {
    name: "a pending one is warned of",
    review: { ...reviewed, solvedBlind: "pending" },
    faults: ["the blind solution is pending"],
  },
  {
    name: "one that nobody has finished reading is warned of once",
    review: { ...reviewed, solvedBlind: "pending", tagsBlind: "pending" },
    faults: ["the blind solution is pending"],
  },
  {
    name: "one whose tags a person left out is warned of",
    review: { ...reviewed, by: "person", tagsBlind: "pending" },
    faults: ["the trap tags were not all guessed blind"],
  },
  { name: "one with a tag that was settled passes", review: { ...reviewed, tagsBlind: "changed" }, faults: [] },
])("$name", ({ review: state, faults }) => {
  const problems = review(packWith({ review: state }), { today });
  expect(problems.map(({ message }) => message)).toEqual(faults);
  expect(problems.every(({ severity }) => severity === "warning")).toBe(true);
});

test("a trap tag that the blind reading did not find fails the check", () => {
  const problems = review(packWith({ review: { ...reviewed, tagsBlind: "pending" } }), { today });
  expect(problems).toEqual([
    expect.objectContaining({ severity: "error", message: "the blind reading did not find a trap tag" }),
  ]);
});
