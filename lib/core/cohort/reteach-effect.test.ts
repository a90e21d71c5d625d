import { describe, expect, test } from "vitest";
import type { TrapCell } from "./board";
import { effectAround, effectWords } from "./reteach-effect";

const cell = (week: string, falls: number, decided: number, people = 6): TrapCell => ({
  ...{ week, falls, decided, people },
  rate: falls / decided,
});
const BEFORE = [cell("2026-10-05", 6, 12), cell("2026-10-12", 3, 12)];
const AFTER = [cell("2026-10-26", 1, 10), cell("2026-11-02", 1, 10)];
const OWN = cell("2026-10-19", 9, 9);

describe("before and after a drill", () => {
  test("the week of the drill itself is in neither", () => {
    expect(effectAround([...BEFORE, OWN, ...AFTER], OWN.week)).toEqual({
      before: { falls: 9, decided: 24, people: 6 },
      after: { falls: 2, decided: 20, people: 6 },
    });
    expect(effectWords(effectAround([...BEFORE, OWN, ...AFTER], OWN.week))).toBe(
      "In the weeks before, learners fell for it in 9 of 24 answers that decided it (38 %). In the weeks after, learners fell for it in 2 of 20 answers that decided it (10 %).",
    );
  });
  test("of fewer than five people nothing is told, on either side", () => {
    const few = (cells: TrapCell[]) => cells.map((one) => ({ ...one, people: 4 }));
    expect(effectAround([...few(BEFORE), OWN, ...few(AFTER)], OWN.week)).toEqual({ before: null, after: null });
    const words = effectWords(effectAround([...BEFORE, OWN, ...few(AFTER)], OWN.week));
    expect(words).toContain("9 of 24");
    expect(words).toContain("once five learners have met the trap again");
    expect(words).not.toContain("of 20");
    expect(effectWords(effectAround([...few(BEFORE), OWN, ...AFTER], OWN.week))).toContain("too few had met the trap");
  });
});
