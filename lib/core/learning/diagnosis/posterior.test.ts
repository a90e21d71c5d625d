import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EMPTY_TRAP_ENTRY, foldTrapOffers, type TrapLedger } from "@/lib/core/learning/traps/trap-ledger";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { DIAGNOSIS_PARAMETERS, type Findings, findingsOf, heldChance, noFindings, posteriorOf } from "./posterior";
import { lessonTerm, type SymptomDefinition, symptomTable, trapTerm } from "./symptom-table";

// Shared traps and shared lessons, one symptom of two lessons.
const SYMPTOMS: SymptomDefinition[] = [
  { id: "s0", lessons: ["l0"], traps: ["t0", "t1"] },
  { id: "s1", lessons: ["l1"], traps: ["t1", "t2"] },
  { id: "s2", lessons: ["l0", "l2"], traps: ["t1", "t3"] },
  { id: "s3", lessons: ["l0"], traps: ["t3", "t4"] },
];
const TABLE = symptomTable(SYMPTOMS);
const P = DIAGNOSIS_PARAMETERS;

/** The design's equation, subset by subset, with nothing clever. */
function byTheBook(findings: Findings): {
  healthy: number;
  symptoms: number[];
  heldBy: (trap: string, n: number) => number;
} {
  const all = Array.from({ length: 2 ** SYMPTOMS.length }, (_, bits) =>
    SYMPTOMS.map((__, s) => s).filter((s) => Math.floor(bits / 2 ** s) % 2 === 1),
  );
  const weighed = all
    .filter((set) => set.length <= 3)
    .map((set) => {
      const members = set.flatMap((s) => SYMPTOMS[s] ?? []);
      let weight = 1;
      for (const s of set) weight *= Math.exp(findings.priorLogit[s] ?? 0);
      TABLE.traps.forEach((trap, t) => {
        const h = 1 - 0.95 * 0.25 ** members.filter(({ traps }) => traps.includes(trap)).length;
        weight *= 1 - h + h * (findings.trapRatio[t] ?? 1);
      });
      for (const lesson of new Set(members.flatMap(({ lessons }) => lessons))) {
        weight *= 0.35 + 0.65 * (findings.gapRatio[TABLE.lessonIndex.get(lesson) ?? -1] ?? 1);
      }
      return { set, members, weight };
    });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const share = (holds: (one: (typeof weighed)[number]) => boolean): number =>
    weighed.filter(holds).reduce((sum, { weight }) => sum + weight, 0) / total;
  return {
    healthy: share(({ set }) => set.length === 0),
    symptoms: SYMPTOMS.map((_, s) => share(({ set }) => set.includes(s))),
    heldBy: (trap, n) => share(({ members }) => members.filter(({ traps }) => traps.includes(trap)).length === n),
  };
}

const ratio = fc.double({ min: 0.01, max: 50, noNaN: true });
const arbitraryFindings = fc
  .tuple(
    fc.array(ratio, { minLength: TABLE.traps.length, maxLength: TABLE.traps.length }),
    fc.array(ratio, { minLength: TABLE.lessons.length, maxLength: TABLE.lessons.length }),
  )
  .map(([traps, lessons]) => ({
    ...noFindings(TABLE, P),
    trapRatio: Float64Array.from(traps),
    gapRatio: Float64Array.from(lessons),
  }));

describe("the posterior", () => {
  test("is the design's sum over all subsets of at most three", () => {
    fc.assert(
      fc.property(arbitraryFindings, (findings) => {
        const posterior = posteriorOf(TABLE, findings, P);
        const book = byTheBook(findings);
        expect(posterior.healthy).toBeCloseTo(book.healthy, 6);
        book.symptoms.forEach((probability, s) => {
          expect(posterior.mass[s]).toBeCloseTo(probability, 6);
        });
        TABLE.traps.forEach((trap, t) => {
          for (const n of [1, 2, 3]) {
            expect(posterior.mass[trapTerm(TABLE, t, n)]).toBeCloseTo(book.heldBy(trap, n), 6);
          }
        });
        expect(posterior.mass[lessonTerm(TABLE, 1)]).toBeCloseTo(book.symptoms[1] ?? -1, 6);
      }),
      FIXED_RUNS,
    );
  });

  test("without any answer is the prior", () => {
    const { healthy, mass } = posteriorOf(TABLE, noFindings(TABLE, P), P);
    const odds = 0.08 / 0.92;
    const total = 1 + 4 * odds + 6 * odds ** 2 + 4 * odds ** 3;
    expect(healthy).toBeCloseTo(1 / total, 12);
    expect(mass[0]).toBeCloseTo((odds + 3 * odds ** 2 + 3 * odds ** 3) / total, 12);
  });

  test("stays finite for overwhelming evidence", () => {
    const findings = noFindings(TABLE, P);
    findings.trapRatio.fill(Math.exp(60));
    findings.gapRatio.fill(Math.exp(60));
    const { healthy, mass } = posteriorOf(TABLE, findings, P);
    expect(healthy >= 0 && healthy < 1e-9).toBe(true);
    expect([...mass].every((value) => value >= 0 && value <= 1 + 1e-9)).toBe(true);
  });

  test("a trap that two symptoms share is explained by one of them", () => {
    const shared = noFindings(TABLE, P);
    shared.trapRatio[TABLE.trapIndex.get("t1") ?? -1] = 30;
    const own = noFindings(TABLE, P);
    own.trapRatio.set(shared.trapRatio);
    own.trapRatio[TABLE.trapIndex.get("t2") ?? -1] = 30;
    // t2 points to s1, which explains t1 too: s0 is less suspected than before.
    expect(posteriorOf(TABLE, own, P).mass[0]).toBeLessThan(posteriorOf(TABLE, shared, P).mass[0] ?? 0);
  });

  test.each([
    { count: 0, held: 0.05 },
    { count: 1, held: 0.7625 },
    { count: 2, held: 0.940625 },
  ])("a trap is held with $held by whoever has $count of its symptoms", ({ count, held }) => {
    expect(heldChance(P, count)).toBeCloseTo(held, 12);
  });
});

describe("findings", () => {
  const falls = (times: number): TrapLedger => {
    let ledger: TrapLedger = {};
    for (let i = 0; i < times; i++) {
      ledger = { ...ledger, ...foldTrapOffers(ledger, [{ trap: "t4", taken: true, innocent: 0.15 }], () => undefined) };
    }
    return ledger;
  };

  test("every fall raises the symptom that holds the trap", () => {
    const chances = [0, 1, 2, 3, 4].map(
      (times) => posteriorOf(TABLE, findingsOf(TABLE, { traps: falls(times), lessons: {} }, P), P).mass[3] ?? 0,
    );
    expect(chances).toEqual([...chances].sort((a, b) => a - b));
    expect(chances[3]).toBeGreaterThan(0.5);
  });

  test("a learner's report multiplies the odds, and does not prove", () => {
    const told = findingsOf(TABLE, { traps: {}, lessons: {}, reported: ["s2", "unknown"] }, P);
    const { mass } = posteriorOf(TABLE, told, P);
    expect(mass[2]).toBeGreaterThan(0.15);
    expect(mass[2]).toBeLessThan(0.5);
  });

  test("ids that the table does not know are left aside", () => {
    const evidence = { traps: { foreign: EMPTY_TRAP_ENTRY }, lessons: { foreign: { residual: -3, variance: 1 } } };
    expect(findingsOf(TABLE, evidence, P)).toEqual(noFindings(TABLE, P));
  });
});

describe("the table", () => {
  test("has all subsets of at most three", () => {
    const twelve = Array.from({ length: 12 }, (_, s) => ({ id: `s${s}`, lessons: [`l${s % 5}`], traps: [`t${s}`] }));
    expect(symptomTable(twelve).subsetCount).toBe(1 + 12 + 66 + 220);
    expect(symptomTable([]).subsetCount).toBe(1);
  });

  test("refuses two symptoms of one id", () => {
    expect(() => symptomTable([...SYMPTOMS, { id: "s0", lessons: [], traps: [] }])).toThrow("one id");
  });
});
