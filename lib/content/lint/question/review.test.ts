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
])("$name", ({ review: state, faults }) => {
  const problems = review(packWith({ review: state }), { today });
  expect(problems.map(({ message }) => message)).toEqual(faults);
  expect(problems.every(({ severity }) => severity === "warning")).toBe(true);
});
