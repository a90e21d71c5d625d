import { join } from "node:path";
import { expect, test } from "vitest";
import { seededRng } from "@/lib/core/shared/rng";
import { dataFolder } from "@/lib/evaluation/testing/data-folder";
import { evaluateKnowledge } from "./evaluate-knowledge";
import { elo, perSkill } from "./naive-methods";
import { knowledgeDataSets, readKnowledge } from "./read-knowledge";

test("an answer to a question of two skills is one answer; answers come in their order; a learner without fold is out", () => {
  const folder = dataFolder({
    "knowledge-tracing/tiny.csv.gz": [
      "user,pos,item,skill,correct",
      "a,1,q2,fractions,0",
      "a,0,q1,fractions;angles,1",
      "b,0,q1,fractions;angles,1",
      "c,0,q2,fractions,1",
    ],
    "knowledge-tracing/tiny_split.csv": ["user,fold,official", "a,x,train", "b,y,test"],
    "knowledge-tracing/notes.csv": ["no,split"],
  });
  const [file = "", ...more] = knowledgeDataSets(folder);
  expect(more).toEqual([]);
  const data = readKnowledge(file);
  expect(data.name).toBe("tiny");
  expect(data.folds).toEqual(["x", "y"]);
  expect(data.questions.get("q1")?.lessons).toEqual(["fractions", "angles"]);
  expect(data.learners.map(({ history }) => history.map(({ question, right }) => [question, right]))).toEqual([
    [
      ["q1", true],
      ["q2", false],
    ],
    [["q1", true]],
  ]);
});

test("a folder without such data gives no rows", () => {
  const nowhere = join(dataFolder({}), "nothing");
  expect(evaluateKnowledge(nowhere, { seed: "s", log: () => undefined })).toEqual([]);
});

const answers = (rights: readonly boolean[]) =>
  rights.map((right, at) => ({ question: at % 2 ? "hard" : "easy", right, at }));

test("the naive methods see what came before an answer, and never the answer", () => {
  const questions = new Map([
    ["easy", { lessons: ["s"] }],
    ["hard", { lessons: ["t"] }],
  ]);
  const training = Array.from({ length: 20 }, () => answers([true, false, true, false]));
  for (const method of [perSkill(questions, training), elo(training)]) {
    const [easy = 0, hard = 0] = method(answers([true, true]));
    expect(easy).toBeGreaterThan(hard);
    expect(method(answers([true, true, true, true])).slice(0, 3)).toEqual(method(answers([true, true, true])));
    expect(method(answers([true, true, true, false]))).toEqual(method(answers([true, true, true, true])));
  }
  const [, , third = 0] = elo(training)(answers([false, false, false]));
  expect(elo(training)(answers([true, true, false]))[2]).toBeGreaterThan(third);
});

test("learners who differ are told apart, on data of any name", () => {
  const rng = seededRng("knowledge");
  const rows = Array.from({ length: 60 }, (_, user) => {
    const able = rng() < 0.5 ? 0.85 : 0.25;
    return Array.from({ length: 20 }, (_pos, pos) => {
      const item = Math.floor(rng() * 12);
      return `u${user},${pos},i${item},s${item % 3},${rng() < able ? 1 : 0}`;
    });
  });
  const folder = dataFolder({
    "knowledge-tracing/other.csv": ["user,pos,item,skill,correct", ...rows.flat()],
    "knowledge-tracing/other_split.csv": ["user,fold", ...rows.map((_, user) => `u${user},${user % 2}`)],
  });
  const log: string[] = [];
  const found = evaluateKnowledge(folder, { seed: "s", log: (line) => log.push(line) });
  expect(found.map(({ id }) => id)).toEqual(["other/auc/online", "other/auc/second-layer"]);
  expect(log).toHaveLength(2);
  for (const row of found) {
    expect(row.n).toBe(1_200);
    expect(row.figure).toBeGreaterThan(0.65);
    expect(row.figure).toBeLessThan(0.9);
    expect(row.se).toBeGreaterThan(0);
    expect(row.naive.find(({ name }) => name === "per skill")?.figure).toBeLessThan(0.6);
  }
});
