import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { weekShares } from "./week-shares";

const week = { week: 10, answered: 8, right: 6, decided: 4, falls: 1, timed: 2, spentMs: 90_000 };

test("shares of what was answered and decided, and the seconds over timed answers alone", () => {
  expect(weekShares([week])).toEqual([
    {
      at: 70 * DAY_MS,
      answered: 8,
      decided: 4,
      right: { count: 6, share: 0.75 },
      fallen: { count: 1, share: 0.25 },
      seconds: 45,
      few: false,
    },
  ]);
});

test("where nothing was decided or timed there is no share, and few answers are said to be few", () => {
  const [only] = weekShares([{ ...week, answered: 7, decided: 0, falls: 0, timed: 0, spentMs: 0 }]);
  expect(only).toMatchObject({ fallen: { share: null }, seconds: null, few: true });
});

test("weeks come oldest first, without those that had no answer", () => {
  const at = weekShares([{ ...week, week: 12 }, { ...week, week: 11, answered: 0 }, week]).map((one) => one.at);
  expect(at).toEqual([70 * DAY_MS, 84 * DAY_MS]);
});
