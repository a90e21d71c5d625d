import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIAGNOSIS_PARAMETERS, findingsOf, posteriorOf } from "@/lib/core/learning/diagnosis/posterior";
import { symptomTable } from "@/lib/core/learning/diagnosis/symptom-table";
import { foldTrapOffers, type TrapLedger } from "@/lib/core/learning/traps/trap-ledger";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { seededRng } from "@/lib/core/shared/rng";
import { CHOICE_WEIGHTS, chooseNext, type Standing } from "./choose-next";
import { questionBank } from "./question-bank";
import { expectedInformation, outlook } from "./question-value";

const TABLE = symptomTable([
  { id: "s0", lessons: ["l0"], traps: ["a", "b"] },
  { id: "s1", lessons: ["l1"], traps: ["c"] },
]);
const offers = (...traps: string[]) => traps.map((trap) => ({ trap, shareOfWrong: 0.4 }));
const BANK = questionBank(TABLE, [
  { id: "q-a", lessons: ["l0"], offers: offers("a") },
  { id: "q-ab", lessons: ["l0"], offers: offers("a", "b") },
  { id: "q-c", lessons: ["l1"], offers: offers("c") },
  { id: "q-plain", lessons: ["l2"], offers: [] },
  { id: "q-foreign", lessons: ["l2", "l3"], offers: offers("foreign") },
]);
const COUNT = BANK.ids.length;

const look = (traps: TrapLedger = {}) => {
  const findings = findingsOf(TABLE, { traps, lessons: {} }, DIAGNOSIS_PARAMETERS);
  return outlook(TABLE, findings, posteriorOf(TABLE, findings, DIAGNOSIS_PARAMETERS), DIAGNOSIS_PARAMETERS);
};
const fallen = (trap: string, times: number): TrapLedger => {
  let ledger: TrapLedger = {};
  for (let i = 0; i < times; i++) {
    ledger = { ...ledger, ...foldTrapOffers(ledger, [{ trap, taken: true, innocent: 0.15 }], () => undefined) };
  }
  return ledger;
};
const all = (value: number): number[] => Array.from({ length: COUNT }, () => value);
const standing = (over: Partial<Standing> = {}): Standing => ({
  right: all(0.6),
  rightAtCut: all(0.5),
  seen: all(0),
  due: all(0),
  exposure: all(0),
  before: [],
  ...over,
});
const SHARP = { ...CHOICE_WEIGHTS, temperature: 1e-6 };
const chosen = (over: Partial<Standing> = {}, traps: TrapLedger = {}, weights = SHARP) =>
  chooseNext(BANK, standing(over), look(traps), weights, seededRng("choice"))?.id;

describe("the value of a question", () => {
  test("is nothing where no symptom is touched, and more with more of its traps", () => {
    const now = look();
    expect(expectedInformation(BANK, 3, 0.6, now)).toBe(0);
    expect(expectedInformation(BANK, 4, 0.6, now)).toBe(0);
    expect(expectedInformation(BANK, 1, 0.6, now)).toBeGreaterThan(expectedInformation(BANK, 0, 0.6, now));
  });

  test("rises where a symptom comes into play, and falls again once it is settled", () => {
    const value = (times: number): number => expectedInformation(BANK, 0, 0.6, look(fallen("a", times)));
    expect(value(1)).toBeGreaterThan(value(0));
    expect(value(9)).toBeLessThan(value(1));
  });

  test("is close to the mutual information that it stands for", () => {
    const bank = questionBank(TABLE, [{ id: "q", lessons: [], offers: offers("c") }]);
    const [q0, capture] = [0.4 * 0.4, 0.5];
    const p = DIAGNOSIS_PARAMETERS;
    const findings = findingsOf(TABLE, { traps: fallen("c", 1), lessons: {} }, p);
    const ratio = findings.trapRatio[TABLE.trapIndex.get("c") ?? -1] ?? 1;
    const posterior = posteriorOf(TABLE, findings, p);
    const present = posterior.mass[1] ?? 0;
    const taken = [0.05, 0.7625].map((h) => q0 + ((h * ratio) / (1 - h + h * ratio)) * capture * (1 - q0));
    const entropy = (x: number): number => -x * Math.log(x) - (1 - x) * Math.log(1 - x);
    const [without = 0, withIt = 0] = taken;
    const mixed = (1 - present) * without + present * withIt;
    const exact = entropy(mixed) - (1 - present) * entropy(without) - present * entropy(withIt);
    const ratioToExact = expectedInformation(bank, 0, 0.6, outlook(TABLE, findings, posterior, p)) / exact;
    expect(ratioToExact > 0.85 && ratioToExact < 1.15).toBe(true);
  });
});

describe("the choice", () => {
  test.each([
    { name: "the question that tells most", over: {}, traps: {}, id: "q-ab" },
    { name: "the suspected symptom's", over: {}, traps: fallen("c", 1), id: "q-c" },
    { name: "what is due, where it outweighs", over: { due: [0, 0, 0, 20, 0] }, traps: {}, id: "q-plain" },
    { name: "an unseen one, though a seen one tells more", over: { seen: [2, 1, 0, 0, 0] }, traps: {}, id: "q-c" },
    { name: "a seen one, when no unseen is left", over: { seen: all(1) }, traps: {}, id: "q-ab" },
    { name: "no trap a third time in a row", over: { before: [["a"], ["b", "a"]] }, traps: {}, id: "q-c" },
    { name: "a trap again after another", over: { before: [["a"], ["a"], ["c"]] }, traps: {}, id: "q-ab" },
    { name: "one below the exposure cap", over: { exposure: [0, 0.9, 0.9, 0, 0] }, traps: {}, id: "q-a" },
    {
      name: "a worn one rather than a seen one",
      over: { seen: [0, 1, 1, 1, 1], before: [["a"], ["a"]] },
      traps: {},
      id: "q-a",
    },
    {
      name: "only what is allowed",
      over: { allowed: (question: number) => question === 4 },
      traps: {},
      id: "q-foreign",
    },
  ])("takes $name", ({ over, traps, id }) => {
    expect(chosen(over, traps)).toBe(id);
  });

  test("prefers the questions at the pass mark where no symptom tells them apart", () => {
    const over = { allowed: (question: number) => question > 2, rightAtCut: [0.5, 0.5, 0.5, 0.95, 0.55] };
    expect(chosen(over)).toBe("q-foreign");
  });

  test("is null where nothing may be asked, and says when a question was seen before", () => {
    expect(chosen({ allowed: () => false })).toBeUndefined();
    const choice = chooseNext(BANK, standing({ seen: all(1) }), look(), SHARP, seededRng("seen"));
    expect(choice?.seenBefore).toBe(true);
  });

  test("draws by softmax: equal values equally often, the same seed the same question", () => {
    const over = { allowed: (question: number) => question > 2 };
    const rng = seededRng("softmax");
    let plain = 0;
    for (let i = 0; i < 2000; i++) {
      if (chooseNext(BANK, standing(over), look(), CHOICE_WEIGHTS, rng)?.id === "q-plain") plain += 1;
    }
    expect(plain / 2000).toBeCloseTo(0.5, 1);
    expect(chosen({}, {}, CHOICE_WEIGHTS)).toBe(chosen({}, {}, CHOICE_WEIGHTS));
  });

  test("never a seen question while an unseen one may be asked", () => {
    const flags = fc.array(fc.nat({ max: 1 }), { minLength: COUNT, maxLength: COUNT });
    const before = fc.array(fc.subarray(["a", "b", "c"]), { maxLength: 4 });
    fc.assert(
      fc.property(flags, flags, flags, before, fc.string(), (seen, exposure, allowed, asked, seed) => {
        const may = (question: number): boolean => allowed[question] === 1;
        const choice = chooseNext(
          BANK,
          standing({ seen, exposure, before: asked, allowed: may }),
          look(),
          CHOICE_WEIGHTS,
          seededRng(seed),
        );
        if (choice === null) expect(allowed.every((flag) => flag === 0)).toBe(true);
        else {
          expect(may(choice.question)).toBe(true);
          if (choice.seenBefore) expect(seen.some((times, question) => times === 0 && may(question))).toBe(false);
        }
      }),
      FIXED_RUNS,
    );
  });
});
