import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { type ItemCounts, openCounts } from "./item-counts";
import { driftSide, splitWindows, windowOf, windowStart } from "./windows";

/** Right and wrong answers of people who had 6 of 10 others right. */
function counted(right: number, wrong: number): ItemCounts {
  const open = openCounts();
  for (let i = 0; i < right + wrong; i += 1) {
    const isRight = i < right;
    const option = isRight ? "a" : "b";
    open.add({ option, right: isRight, rest: { right: 6, of: 10 }, taken: [], refused: [] });
  }
  return open.close();
}

test("a window is four weeks, and begins with its first moment", () => {
  const start = windowStart(700);
  expect([windowOf(start - 1), windowOf(start), windowOf(start + 28 * DAY_MS - 1)]).toEqual([699, 700, 700]);
});

describe("the two sides of a drift", () => {
  const split = (sizes: readonly number[]) => {
    const { earlier, later, from } = splitWindows(sizes.map((size, window) => ({ window, counts: counted(size, 0) })));
    return { earlier: driftSide(earlier).n, later: driftSide(later).n, from };
  };

  test.each([
    { name: "nothing yet", sizes: [], sides: { earlier: 0, later: 0, from: null } },
    { name: "one window is the later side", sizes: [50], sides: { earlier: 0, later: 50, from: 0 } },
    { name: "the latest window has enough", sizes: [10, 20, 30], sides: { earlier: 30, later: 30, from: 2 } },
    { name: "it has too few, and takes others in", sizes: [40, 25, 10, 5], sides: { earlier: 40, later: 40, from: 1 } },
    { name: "as few windows as will do", sizes: [40, 90, 10, 25], sides: { earlier: 130, later: 35, from: 2 } },
  ])("$name", ({ sizes, sides }) => {
    expect(split(sizes)).toEqual(sides);
  });

  test("windows come in any order", () => {
    const windows = [3, 1, 2].map((window) => ({ window, counts: counted(window * 10, 0) }));
    expect(splitWindows(windows)).toMatchObject({ from: 3 });
    expect(driftSide(splitWindows(windows).earlier).n).toBe(30);
  });

  test("a side has its right answers, and the mean share right elsewhere", () => {
    expect(driftSide([counted(3, 1), counted(2, 4)])).toEqual({ n: 10, right: 5, meanRest: expect.closeTo(0.6, 12) });
    expect(driftSide([])).toEqual({ n: 0, right: 0, meanRest: null });
  });
});
