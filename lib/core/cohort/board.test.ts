import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { cohortWeeks, type MemberWeeks, outbreaks, risksOf, trapWeeks } from "./board";
import { riskWords } from "./risk-words";
import { weekOf, weeksUpTo } from "./wall-time";
import { addCounts, countAnswers, noCounts, type WeekCounts } from "./week-counts";

const NOW = 20_000 * DAY_MS;
const WEEKS = weeksUpTo(weekOf(NOW, "UTC"), 8);
const counts = (own: Partial<WeekCounts>): WeekCounts => ({ ...noCounts, ...own });
const member = (userId: string, own: Partial<MemberWeeks> = {}): MemberWeeks => ({
  userId,
  name: userId,
  joinedAt: NOW - 90 * DAY_MS,
  lastAt: NOW,
  weeks: new Map(),
  overdue: 0,
  missed: 0,
  ...own,
});
/** Six who fell for a trap so often in the weeks before, and so often now, of ten each. */
const group = (before: number, now: number, people = 6): MemberWeeks[] =>
  Array.from({ length: people }, (_, index) =>
    member(`m${index}`, {
      weeks: new Map(
        WEEKS.map((week, at) => [week, counts({ traps: { heat: [10, 10, at >= 6 ? now : before] } })] as const),
      ),
    }),
  );

test("weeks begin on Mondays, by the clocks of the zone", () => {
  expect(weekOf(0, "UTC")).toBe("1969-12-29");
  expect(weekOf(4 * DAY_MS - 1, "UTC")).toBe("1969-12-29");
  expect(weekOf(4 * DAY_MS, "UTC")).toBe("1970-01-05");
  expect(weekOf(4 * DAY_MS - 1, "Asia/Tokyo")).toBe("1970-01-05");
  expect(weeksUpTo("1970-01-05", 3)).toEqual(["1969-12-22", "1969-12-29", "1970-01-05"]);
});

test("answers are counted by lesson and trap; a sub-trap counts for its parent once", () => {
  const answer = { lesson: "a", outcome: "wrong" as const, spentMs: 5 };
  const evidence = { offered: ["hot", "hotter"], taken: ["hotter"], refused: ["hot"] };
  const parentOf = (trap: string) => (trap === "hotter" ? "hot" : undefined);
  const one = countAnswers([{ ...answer, evidence }], parentOf);
  expect(one).toEqual({ lessons: { a: [1, 0] }, traps: { hot: [1, 1, 1], hotter: [1, 1, 1] }, spentMs: 5 });
  expect(addCounts(one, one).traps.hot).toEqual([2, 2, 2]);
});

test("of fewer than five people no rate is shown, nor how the cohort did", () => {
  const rate = (people: number) =>
    trapWeeks(group(2, 2, people), WEEKS, ["heat", "none"]).map(({ trap, cells }) => [trap, cells[0]?.rate]);
  expect(rate(4)).toEqual([["heat", null]]);
  expect(rate(5)).toEqual([["heat", 0.2]]);
  const right = (people: number) =>
    cohortWeeks(
      Array.from({ length: people }, (_, index) =>
        member(`m${index}`, { weeks: new Map([[WEEKS[7] ?? "", counts({ lessons: { a: [4, 3] } })]]) }),
      ),
      WEEKS,
    )[7]?.right;
  expect([right(4), right(5)]).toEqual([null, 0.75]);
});

describe("a trap that takes more of the cohort than it did", () => {
  const found = (members: MemberWeeks[]) => outbreaks(trapWeeks(members, WEEKS, ["heat"]), members, WEEKS);
  test("is named with its numbers", () => {
    expect(found(group(2, 5))).toEqual([
      { trap: "heat", now: { falls: 60, decided: 120, people: 6 }, before: { falls: 72, decided: 360 } },
    ]);
  });
  test.each([
    ["as it was", group(3, 3)],
    ["falling", group(5, 2)],
    ["of too few people", group(2, 6, 4)],
  ])("%s it is none", (_name, members) => {
    expect(found(members)).toEqual([]);
  });
});

describe("who may fall behind", () => {
  const words = (own: Partial<MemberWeeks>) =>
    risksOf(member("m", own), WEEKS, NOW).map((risk) => riskWords(risk, (id) => id));
  const lessons = (answers: number, right: number) => counts({ lessons: { a: [answers, right] } });
  test.each<[string, Partial<MemberWeeks>, string[]]>([
    ["all is well", {}, []],
    ["silent for a week", { lastAt: NOW - 7 * DAY_MS }, ["nothing done for 7 days"]],
    ["not silent yet", { lastAt: NOW - 7 * DAY_MS + 1 }, []],
    ["never there", { lastAt: null, joinedAt: NOW - 8 * DAY_MS }, ["nothing done since joining 8 days ago"]],
    ["joined just now", { lastAt: null, joinedAt: NOW }, []],
    ["late", { overdue: 1, missed: 2 }, ["missed 2 assignments", "an assignment is overdue"]],
    [
      "sinking",
      {
        weeks: new Map([
          [WEEKS[3] ?? "", lessons(20, 16)],
          [WEEKS[7] ?? "", lessons(20, 10)],
        ]),
      },
      ["right answers fell from 80 % to 50 % (20 answers)"],
    ],
    [
      "too few answers to sink",
      {
        weeks: new Map([
          [WEEKS[3] ?? "", lessons(20, 16)],
          [WEEKS[7] ?? "", lessons(9, 1)],
        ]),
      },
      [],
    ],
    [
      "caught by a trap",
      { weeks: new Map([[WEEKS[7] ?? "", counts({ traps: { heat: [8, 6, 3], cold: [6, 5, 5] } })]]) },
      ["fell for “heat” in 3 of 6"],
    ],
  ])("%s", (_name, own, says) => {
    expect(words(own)).toEqual(says);
  });
});
