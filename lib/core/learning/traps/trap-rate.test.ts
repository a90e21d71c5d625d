import { describe, expect, test } from "vitest";
import { EMPTY_TRAP_ENTRY } from "./trap-ledger";
import { trapRate } from "./trap-rate";

const entry = (counts: Partial<typeof EMPTY_TRAP_ENTRY>) => ({ ...EMPTY_TRAP_ENTRY, ...counts });

describe("the rate that is shown", () => {
  test.each([
    { name: "two offers", counts: { falls: 2, decided: 2 } },
    { name: "five sub-trap offers, which weigh two and a half", counts: { subFalls: 5, subDecided: 5 } },
    { name: "nothing", counts: {} },
  ])("nothing is shown after $name", ({ counts }) => {
    expect(trapRate(entry(counts), 0.2)).toBeNull();
  });

  test("four of six beside a population of one in three", () => {
    // Beta(3 + 4, 6 + 2); quantiles from SciPy's beta.ppf.
    const rate = trapRate(entry({ falls: 4, decided: 6 }), 1 / 3);
    expect(rate).toMatchObject({ falls: 4, decided: 6 });
    expect(rate?.mean).toBeCloseTo(7 / 15, 12);
    expect(rate?.low).toBeCloseTo(0.3045539043, 7);
    expect(rate?.high).toBeCloseTo(0.6308683817, 7);
  });

  test("sub-traps count whole in the counts and half in the rate", () => {
    const rate = trapRate(entry({ falls: 1, decided: 2, subFalls: 2, subDecided: 2 }), 1 / 3);
    expect(rate).toMatchObject({ falls: 3, decided: 4 });
    expect(rate?.mean).toBeCloseTo((3 + 2) / (9 + 3), 12);
  });

  test("a population in which nobody falls still leaves room for doubt", () => {
    const rate = trapRate(entry({ falls: 0, decided: 3 }), 0);
    expect(rate !== null && rate.low >= 0 && rate.high > rate.low).toBe(true);
  });
});
