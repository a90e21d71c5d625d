import { expect, test } from "vitest";
import {
  DEFAULT_MASTERY_PARAMETERS,
  masteryParametersSchema,
  questionParametersSchema,
} from "@/lib/core/learning/mastery/mastery-parameters";
import { secondLayerSchema } from "@/lib/core/learning/mastery/second-layer";
import { seededRng } from "@/lib/core/shared/rng";
import { fitMastery, fitParameters, meanLogLoss } from "./fit-mastery";
import { type AuthoredQuestion, authorOffset, fitOffsets, priorOffsets } from "./fit-offsets";
import type { LearnerHistory } from "./history";

const LESSONS = ["3.1", "3.2", "3.3"];

/** Learners of known ability answer questions of known offset; lesson 3.3 is one logit harder than the others. */
function simulated(seed: string, learners: number, questions: number, generalSd: number) {
  const rng = seededRng(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());
  const authored = new Map<string, AuthoredQuestion>();
  const offsets = new Map<string, number>();
  for (let q = 0; q < questions; q += 1) {
    const lesson = LESSONS[q % 3] ?? "";
    authored.set(`q${q}`, { lessons: [lesson] });
    offsets.set(`q${q}`, 0.8 * normal() - (lesson === "3.3" ? 1 : 0));
  }
  const histories: LearnerHistory[] = Array.from({ length: learners }, () => {
    const ability = generalSd * normal();
    return Array.from({ length: 30 }, (_, at) => {
      const question = `q${Math.floor(rng() * questions)}`;
      const p = 1 / (1 + Math.exp(-(ability + (offsets.get(question) ?? 0))));
      return { question, right: rng() < p, at };
    });
  });
  return { authored, offsets, histories };
}

test("offsets that made the answers are found again, with an honest variance", () => {
  const { authored, offsets, histories } = simulated("offsets", 400, 40, 1);
  const fitted = fitOffsets(authored, histories, { ...DEFAULT_MASTERY_PARAMETERS, practiceGain: 0 });
  let squares = 0;
  for (const [id, truth] of offsets) {
    const question = questionParametersSchema.parse(fitted.questions.get(id));
    squares += (question.offset - truth) ** 2 / question.variance;
  }
  // The mean of 40 squared standard errors; far from 1 where v_b is wrong.
  expect(squares / offsets.size).toBeGreaterThan(0.4);
  expect(squares / offsets.size).toBeLessThan(2);
  const mean = (id: string) => fitted.lessonMeans.get(id) ?? 0;
  expect(mean("3.3")).toBeLessThan(Math.min(mean("3.1"), mean("3.2")) - 0.4);
});

test("a question without answers has its lesson's mean and its author's difficulty", () => {
  const { authored, histories } = simulated("new", 200, 30, 1);
  authored.set("new-hard", { lessons: ["3.3"], difficulty: 5 });
  authored.set("new", { lessons: ["3.3"] });
  authored.set("new-other", { lessons: ["3.1"] });
  authored.set("new-pair", { lessons: ["3.1", "3.3"] });
  const { questions, questionVariance } = fitOffsets(authored, histories, DEFAULT_MASTERY_PARAMETERS);
  const offset = (id: string) => questions.get(id)?.offset ?? Number.NaN;
  expect(offset("new")).toBeLessThan(offset("new-other") - 0.4);
  expect(offset("new-hard")).toBeCloseTo(offset("new") + authorOffset(5), 12);
  expect(offset("new-pair")).toBeCloseTo((offset("new") + offset("new-other")) / 2, 12);
  const answered = [...questions.values()].filter(({ id }) => !id.startsWith("new"));
  expect(Math.max(...answered.map(({ variance }) => variance))).toBeLessThan(questionVariance);
});

test("few answers move an offset little, more answers move it on", () => {
  const authored = new Map([["q", { lessons: ["3.1"], difficulty: 3 }]]);
  const wrong = (count: number) => Array.from({ length: count }, () => [{ question: "q", right: false, at: 0 }]);
  const offset = (count: number) =>
    fitOffsets(authored, wrong(count), DEFAULT_MASTERY_PARAMETERS, undefined, 1).questions.get("q")?.offset ?? 0;
  expect(priorOffsets(authored).questions.get("q")?.offset).toBe(0);
  expect(offset(1)).toBeLessThan(0);
  expect(offset(1)).toBeGreaterThan(-0.5);
  expect(offset(20)).toBeLessThan(offset(1) - 1);
});

test("the search finds how far learners differ, and lowers the log-loss", () => {
  const narrow = simulated("narrow", 200, 30, 0.3);
  const wide = simulated("wide", 200, 30, 2);
  const options = { maxEvaluations: 60 };
  const spread = ({ authored, histories }: typeof narrow) => fitParameters(authored, histories, options);
  const [small, large] = [spread(narrow), spread(wide)];
  expect(small.parameters.generalSd).toBeLessThan(0.8);
  expect(large.parameters.generalSd).toBeGreaterThan(1.3);
  for (const { logLoss } of [small, large]) expect(logLoss.after).toBeLessThan(logLoss.before);
});

test("numbers that are held stay as they start", () => {
  const { authored, histories } = simulated("held", 60, 15, 2);
  const start = { ...DEFAULT_MASTERY_PARAMETERS, generalDrift: 0, practiceGain: 0 };
  const held = ["generalDrift", "practiceGain"] as const;
  const { parameters } = fitParameters(authored, histories, { start, held, maxEvaluations: 30 });
  expect(parameters).toMatchObject({ generalDrift: 0, practiceGain: 0 });
  expect(parameters.generalSd).not.toBe(start.generalSd);
});

test("a fit is the same each time, and what the schemas of a snapshot say", () => {
  const { authored, histories } = simulated("whole", 80, 15, 1);
  const fitted = fitMastery(authored, histories, { maxEvaluations: 20 });
  expect(fitMastery(authored, histories, { maxEvaluations: 20 })).toEqual(fitted);
  expect(masteryParametersSchema.parse(fitted.parameters)).toEqual(fitted.parameters);
  expect(secondLayerSchema.parse(fitted.layer)).toEqual(fitted.layer);
  expect(fitted.offsets.questions.size).toBe(15);
  expect(meanLogLoss(histories, fitted.offsets.questions, fitted.parameters)).toBeLessThan(Math.LN2);
});
