import { expect, test } from "vitest";
import { isInSet, isSlow, type LastMeeting, type StudySet } from "./study-set";

const met = (over: Partial<LastMeeting> = {}): LastMeeting => ({
  outcome: "right",
  flagged: false,
  slow: false,
  ...over,
});

test.each<{ set: StudySet; last: LastMeeting | undefined; inside: boolean }>([
  { set: "missed", last: met({ outcome: "wrong" }), inside: true },
  { set: "missed", last: met({ outcome: "unanswered" }), inside: true },
  { set: "missed", last: met(), inside: false },
  { set: "missed", last: undefined, inside: false },
  { set: "flagged", last: met({ flagged: true }), inside: true },
  { set: "flagged", last: undefined, inside: false },
  { set: "slow", last: met({ slow: true }), inside: true },
  { set: "slow", last: met(), inside: false },
  { set: "unseen", last: undefined, inside: true },
  { set: "unseen", last: met(), inside: false },
  { set: "trap", last: undefined, inside: true },
])("$set of $last: $inside", ({ set, last, inside }) => {
  expect(isInSet(set, last)).toBe(inside);
});

test.each([
  { spentMs: null, median: 40, slow: false },
  { spentMs: 60_000, median: 10, slow: false },
  { spentMs: 60_001, median: 10, slow: true },
  { spentMs: 90_000, median: 60, slow: false },
  { spentMs: 90_001, median: 60, slow: true },
  { spentMs: 120_000, median: null, slow: false },
  { spentMs: 120_001, median: null, slow: true },
])("$spentMs ms with a median of $median s: slow is $slow", ({ spentMs, median, slow }) => {
  expect(isSlow(spentMs, median)).toBe(slow);
});
