import { expect, test } from "vitest";
import { DEFAULT_MASTERY_PARAMETERS, type QuestionParameters } from "./mastery-parameters";
import { initialMastery } from "./mastery-state";
import { predictAnswer } from "./predict-answer";
import { type LayerFeature, predictBySecondLayer, type SecondLayer, secondLayerSchema } from "./second-layer";
import { type TrailTable, trailEffect, trailSituations } from "./trail";
import { masteryOf, standingFor } from "./update-mastery";

const parameters = DEFAULT_MASTERY_PARAMETERS;
const first: QuestionParameters = { id: "q1", offset: 0.3, variance: 0.1, lessons: ["3.2", "3.1"] };
const second: QuestionParameters = { id: "q2", offset: 0, variance: 0.1, lessons: ["3.3"] };

const layer: SecondLayer = {
  intercept: 0.2,
  weights: {
    mastery: 1,
    wins: 0.5,
    attempts: -0.25,
    lessonWins: 0,
    lessonAttempts: 0,
    form: 0,
    lessonForm: 0,
    trail: 0.5,
  },
  trail: { "3.3|3.1;3.2+": [6, 4] },
};

test("situations go from wide to close, and end with the two very questions", () => {
  const trail = [
    { question: "q1", lessons: "3.1;3.2", right: true },
    { question: "q9", lessons: "3.3", right: false },
  ];
  expect(trailSituations(second, trail)).toEqual([
    "3.3|3.1;3.2+",
    "3.3|3.1;3.2+|3.3-",
    "3.3|3.1;3.2+|3.3-|",
    "#q2|q1+",
  ]);
  expect(trailSituations(second, [])).toEqual(["3.3|"]);
});

test.each<{ name: string; table: TrailTable; effect: number }>([
  { name: "nothing seen", table: {}, effect: 0 },
  { name: "the wide one, shrunk", table: { wide: [4, 4] }, effect: 0.5 },
  {
    name: "the close one, shrunk to the wide one",
    table: { wide: [4, 4], close: [-4, 4] },
    effect: -0.25,
  },
])("the effect of a trail: $name", ({ table, effect }) => {
  expect(trailEffect(table, ["wide", "close"])).toBeCloseTo(effect, 12);
});

test("the probability is the logistic of what the reasons add up to", () => {
  const state = masteryOf([{ question: first, right: true, at: 0 }], parameters);
  const standing = standingFor(state, second, parameters);
  const expected = predictAnswer(standing, second, 0, parameters);
  const { probability, reasons } = predictBySecondLayer(standing, expected, second, layer);
  const logits: Partial<Record<LayerFeature, number>> = Object.fromEntries(
    reasons.map((reason) => [reason.feature, reason.logits]),
  );
  expect(logits.wins).toBeCloseTo(0.5 * Math.LN2, 12);
  expect(logits.attempts).toBeCloseTo(-0.25 * Math.LN2, 12);
  // 6 / (4 + 4), then twice over by situations never seen: 3/4 stays.
  expect(logits.trail).toBeCloseTo(0.5 * 0.75, 12);
  const sum = layer.intercept + reasons.reduce((total, reason) => total + reason.logits, 0);
  expect(probability).toBeCloseTo(1 / (1 + Math.exp(-sum)), 12);
  expect(reasons.map(({ logits: size }) => Math.abs(size))).toEqual(
    reasons.map(({ logits: size }) => Math.abs(size)).sort((a, b) => b - a),
  );
});

test("a layer that trusts the first one alone predicts as it does", () => {
  const zero = { ...layer.weights, wins: 0, attempts: 0, trail: 0 };
  const standing = standingFor(initialMastery(parameters), first, parameters);
  const expected = predictAnswer(standing, first, 0, parameters);
  const { probability } = predictBySecondLayer(standing, expected, first, { intercept: 0, weights: zero, trail: {} });
  expect(probability).toBeCloseTo(expected.probability, 12);
});

test("a layer survives storage", () => {
  expect(secondLayerSchema.parse(JSON.parse(JSON.stringify(layer)))).toEqual(layer);
});
