import { describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import {
  type Allowance,
  type AssignmentRules,
  clockEnd,
  mayBegin,
  ownRules,
  reviewOpensAt,
  standingOf,
} from "./assignment";

const OPENS = 1_000 * HOUR_MS;
const DUE = OPENS + 48 * HOUR_MS;
const CLOSES = DUE + 24 * HOUR_MS;
const rules = (own: Partial<AssignmentRules> = {}): AssignmentRules => ({
  work: { kind: "exam", blueprint: "quick" },
  opensAt: OPENS,
  dueAt: DUE,
  closesAt: CLOSES,
  attempts: 2,
  review: "after-due",
  lateness: "lenient",
  ...own,
});
const allow = (own: Partial<Allowance> = {}): Allowance => ({
  extraTime: "none",
  dueAt: null,
  closesAt: null,
  attempts: null,
  ...own,
});
const plain = (own: Partial<AssignmentRules> = {}) => ownRules(rules(own), null, null);

describe("beginning", () => {
  test.each([
    ["before it opens", OPENS - 1, 0, "not-open"],
    ["from when it opens", OPENS, 0, null],
    ["late, while it is lenient", DUE + 1, 1, null],
    ["when all attempts are used", DUE - 1, 2, "attempts"],
    ["from when it closes", CLOSES, 0, "over"],
  ] as const)("%s", (_name, now, begun, why) => {
    expect(mayBegin(plain(), begun, now)).toBe(why);
  });
  test("strict, nothing begins at the due time; without a close it never ends", () => {
    expect(mayBegin(plain({ lateness: "strict" }), 0, DUE)).toBe("over");
    expect(mayBegin(plain({ closesAt: null, attempts: null }), 99, DUE * 9)).toBeNull();
  });
});

describe("what is allowed one learner", () => {
  test("a later due time moves the end with it, and the close is never before it", () => {
    const later = CLOSES + HOUR_MS;
    expect(ownRules(rules(), null, allow({ dueAt: later }))).toMatchObject({ dueAt: later, closesAt: later });
    expect(ownRules(rules({ lateness: "strict" }), null, allow({ dueAt: later })).endsAt).toBe(later);
  });
  test("extra time for this assignment goes before that of the cohort; attempts are never fewer", () => {
    const standing = allow({ extraTime: "x1.5" });
    expect(ownRules(rules(), standing, null).extraTime).toBe("x1.5");
    expect(ownRules(rules(), standing, allow({ extraTime: "x2" })).extraTime).toBe("x2");
    expect(ownRules(rules(), standing, allow({ attempts: 1 })).attempts).toBe(2);
    expect(ownRules(rules(), standing, allow({ attempts: 3 })).attempts).toBe(3);
  });
});

test("the clock takes the extra time, and stops at the end of the assignment at the latest", () => {
  const base = 28 * MINUTE_MS;
  const half = ownRules(rules(), allow({ extraTime: "x1.5" }), null);
  expect(clockEnd(half, OPENS, base)).toBe(OPENS + 42 * MINUTE_MS);
  expect(clockEnd(half, CLOSES - MINUTE_MS, base)).toBe(CLOSES);
  const untimed = ownRules(rules({ closesAt: null }), allow({ extraTime: "untimed" }), null);
  expect(clockEnd(untimed, OPENS, base)).toBeNull();
  expect(clockEnd(plain({ lateness: "strict" }), DUE - MINUTE_MS, base)).toBe(DUE);
});

test("the review opens when the rules say, for each learner by their own times", () => {
  expect(reviewOpensAt(plain({ review: "at-once" }))).toBeNull();
  expect(reviewOpensAt(plain())).toBe(DUE);
  expect(reviewOpensAt(plain({ review: "after-close" }))).toBe(CLOSES);
  expect(reviewOpensAt(plain({ review: "after-close", closesAt: null }))).toBe(DUE);
  expect(reviewOpensAt(ownRules(rules(), null, allow({ dueAt: DUE + 5 })))).toBe(DUE + 5);
});

test.each([
  ["to-come", OPENS - 1, 0, null],
  ["open", OPENS, 0, null],
  ["begun", OPENS, 1, null],
  ["done", OPENS, 1, DUE],
  ["late", OPENS, 1, DUE + 1],
  ["overdue", DUE, 1, null],
  ["missed", CLOSES, 1, null],
] as const)("a learner stands %s", (standing, now, begun, doneAt) => {
  expect(standingOf(plain(), { begun, doneAt }, now)).toBe(standing);
});
