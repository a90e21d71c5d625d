import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { DEFAULT_MASTERY_PARAMETERS, type MasteryParameters, type QuestionParameters } from "./mastery-parameters";
import { agedLesson, initialLesson, initialMastery, masteryStateSchema } from "./mastery-state";
import { predictAnswer } from "./predict-answer";
import { changeByAnswer, foldAnswers, type MasteryAnswer, masteryOf, standingFor } from "./update-mastery";

const parameters: MasteryParameters = {
  generalSd: 1,
  lessonSd: 0.7,
  generalDrift: 0.05,
  lessonDriftPerDay: 0.1,
  practiceGain: 0.1,
  offsetScale: 1,
};
const single: QuestionParameters = { id: "q1", offset: 0.5, variance: 0.2, lessons: ["3.1"] };
const double: QuestionParameters = { id: "q2", offset: -0.4, variance: 0.1, lessons: ["3.1", "3.2"] };

const arbitraryAnswer: fc.Arbitrary<MasteryAnswer> = fc.record({
  question: fc.record({
    id: fc.constantFrom("a", "b", "c", "d"),
    offset: fc.double({ min: -4, max: 4, noNaN: true }),
    variance: fc.double({ min: 0, max: 2, noNaN: true }),
    lessons: fc.uniqueArray(fc.constantFrom("3.1", "3.2", "3.3"), { minLength: 1 }),
  }),
  right: fc.boolean(),
  at: fc.integer({ min: 0, max: 400 * DAY_MS }),
});
const histories = fc.array(arbitraryAnswer, { maxLength: 40 });

// Worked by hand from the equations: z = .5, s² = 1 + .49 + .2 = 1.69; σ(.5) = .62246, w = .23500, 1 + w s² = 1.39715.
test("the first answer moves general ability and lesson by their variances", () => {
  const start = initialMastery(parameters);
  const expected = predictAnswer(standingFor(start, single, parameters), single, 0, parameters);
  expect(expected.logit).toBeCloseTo(0.5, 12);
  expect(expected.variance).toBeCloseTo(1.69, 12);
  expect(expected.probability).toBeCloseTo(0.595716, 5);

  const { general, lessons } = changeByAnswer(start, { question: single, right: true, at: 7 }, parameters);
  expect(general.mean).toBeCloseTo(0.270221, 5);
  expect(general.variance).toBeCloseTo(1 - 0.168201 + 0.0025, 5);
  expect(lessons["3.1"]?.mean).toBeCloseTo(0.49 * 0.270221, 5);
  expect(lessons["3.1"]?.variance).toBeCloseTo(0.49 - 0.49 ** 2 * 0.168201, 5);
  expect(lessons["3.1"]).toMatchObject({ answered: 1, right: 1, at: 7 });
});

test("a question of two lessons shares its evidence between them", () => {
  const start = initialMastery(parameters);
  const expected = predictAnswer(standingFor(start, double, parameters), double, 0, parameters);
  expect(expected.variance).toBeCloseTo(1 + (0.49 + 0.49) / 4 + 0.1, 12);
  const { general, lessons } = changeByAnswer(start, { question: double, right: false, at: 0 }, parameters);
  expect(Object.keys(lessons)).toEqual(["3.1", "3.2"]);
  expect(lessons["3.1"]).toEqual(lessons["3.2"]);
  expect(lessons["3.1"]?.mean).toBeCloseTo(0.5 * 0.49 * general.mean, 12);
  // z = −.4, w = .240261, s² = 1.345: .49 − ¼ · .49² · w / (1 + w s²)
  expect(lessons["3.1"]?.variance).toBeCloseTo(0.4791, 5);
});

test("practice in a lesson raises the expectation by γ ln(1 + n)", () => {
  const start = initialMastery(parameters);
  const seen = { ...initialLesson(parameters), answered: 9 };
  const at = predictAnswer({ general: start.general, lessons: [seen] }, single, 0, parameters);
  expect(at.logit).toBeCloseTo(0.5 + 0.1 * Math.log(10), 12);
});

test("a lesson that the question does not ask for stays as it is", () => {
  const before = masteryOf([{ question: double, right: true, at: 5 }], parameters);
  const after = foldAnswers(before, [{ question: single, right: false, at: 9 }], parameters);
  expect(after.lessons["3.2"]).toBe(before.lessons["3.2"]);
});

test.each([
  { name: "a day adds τ²", variance: 0.2, days: 1, aged: 0.21 },
  { name: "half a day adds half of it", variance: 0.2, days: 0.5, aged: 0.205 },
  { name: "no time adds nothing", variance: 0.2, days: 0, aged: 0.2 },
  { name: "a clock set back adds nothing", variance: 0.2, days: -3, aged: 0.2 },
  { name: "a year leaves it as unknown as a lesson never touched", variance: 0.2, days: 365, aged: 0.49 },
  { name: "what is less known than that stays so", variance: 0.6, days: 365, aged: 0.6 },
])("$name", ({ variance, days, aged }) => {
  const lesson = { ...initialLesson(parameters), variance, at: 10 * DAY_MS };
  expect(agedLesson(lesson, (10 + days) * DAY_MS, parameters).variance).toBeCloseTo(aged, 12);
});

test("folding answers one by one, in portions, or by replay from storage gives the same state", () => {
  fc.assert(
    fc.property(histories, fc.nat(40), (answers, cut) => {
      const whole = masteryOf(answers, parameters);
      expect(masteryOf(answers, parameters)).toEqual(whole);
      const first = foldAnswers(initialMastery(parameters), answers.slice(0, cut), parameters);
      const stored = masteryStateSchema.parse(JSON.parse(JSON.stringify(first)));
      expect(foldAnswers(stored, answers.slice(cut), parameters)).toEqual(whole);
    }),
    FIXED_RUNS,
  );
});

test("variances stay positive, counts count, and the state is what the schema says", () => {
  fc.assert(
    fc.property(histories, (answers) => {
      const state = masteryStateSchema.parse(masteryOf(answers, DEFAULT_MASTERY_PARAMETERS));
      expect(state.general.answered).toBe(answers.length);
      expect(state.general.right).toBe(answers.filter(({ right }) => right).length);
      expect(state.general.variance).toBeGreaterThan(0);
      for (const [id, lesson] of Object.entries(state.lessons)) {
        const own = answers.filter(({ question }) => question.lessons.includes(id));
        expect(lesson.answered).toBe(own.length);
        expect(lesson.at).toBe(Math.max(...own.map(({ at }) => at)));
        expect(lesson.variance).toBeGreaterThan(0);
        expect(lesson.variance).toBeLessThanOrEqual(DEFAULT_MASTERY_PARAMETERS.lessonSd ** 2);
      }
      expect(state.general.trail.map(({ question }) => question)).toEqual(
        answers
          .map(({ question }) => question.id)
          .reverse()
          .slice(0, 3),
      );
    }),
    FIXED_RUNS,
  );
});

test("a right answer never lowers the expectation of the same question, a wrong one never raises it", () => {
  fc.assert(
    fc.property(histories, arbitraryAnswer, (answers, { question, right, at }) => {
      const noGain = { ...parameters, practiceGain: 0, generalDrift: 0 };
      const before = masteryOf(answers, noGain);
      const after = foldAnswers(before, [{ question, right, at }], noGain);
      const logit = (state: typeof before) =>
        predictAnswer(standingFor(state, question, noGain), question, at, noGain).logit;
      const moved = logit(after) - logit(before);
      expect(right ? moved : -moved).toBeGreaterThanOrEqual(0);
    }),
    FIXED_RUNS,
  );
});
