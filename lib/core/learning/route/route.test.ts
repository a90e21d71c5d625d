import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { type DiagnosedSymptom, ROUTE_LIMIT, type RouteInput, route, type WrongAnswer } from "./route";

const symptoms = [
  { id: "plausible", traps: ["real-time", "packaging"], lessons: ["3.1"] },
  { id: "blur", traps: ["packaging"], lessons: ["3.2"] },
  { id: "devops", traps: ["retraining"], lessons: ["3.3"] },
  { id: "complex", traps: ["cloud-native"], lessons: ["3.3"] },
  { id: "quiet", traps: ["never-met"], lessons: ["3.9"] },
];
const wrong = (question: string, trapsTaken: string[], over: Partial<WrongAnswer> = {}): WrongAnswer => ({
  question,
  attempt: "a",
  at: 1,
  lessons: ["3.1"],
  trapsTaken,
  sure: false,
  ...over,
});
const found = (symptom: string, strength: DiagnosedSymptom["strength"], probability = 0.5): DiagnosedSymptom => ({
  symptom,
  strength,
  probability,
});
const ALL = ["real-time", "packaging", "retraining", "cloud-native"];
const input = (over: Partial<RouteInput>): RouteInput => ({
  symptoms,
  diagnosed: [],
  ledger: Object.fromEntries(ALL.map((trap) => [trap, { falls: 2, decided: 4, sureFalls: 0 }])),
  wrongAnswers: ALL.map((trap) => wrong(`q-${trap}`, [trap])),
  remediations: [],
  ended: { attempt: "a", look: "whole" },
  ...over,
});
const order = (over: Partial<RouteInput>) => route(input(over)).map(({ symptom }) => symptom);

test.each<{ name: string; over: Partial<RouteInput>; symptoms: string[] }>([
  { name: "nothing found", over: {}, symptoms: [] },
  {
    name: "the strongest evidence first",
    over: { diagnosed: [found("blur", "some", 0.9), found("devops", "strong", 0.4)] },
    symptoms: ["devops", "blur"],
  },
  {
    name: "among equally strong ones sure and wrong first",
    over: {
      diagnosed: [found("devops", "some", 0.9), found("complex", "some", 0.3)],
      ledger: {
        retraining: { falls: 3, decided: 3, sureFalls: 0 },
        "cloud-native": { falls: 1, decided: 4, sureFalls: 1 },
      },
    },
    symptoms: ["complex", "devops"],
  },
  {
    name: "then the more probable",
    over: { diagnosed: [found("blur", "some", 0.3), found("devops", "some", 0.6)] },
    symptoms: ["devops", "blur"],
  },
  {
    name: "at most three",
    over: {
      diagnosed: [
        found("plausible", "strong", 0.9),
        found("blur", "strong", 0.8),
        found("devops", "strong", 0.7),
        found("complex", "strong", 0.6),
      ],
    },
    symptoms: ["plausible", "blur", "devops"],
  },
  {
    name: "between attempts strong evidence alone opens",
    over: { diagnosed: [found("blur", "some", 0.9), found("devops", "strong", 0.4)], ended: null },
    symptoms: ["devops"],
  },
  {
    name: "at the end of a small set one fall in it is chance",
    over: { diagnosed: [found("blur", "some")], ended: { attempt: "a", look: "set" } },
    symptoms: [],
  },
  {
    name: "two falls in it are not",
    over: {
      diagnosed: [found("blur", "some")],
      wrongAnswers: [wrong("q1", ["packaging"]), wrong("q2", ["packaging"])],
      ended: { attempt: "a", look: "set" },
    },
    symptoms: ["blur"],
  },
  {
    name: "in probes, which were chosen for earlier falls, they are",
    over: {
      diagnosed: [found("blur", "some")],
      wrongAnswers: [wrong("q1", ["packaging"]), wrong("q2", ["packaging"])],
      ended: { attempt: "a", look: "probes" },
    },
    symptoms: [],
  },
  {
    name: "but one in it and one in another set",
    over: {
      diagnosed: [found("blur", "some")],
      wrongAnswers: [wrong("q1", ["packaging"]), wrong("q2", ["packaging"], { attempt: "b" })],
      ended: { attempt: "a", look: "set" },
    },
    symptoms: [],
  },
  {
    name: "what is under way is shown in any look",
    over: { diagnosed: [found("blur", "some")], remediations: [{ symptom: "blur", done: false }], ended: null },
    symptoms: ["blur"],
  },
  { name: "weak evidence opens nothing", over: { diagnosed: [found("blur", "weak")] }, symptoms: [] },
  {
    name: "what is under way is shown with weak evidence",
    over: { diagnosed: [found("blur", "weak")], remediations: [{ symptom: "blur", done: false }] },
    symptoms: ["blur"],
  },
  {
    name: "some evidence does not reopen",
    over: { diagnosed: [found("blur", "some")], remediations: [{ symptom: "blur", done: true }] },
    symptoms: [],
  },
  {
    name: "strong evidence does",
    over: { diagnosed: [found("blur", "strong")], remediations: [{ symptom: "blur", done: true }] },
    symptoms: ["blur"],
  },
  {
    name: "without an answer to show there is no evidence",
    over: { diagnosed: [found("quiet", "strong")] },
    symptoms: [],
  },
  { name: "a symptom that the chapter has not", over: { diagnosed: [found("gone", "strong")] }, symptoms: [] },
])("$name", ({ over, symptoms: expected }) => {
  expect(order(over)).toEqual(expected);
});

test.each([
  { name: "none yet", remediations: [], action: "open" },
  { name: "under way", remediations: [{ symptom: "blur", done: false }], action: "continue" },
  { name: "done", remediations: [{ symptom: "blur", done: true }], action: "reopen" },
])("$name: $action", ({ remediations, action }) => {
  expect(route(input({ diagnosed: [found("blur", "strong")], remediations }))).toMatchObject([{ action }]);
});

test("the answers behind it: those that took its traps, the sure ones first, then the latest", () => {
  const wrongAnswers = [
    wrong("old", ["real-time"], { at: 1 }),
    wrong("new", ["packaging", "retraining"], { at: 9 }),
    wrong("sure", ["real-time"], { at: 2, sure: true }),
    wrong("another", ["cloud-native"], { at: 5, sure: true }),
  ];
  const [first] = route(input({ diagnosed: [found("plausible", "strong")], wrongAnswers }));
  expect(first?.answers.map(({ question }) => question)).toEqual(["sure", "new", "old"]);
  expect(first?.traps.map(({ trap, falls, decided }) => [trap, falls, decided])).toEqual([
    ["packaging", 2, 4],
    ["real-time", 2, 4],
  ]);
});

test("where no trap of it was taken, the wrong answers of its lessons stand behind it", () => {
  const wrongAnswers = [wrong("here", [], { lessons: ["3.9"] }), wrong("there", [], { lessons: ["3.1"] })];
  const [first] = route(input({ diagnosed: [found("quiet", "strong")], wrongAnswers }));
  expect(first?.answers.map(({ question }) => question)).toEqual(["here"]);
});

test("never more than three, each once, and the same in whatever order the findings come", () => {
  const some = fc.uniqueArray(
    fc.record({
      symptom: fc.constantFrom(...symptoms.map(({ id }) => id)),
      strength: fc.constantFrom("strong", "some", "weak"),
      probability: fc.constantFrom(0.2, 0.5, 0.8),
    }),
    { selector: ({ symptom }) => symptom },
  );
  fc.assert(
    fc.property(some, (diagnosed) => {
      const there = order({ diagnosed });
      expect(there.length).toBeLessThanOrEqual(ROUTE_LIMIT);
      expect(new Set(there).size).toBe(there.length);
      expect(order({ diagnosed: [...diagnosed].reverse() })).toEqual(there);
    }),
    FIXED_RUNS,
  );
});
