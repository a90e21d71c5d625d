import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { seededRng } from "@/lib/core/shared/rng";
import type { Candidate } from "./assemble-form";
import { drawPractice } from "./draw-practice";

const candidate = (
  id: string,
  seen: number,
  caseId: string | null = null,
  caseIndex: number | null = null,
): Candidate => ({
  id,
  family: null,
  lesson: "3.1",
  type: "multiple-choice",
  traps: [],
  exams: [],
  counterCue: false,
  difficulty: 3,
  caseId,
  caseIndex,
  seen,
  familySeen: seen,
});

const met = fc.nat({ max: 3 });
const singles = fc.array(met, { maxLength: 20 }).map((list) => list.map((seen, index) => candidate(`q${index}`, seen)));
const cases = fc
  .array(fc.array(met, { minLength: 2, maxLength: 4 }), { maxLength: 4 })
  .map((list) =>
    list.flatMap((own, place) => own.map((seen, index) => candidate(`c${place}-${index}`, seen, `c${place}`, index))),
  );
const banks = fc
  .tuple(singles, cases)
  .map(([some, others]) => [...some, ...others])
  .chain((bank) => fc.shuffledSubarray(bank, { minLength: bank.length }));
const counts = fc.integer({ min: 1, max: 15 });

test("draws as many as asked or as there are, none twice; a case may add up to three", () => {
  fc.assert(
    fc.property(banks, counts, fc.string(), (bank, count, seed) => {
      const ids = drawPractice(bank, count, seededRng(seed));
      expect(new Set(ids).size).toBe(ids.length);
      expect(bank.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
      expect(ids.length).toBeGreaterThanOrEqual(Math.min(count, bank.length));
      expect(ids.length).toBeLessThanOrEqual(count + 3);
      expect(drawPractice(bank, count, seededRng(seed))).toEqual(ids);
    }),
    FIXED_RUNS,
  );
});

test("without cases draws exactly as many, the least met ones, and those first", () => {
  fc.assert(
    fc.property(singles, counts, fc.string(), (bank, count, seed) => {
      const ids = drawPractice(bank, count, seededRng(seed));
      expect(ids).toHaveLength(Math.min(count, bank.length));
      const times = ids.map((id) => bank.find((question) => question.id === id)?.seen);
      const least = bank.map(({ seen }) => seen).sort((a, b) => a - b);
      expect(times).toEqual(least.slice(0, ids.length));
    }),
    FIXED_RUNS,
  );
});

test("a case stays together and in order", () => {
  fc.assert(
    fc.property(banks, counts, fc.string(), (bank, count, seed) => {
      const ids = drawPractice(bank, count, seededRng(seed));
      const caseIds = new Set(bank.flatMap(({ id, caseId }) => (caseId !== null && ids.includes(id) ? [caseId] : [])));
      for (const caseId of caseIds) {
        const whole = bank
          .filter((question) => question.caseId === caseId)
          .map(({ id }) => id)
          .sort();
        const from = ids.findIndex((id) => whole.includes(id));
        expect(ids.slice(from, from + whole.length)).toEqual(whole);
      }
    }),
    FIXED_RUNS,
  );
});

test("equals come in random order", () => {
  const bank = Array.from({ length: 6 }, (_, index) => candidate(`q${index}`, 0));
  const firsts = new Set(Array.from({ length: 100 }, (_, seed) => drawPractice(bank, 1, seededRng(`${seed}`))[0]));
  expect(firsts.size).toBe(6);
});
