import fc from "fast-check";
import { expect, test } from "vitest";
import { KINDS } from "@/lib/core/question/schema";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { seededRng } from "@/lib/core/shared/rng";
import { assembleForm, type Candidate, type FormItem, type Shortfall } from "./assemble-form";
import { type Blueprint, formSize, type Quota } from "./blueprint";

/** Hundreds of forms take a second, and many on a busy machine. */
const LONG = { timeout: 60_000 };

const LESSONS = ["3.1", "3.2", "3.3"];
const TRAPS = ["hot", "long", "more"];

const traits = fc.record({
  family: fc.constant(null),
  familySeen: fc.constant(0),
  lesson: fc.constantFrom(...LESSONS),
  type: fc.constantFrom(...KINDS),
  traps: fc.subarray(TRAPS),
  exams: fc.subarray(["v1", "v2"]),
  counterCue: fc.boolean(),
  difficulty: fc.integer({ min: 1, max: 5 }),
  seen: fc.nat({ max: 3 }),
});

/** Single questions, and cases of two to four over one lesson or several, in any order. */
const bankOf = (units: { singles: number; cases: number }): fc.Arbitrary<Candidate[]> =>
  fc
    .tuple(
      fc.array(fc.tuple(traits), { maxLength: units.singles, size: "max" }),
      fc.array(fc.tuple(fc.array(traits, { minLength: 2, maxLength: 4 }), fc.boolean()), {
        maxLength: units.cases,
        size: "max",
      }),
    )
    .map(([singles, cases]) => [
      ...singles.map(([own], index) => ({ ...own, id: `q${index}`, caseId: null, caseIndex: null })),
      ...cases.flatMap(([questions, mixed], place) =>
        questions.map((own, index) => ({
          ...own,
          lesson: (mixed ? own : questions[0])?.lesson ?? own.lesson,
          id: `c${place}-${index}`,
          caseId: `c${place}`,
          caseIndex: index,
        })),
      ),
    ])
    .chain((bank) => fc.shuffledSubarray(bank, { minLength: bank.length }));

const bounds = fc.oneof(
  fc.record({ min: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ max: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ min: fc.integer({ min: 0, max: 2 }), max: fc.integer({ min: 2, max: 6 }) }),
);
const about: fc.Arbitrary<Quota> = fc.oneof(
  fc.record({ type: fc.constantFrom(...KINDS) }),
  fc.record({ trap: fc.constantFrom(...TRAPS) }),
  fc.constant({ counterCue: true as const }),
  fc.constant({ inCase: true as const }),
  fc.constantFrom<Quota>({ difficulty: [1, 2] }, { difficulty: [4, 5] }, { type: "ordering", trap: "hot" }),
);
const quota: fc.Arbitrary<Quota> = fc.tuple(about, bounds).map(([what, bound]) => ({ ...what, ...bound }));

const blueprintOf = (quotas: number): fc.Arbitrary<Blueprint> =>
  fc.record({
    id: fc.constant("form"),
    title: fc.constant("Form"),
    summary: fc.constant("A form."),
    seconds: fc.constant(600),
    lessons: fc
      .subarray(LESSONS, { minLength: 1 })
      .chain((lessons) =>
        fc.tuple(...lessons.map((lesson) => fc.integer({ min: 1, max: 4 }).map((scored) => ({ lesson, scored })))),
      ),
    pilots: fc.nat({ max: 2 }),
    quotas: fc.array(quota, { maxLength: quotas }),
  });

/** Whether a question is of the kind that a quota speaks of; written apart from the code under test. */
function isOfKind(
  question: Candidate,
  { type, trap, counterCue, inCase, difficulty: [from, to] = [1, 5] }: Quota,
): boolean {
  if (type !== undefined && type !== question.type) return false;
  if (trap !== undefined && !question.traps.includes(trap)) return false;
  if (counterCue && !question.counterCue) return false;
  if (inCase && question.caseId === null) return false;
  return from <= question.difficulty && question.difficulty <= to;
}

const chosenFrom = (bank: readonly Candidate[], form: readonly FormItem[], pilot?: boolean): Candidate[] =>
  form.flatMap((item) =>
    bank.filter((question) => question.id === item.id && (pilot === undefined || pilot === item.pilot)),
  );

function expectSound(blueprint: Blueprint, bank: readonly Candidate[], form: readonly FormItem[]): void {
  const all = chosenFrom(bank, form);
  expect(all).toHaveLength(form.length);
  expect(new Set(form.map(({ id }) => id)).size).toBe(form.length);
  expect(form).toHaveLength(formSize(blueprint));
  const scored = chosenFrom(bank, form, false);
  for (const { lesson, scored: wanted } of blueprint.lessons) {
    expect(scored.filter((question) => question.lesson === lesson)).toHaveLength(wanted);
  }
  expect(form.filter(({ pilot }) => pilot)).toHaveLength(blueprint.pilots);
  for (const wanted of blueprint.quotas) {
    const reached = all.filter((question) => isOfKind(question, wanted)).length;
    expect(reached).toBeGreaterThanOrEqual(wanted.min ?? 0);
    expect(reached).toBeLessThanOrEqual(wanted.max ?? form.length);
  }
}

function expectTrue(blueprint: Blueprint, bank: readonly Candidate[], shortfalls: readonly Shortfall[]): void {
  expect(shortfalls).not.toEqual([]);
  for (const short of shortfalls) {
    switch (short.kind) {
      case "lesson":
        expect(blueprint.lessons).toContainEqual({ lesson: short.lesson, scored: short.wanted });
        expect(0 <= short.available && short.available < short.wanted).toBe(true);
        expect(bank.filter(({ lesson }) => lesson === short.lesson).length).toBeGreaterThanOrEqual(short.available);
        break;
      case "pilots":
        expect(short.wanted).toBe(blueprint.pilots);
        expect(0 <= short.available && short.available < short.wanted).toBe(true);
        break;
      case "quota":
        expect(blueprint.quotas).toContain(short.quota);
        expect(0 <= short.reached && short.reached < (short.quota.min ?? 0)).toBe(true);
        break;
    }
  }
}

test("a form holds exactly what its blueprint says, no question twice; or what is short is told", LONG, () => {
  let filled = 0;
  fc.assert(
    fc.property(blueprintOf(3), bankOf({ singles: 24, cases: 3 }), fc.string(), (blueprint, bank, seed) => {
      const form = assembleForm(blueprint, bank, seededRng(seed));
      if (form.ok) expectSound(blueprint, bank, form.value);
      else expectTrue(blueprint, bank, form.error);
      filled += form.ok ? 1 : 0;
    }),
    FIXED_RUNS,
  );
  // Both ways must have been tried.
  expect(filled).toBeGreaterThan(60);
  expect(filled).toBeLessThan(FIXED_RUNS.numRuns - 30);
});

test(
  "without cases and quotas a form fails only where the bank lacks questions, and the figures are the bank's",
  LONG,
  () => {
    fc.assert(
      fc.property(blueprintOf(0), bankOf({ singles: 12, cases: 0 }), fc.string(), (blueprint, bank, seed) => {
        const held = (lesson: string) => bank.filter((question) => question.lesson === lesson).length;
        const short: Shortfall[] = blueprint.lessons
          .filter(({ lesson, scored }) => held(lesson) < scored)
          .map(({ lesson, scored }) => ({ kind: "lesson", lesson, wanted: scored, available: held(lesson) }));
        const left = blueprint.lessons.reduce((sum, { lesson, scored }) => sum + Math.max(0, held(lesson) - scored), 0);
        if (left < blueprint.pilots) short.push({ kind: "pilots", wanted: blueprint.pilots, available: left });
        const form = assembleForm(blueprint, bank, seededRng(seed));
        expect(form.ok ? [] : form.error).toEqual(short);
      }),
      FIXED_RUNS,
    );
  },
);

test("the same bank and seed give the same form, and the bank stays as it is", LONG, () => {
  fc.assert(
    fc.property(blueprintOf(2), bankOf({ singles: 18, cases: 2 }), fc.string(), (blueprint, bank, seed) => {
      const before = structuredClone(bank);
      const form = assembleForm(blueprint, bank, seededRng(seed));
      expect(bank).toEqual(before);
      expect(assembleForm(blueprint, bank, seededRng(seed))).toEqual(form);
    }),
    FIXED_RUNS,
  );
});

test("a case is whole and in order, and holds no pilot", LONG, () => {
  let cases = 0;
  fc.assert(
    fc.property(blueprintOf(0), bankOf({ singles: 24, cases: 6 }), fc.string(), (wanted, bank, seed) => {
      const blueprint = { ...wanted, quotas: [{ inCase: true as const, min: 1 }] };
      const form = assembleForm(blueprint, bank, seededRng(seed));
      if (!form.ok) return;
      const shown = chosenFrom(bank, form.value);
      for (const caseId of new Set(shown.flatMap((question) => question.caseId ?? []))) {
        const whole = bank
          .filter((question) => question.caseId === caseId)
          .sort((a, b) => (a.caseIndex ?? 0) - (b.caseIndex ?? 0))
          .map(({ id }) => ({ id, pilot: false }));
        const from = form.value.findIndex(({ id }) => id === whole[0]?.id);
        expect(form.value.slice(from, from + whole.length)).toEqual(whole);
        cases += 1;
      }
    }),
    FIXED_RUNS,
  );
  expect(cases).toBeGreaterThan(50);
});

test("fresh questions come before met ones, scored ones before pilots", LONG, () => {
  fc.assert(
    fc.property(blueprintOf(0), bankOf({ singles: 24, cases: 0 }), fc.string(), (blueprint, bank, seed) => {
      const form = assembleForm(blueprint, bank, seededRng(seed));
      if (!form.ok) return;
      const met = (questions: readonly Candidate[]) => questions.map(({ seen }) => seen);
      const scored = chosenFrom(bank, form.value, false);
      for (const { lesson } of blueprint.lessons) {
        const taken = scored.filter((question) => question.lesson === lesson);
        const left = bank.filter((question) => question.lesson === lesson && !taken.includes(question));
        expect(Math.max(0, ...met(taken))).toBeLessThanOrEqual(Math.min(99, ...met(left)));
      }
      const pilots = chosenFrom(bank, form.value, true);
      const out = bank.filter(
        (question) =>
          blueprint.lessons.some(({ lesson }) => lesson === question.lesson) &&
          !form.value.some(({ id }) => id === question.id),
      );
      expect(Math.max(0, ...met(pilots))).toBeLessThanOrEqual(Math.min(99, ...met(out)));
    }),
    FIXED_RUNS,
  );
});
