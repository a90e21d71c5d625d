import { expect, test } from "vitest";
import { packWith, samplePack } from "@/lib/content/testing/sample-pack";
import { stale } from "./stale";

test.each([
  { name: "verified twelve months ago to the day", verifiedOn: "2025-11-23", today: "2026-11-23", faults: 0 },
  { name: "verified a day more than twelve months ago", verifiedOn: "2025-11-22", today: "2026-11-23", faults: 1 },
  { name: "a leap day counts from the last of February", verifiedOn: "2027-02-28", today: "2028-02-29", faults: 1 },
])("$name", ({ verifiedOn, today, faults }) => {
  const problems = stale({ ...packWith({ verifiedOn }), lessons: [], facts: [] }, { today });
  expect(problems).toHaveLength(faults);
  expect(problems.every(({ severity }) => severity === "warning")).toBe(true);
});

test("lessons and facts age too", () => {
  const pack = samplePack({ questions: [] });
  expect(stale(pack, { today: "2027-11-01" })).toEqual([]);
  expect(stale(pack, { today: "2027-11-02" })).toHaveLength(pack.lessons.length + pack.facts.length);
});
