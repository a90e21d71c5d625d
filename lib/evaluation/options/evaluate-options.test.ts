import { join } from "node:path";
import { expect, test } from "vitest";
import { seededRng } from "@/lib/core/shared/rng";
import { dataFolder } from "@/lib/evaluation/testing/data-folder";
import { evaluateOptions } from "./evaluate-options";
import { fitOptionMethods } from "./predict-options";
import { readOptions } from "./read-options";

const HEADER = "QuestionId,UserId,AnswerId,IsCorrect,CorrectAnswer,AnswerValue,IsTarget_0,IsTarget_1";

const subjects = {
  "options/subjects.csv": ["SubjectId,Name,ParentId,Level", "1,Maths,NULL,2", "2,Number,1,3", "3,Angles,1,3"],
  "options/about.csv": ["QuestionId,SubjectId", '7,"[1, 2]"', '8,"[1, 3]"'],
};

test("a mask names each learner's targets, subjects are lessons from a level down, a changed key is another version", () => {
  const data = readOptions(
    dataFolder({
      ...subjects,
      "options/answers.csv.gz": [HEADER, "7,1,1,1,2,2,1,0", "8,1,2,0,3,4,0,1", "7,2,3,0,4,2,1,0", "9,9,4,1,1,1,1,1"],
      "options/folds.csv": ["UserId,fold,mask", "1,0,IsTarget_0", "2,1,IsTarget_1"],
    }),
  );
  expect(data?.folds).toEqual(["0", "1"]);
  expect(data?.learners.map(({ answers }) => answers)).toEqual([
    [
      { question: "7/2", option: "2", right: true, target: true },
      { question: "8/3", option: "4", right: false, target: false },
    ],
    [{ question: "7/4", option: "2", right: false, target: false }],
  ]);
  expect(data?.lessonings.map((questions) => questions.get("8/3")?.lessons)).toEqual([["1", "3"], ["1", "3"], ["3"]]);
  expect(data?.distractors.get("7/2")).toEqual(["1", "3", "4"]);
});

test("a folder without such data gives no rows", () => {
  const options = { seed: "s", log: () => undefined };
  expect(evaluateOptions(join(dataFolder({}), "nothing"), options)).toEqual([]);
  expect(evaluateOptions(dataFolder(subjects), options)).toEqual([]);
});

/** Able learners are mostly right; each question has a wrong option for them, one for the others, and one for neither. */
function simulated(): string {
  const rng = seededRng("eedi-like");
  const rows = Array.from({ length: 60 }, (_, user) => {
    const able = user % 3 === 0;
    return Array.from({ length: 16 }, (_question, question) => {
      const right = rng() < (able ? 0.7 : 0.3);
      const wrong = 2 + ((question + (rng() < 0.8 ? (able ? 0 : 1) : 2)) % 3);
      const target = question % 4 === user % 4 ? 1 : 0;
      return `${question},${user},0,${right ? 1 : 0},1,${right ? 1 : wrong},${target},0`;
    });
  });
  return dataFolder({
    "options/answers.csv": [HEADER, ...rows.flat()],
    "options/folds.csv": ["UserId,fold,mask", ...rows.map((_, user) => `${user},${user % 2},IsTarget_0`)],
  });
}

test("ability tells who is right, and which wrong option they take", () => {
  const [mastery, shares, byAbility] = evaluateOptions(simulated(), { seed: "s", log: () => undefined });
  expect([mastery?.id, shares?.id, byAbility?.id]).toEqual([
    "eedi/auc/mastery",
    "eedi/wrong-option/shares",
    "eedi/wrong-option/by-ability",
  ]);
  expect(mastery?.n).toBe(240);
  expect(mastery?.figure).toBeGreaterThan(0.6);
  expect(shares?.figure).toBeLessThan(shares?.naive[0]?.figure ?? 0);
  expect(byAbility?.figure).toBeLessThan((shares?.figure ?? 0) - 0.01);
});

test("the outcome of a target changes nothing that is predicted", () => {
  const data = readOptions(simulated());
  if (data === null) throw new Error("no data");
  const [first, ...others] = data.learners.map(({ answers }) => answers);
  const predict = fitOptionMethods(data, others);
  const flipped = (first ?? []).map((answer) => (answer.target ? { ...answer, right: !answer.right } : answer));
  const chances = (answers: typeof flipped) => predict(answers).map(({ chance }) => chance);
  expect(chances(flipped)).toEqual(chances([...(first ?? [])]));
  expect(chances(flipped)).toHaveLength(4);
});
