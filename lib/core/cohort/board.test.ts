import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import {
  cohortWeeks,
  type Lately,
  lateWeeks,
  type MemberWeeks,
  outbreaks,
  rises,
  risksOf,
  sumTraps,
  trapWeeks,
  worstLately,
  worstTraps,
} from "./board";
import { riskWords } from "./risk-words";
import { weekOf, weeksUpTo } from "./wall-time";
import { addCounts, countAnswers, noCounts, type WeekCounts } from "./week-counts";

const NOW = 20_000 * DAY_MS;
const WEEKS = weeksUpTo(weekOf(NOW, "UTC"), 8);
const counts = (own: Partial<WeekCounts>): WeekCounts => ({ ...noCounts, ...own });
/** Six who fell for a trap so often in the weeks before, and so often now, of ten each. */
const group = (before: number, now: number, people = 6): MemberWeeks[] =>
  Array.from({ length: people }, () => ({
    weeks: new Map(
      WEEKS.map((week, at) => [week, counts({ traps: { heat: [10, 10, at >= 6 ? now : before] } })] as const),
    ),
  }));
/** Each member once for each of these weeks. */
const inWeeks = (members: readonly MemberWeeks[], of: readonly string[]) =>
  members.flatMap(({ weeks }, place) =>
    of.flatMap((week) => {
      const own = weeks.get(week);
      return own === undefined ? [] : [{ id: `m${place}`, counts: own }];
    }),
  );
const sumsOf = (members: readonly MemberWeeks[]) =>
  new Map(WEEKS.map((week) => [week, sumTraps(inWeeks(members, [week]))]));

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
    trapWeeks(sumsOf(group(2, 2, people)), WEEKS, ["heat", "none"]).map(({ trap, cells }) => [trap, cells[0]?.rate]);
  expect(rate(4)).toEqual([["heat", null]]);
  expect(rate(5)).toEqual([["heat", 0.2]]);
  const right = (people: number) =>
    cohortWeeks(new Map([[WEEKS[7] ?? "", { people, answers: 4 * people, right: 3 * people }]]), WEEKS)[7]?.right;
  expect([right(4), right(5)]).toEqual([null, 0.75]);
});

describe("a trap that takes more of the cohort than it did", () => {
  test("is none with a handful of falls, however seldom they were", () => {
    const rise = (falls: number) => {
      const cells = WEEKS.map((week, at) => {
        const [decided, fell] = at === 7 ? [25, falls] : at === 5 ? [63, 0] : [0, 0];
        return { week, decided, falls: fell, people: 6, rate: null };
      });
      return rises([{ trap: "heat", cells, decided: 88, falls }], WEEKS).length;
    };
    expect([rise(4), rise(5)]).toEqual([0, 1]);
  });

  const found = (members: MemberWeeks[]) => {
    const late = sumTraps(inWeeks(members, lateWeeks(WEEKS)));
    return outbreaks(rises(trapWeeks(sumsOf(members), WEEKS, ["heat"]), WEEKS), late);
  };
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
  const nothing: Lately = {
    joinedAt: NOW - 90 * DAY_MS,
    lastAt: NOW,
    late: { answers: 0, right: 0 },
    early: { answers: 0, right: 0 },
    worst: null,
    overdue: 0,
    missed: 0,
  };
  test.each<[string, Partial<Lately>, string[]]>([
    ["all is well", {}, []],
    ["silent for a week", { lastAt: NOW - 7 * DAY_MS }, ["nothing done for 7 days"]],
    ["not silent yet", { lastAt: NOW - 7 * DAY_MS + 1 }, []],
    ["never there", { lastAt: null, joinedAt: NOW - 8 * DAY_MS }, ["nothing done since joining 8 days ago"]],
    ["joined just now", { lastAt: null, joinedAt: NOW }, []],
    ["late", { overdue: 1, missed: 2 }, ["missed 2 assignments", "an assignment is overdue"]],
    [
      "sinking",
      { early: { answers: 20, right: 16 }, late: { answers: 20, right: 10 } },
      ["right answers fell from 80 % to 50 % (20 answers)"],
    ],
    ["too few answers to sink", { early: { answers: 20, right: 16 }, late: { answers: 9, right: 1 } }, []],
    [
      "caught by a trap",
      { worst: { trap: "heat", falls: 3, decided: 6 } },
      ["fell for “heat” in 3 of 6 over four weeks"],
    ],
  ])("%s", (_name, own, says) => {
    expect(risksOf({ ...nothing, ...own }, NOW).map((risk) => riskWords(risk, (id) => id))).toEqual(says);
  });
});

describe("the trap that takes somebody most", () => {
  const heat = (decided: number, falls: number) => counts({ traps: { heat: [8, decided, falls], cold: [6, 5, 5] } });
  const at = (index: number): string => WEEKS[index] ?? "";
  test("took half of six answers at least, over the last four weeks", () => {
    const weeks = new Map([
      [at(4), heat(3, 2)],
      [at(6), heat(3, 1)],
    ]);
    expect(worstTraps({ weeks }, WEEKS.slice(0, 7))).toEqual([
      null,
      null,
      { trap: "cold", falls: 10, decided: 10 },
      { trap: "cold", falls: 10, decided: 10 },
    ]);
    expect(worstTraps({ weeks: new Map([[at(6), heat(5, 5)]]) }, WEEKS.slice(0, 7))).toEqual([]);
  });
  test("is the same when weeks without an answer have gone by, until its answers are too long ago", () => {
    const weeks = new Map([
      [at(2), heat(6, 3)],
      [at(3), heat(1, 0)],
      [at(4), heat(7, 6)],
    ]);
    const known = { week: at(4), worst: worstTraps({ weeks }, WEEKS.slice(0, 5)) };
    // What is looked up later is what counting all of the last four weeks gives then.
    for (const last of [4, 5, 6, 7]) {
      const upTo = WEEKS.slice(0, last + 1);
      expect(worstLately(known, upTo)).toEqual(worstTraps({ weeks }, upTo)[3] ?? null);
    }
    expect(worstLately({ ...known, week: at(3) }, WEEKS)).toBeNull();
  });
});
