import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import {
  CAPTURE_GRID,
  EMPTY_TRAP_ENTRY,
  explainedByTrap,
  foldTrapOffers,
  innocentChance,
  offerLogLikelihood,
  offersOf,
  type TrapEntry,
  type TrapLedger,
  type TrapOffer,
  trapEntrySchema,
  trapLikelihoodRatio,
} from "./trap-ledger";

const noParent = (): undefined => undefined;
const offer = (trap: string, taken: boolean, innocent = 0.2): TrapOffer => ({ trap, taken, innocent });

function fold(
  answers: readonly (readonly TrapOffer[])[],
  parentOf: (trap: string) => string | undefined = noParent,
): TrapLedger {
  const ledger: Record<string, TrapEntry> = {};
  for (const offers of answers) Object.assign(ledger, foldTrapOffers(ledger, offers, parentOf));
  return ledger;
}

const arbitraryOffer = fc.record({
  trap: fc.constantFrom("a", "b", "c"),
  taken: fc.boolean(),
  innocent: fc.double({ min: 0.005, max: 0.95, noNaN: true }),
});

describe("the likelihood of an offer", () => {
  test.each([
    { name: "taken", taken: true, innocent: 0.2, capture: 0.5, value: Math.log(3) },
    { name: "the key instead", taken: false, innocent: 0.2, capture: 0.5, value: Math.log(0.5) },
    {
      name: "taken where nearly everybody errs so",
      taken: true,
      innocent: 0.95,
      capture: 0.5,
      value: Math.log(0.975 / 0.95),
    },
  ])("$name", ({ taken, innocent, capture, value }) => {
    expect(offerLogLikelihood(offer("a", taken, innocent), capture)).toBeCloseTo(value, 12);
  });

  test("an option that is not trusted says nothing, one half trusted says less", () => {
    const full = offerLogLikelihood(offer("a", true), 0.5);
    expect(offerLogLikelihood({ ...offer("a", true), trust: 0 }, 0.5)).toBe(0);
    const half = offerLogLikelihood({ ...offer("a", true), trust: 0.5 }, 0.5);
    expect(half > 0 && half < full).toBe(true);
  });

  test("q₀ is (1 − p̂) times the share, and never certain", () => {
    expect(innocentChance(0.7, 0.5)).toBeCloseTo(0.15, 12);
    expect(innocentChance(1, 1)).toBe(0.005);
    expect(innocentChance(0, 1)).toBe(0.95);
  });
});

describe("folding", () => {
  test("counts falls out of decided, and nothing for another wrong option", () => {
    const evidence = { offered: ["a", "b", "c"], taken: ["a"], refused: ["b"] };
    const ledger = fold([offersOf(evidence, () => 0.2), [offer("a", false)]]);
    expect(ledger.a).toMatchObject({ falls: 1, decided: 2, subFalls: 0, subDecided: 0 });
    expect(ledger.b).toMatchObject({ falls: 0, decided: 1 });
    expect(ledger.c).toBeUndefined();
  });

  test("Λ is the mean of the likelihoods over the grid, not the likelihood of a mean", () => {
    const ledger = fold([[offer("a", true)], [offer("a", true)], [offer("a", false)]]);
    const by = CAPTURE_GRID.map((c) => ((c + (1 - c) * 0.2) / 0.2) ** 2 * (1 - c));
    expect(trapLikelihoodRatio(ledger.a ?? EMPTY_TRAP_ENTRY)).toBeCloseTo(by.reduce((sum, x) => sum + x, 0) / 4, 10);
    expect(trapLikelihoodRatio(EMPTY_TRAP_ENTRY)).toBe(1);
  });

  const parentOf = (trap: string): string | undefined => (trap.startsWith("a-") ? "a" : undefined);

  test("a sub-trap rolls up to its parent at half weight", () => {
    const ledger = fold([[offer("a-1", true)]], parentOf);
    const direct = fold([[offer("a", true)]]);
    expect(ledger["a-1"]).toMatchObject({ falls: 1, decided: 1 });
    expect(ledger.a).toMatchObject({ falls: 0, decided: 0, subFalls: 1, subDecided: 1 });
    ledger.a?.logLikelihood.forEach((value, at) => {
      expect(value).toBeCloseTo((direct.a?.logLikelihood[at] ?? 0) / 2, 12);
    });
  });

  test.each([
    {
      name: "two sub-traps of one parent",
      offers: [offer("a-1", false), offer("a-2", true)],
      subFalls: 1,
      subDecided: 1,
      decided: 0,
    },
    {
      name: "the parent itself beside a sub-trap",
      offers: [offer("a-1", true), offer("a", false)],
      subFalls: 0,
      subDecided: 0,
      decided: 1,
    },
    {
      name: "one trap on two options",
      offers: [offer("a", false), offer("a", true)],
      subFalls: 0,
      subDecided: 0,
      decided: 1,
    },
  ])("a trap counts once an answer: $name", ({ offers, subFalls, subDecided, decided }) => {
    expect(fold([offers], parentOf).a).toMatchObject({ subFalls, subDecided, decided });
  });

  test("entries stay valid, survive JSON, and the order of answers does not matter", () => {
    fc.assert(
      fc.property(fc.array(fc.array(arbitraryOffer, { maxLength: 4 }), { maxLength: 12 }), (answers) => {
        const ledger = fold(answers);
        const backwards = fold([...answers].reverse());
        for (const [trap, entry] of Object.entries(ledger)) {
          expect(trapEntrySchema.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
          expect(entry.falls).toBeLessThanOrEqual(entry.decided);
          expect(backwards[trap]?.falls).toBe(entry.falls);
          expect(trapLikelihoodRatio(backwards[trap] ?? EMPTY_TRAP_ENTRY)).toBeCloseTo(trapLikelihoodRatio(entry), 6);
        }
      }),
      FIXED_RUNS,
    );
  });

  test("a fall raises Λ, a refusal lowers it", () => {
    fc.assert(
      fc.property(fc.array(arbitraryOffer, { maxLength: 8 }), arbitraryOffer, (before, next) => {
        const ledger = fold(before.map((one) => [one]));
        const earlier = trapLikelihoodRatio(ledger[next.trap] ?? EMPTY_TRAP_ENTRY);
        const later = trapLikelihoodRatio(fold([...before.map((one) => [one]), [next]])[next.trap] ?? EMPTY_TRAP_ENTRY);
        if (next.taken) expect(later).toBeGreaterThan(earlier);
        else expect(later).toBeLessThan(earlier);
      }),
      FIXED_RUNS,
    );
  });
});

describe("the share of a fall that its trap explains", () => {
  test("grows with the evidence for the trap, and shrinks where the slip is common", () => {
    const suspect = fold([[offer("a", true)], [offer("a", true)]]).a;
    const clear = fold([[offer("a", false)], [offer("a", false)]]).a;
    expect(explainedByTrap(suspect, 0.2)).toBeGreaterThan(explainedByTrap(undefined, 0.2));
    expect(explainedByTrap(clear, 0.2)).toBeLessThan(explainedByTrap(undefined, 0.2));
    expect(explainedByTrap(suspect, 0.6)).toBeLessThan(explainedByTrap(suspect, 0.2));
    // Held with chance .3 and then caught at the grid's mean rate, .45.
    expect(explainedByTrap(undefined, 0.2)).toBeCloseTo(0.135 / (0.135 + 0.865 * 0.2), 12);
  });
});
