import { expect, test } from "vitest";
import { parse } from "yaml";
import { packQuestion } from "@/lib/content/testing/sample-pack";
import { questionFileSchema } from "@/lib/core/question/schema";
import { draftOfQuestion } from "./draft-of-question";
import { type QuestionDraft, questionDraftSchema } from "./exchange";
import { questionFiles } from "./question-file";

const draft = (own: Partial<QuestionDraft> = {}): QuestionDraft =>
  questionDraftSchema.parse({
    type: "multiple-choice",
    stem: "Why?",
    options: [{ text: "A", key: true }, { text: "B" }],
    ...own,
  });

test("a whole question becomes a file that reads back as that question", () => {
  const { question } = packQuestion({ review: undefined });
  const [file] = questionFiles([draftOfQuestion(question, null)], "import");
  expect(file?.name).toBe(`${question.id}.yaml`);
  expect(questionFileSchema.parse(parse(file?.text ?? ""))).toEqual({ ...question, review: undefined });
});

test("what a draft leaves out the file leaves out; parts get ids", () => {
  const [file] = questionFiles([draft({ feedback: "Because\nof this." })], "import");
  expect(file?.name).toBe("import-1.yaml");
  expect(file?.text).toContain("# Remark of the import: Because of this.\n");
  expect(parse(file?.text ?? "")).toEqual({
    id: "import-1",
    type: "multiple-choice",
    stem: "Why?",
    options: [
      { id: "a", text: "A", key: true },
      { id: "b", text: "B" },
    ],
  });
});

test("names are unique, and made of what file names may have", () => {
  const names = questionFiles(
    [draft({ id: "../Étude 1" }), draft({ id: "étude-1" }), draft({ id: "///" })],
    "import",
  ).map(({ name }) => name);
  expect(names).toEqual(["e-tude-1.yaml", "e-tude-1-2.yaml", "import-3.yaml"]);
});

test("the questions of a case stand in one file, in their order", () => {
  const inCase = { title: "Two kettles", scenario: "A kitchen." };
  const files = questionFiles(
    [draft({ id: "q1", inCase: { ...inCase, index: 0 } }), draft({ id: "q2", inCase: { ...inCase, index: 1 } })],
    "import",
  );
  expect(files.map(({ name }) => name)).toEqual(["case-two-kettles.yaml"]);
  expect(parse(files[0]?.text ?? "")).toMatchObject({
    id: "case-two-kettles",
    type: "case",
    ...inCase,
    questions: [{ id: "q1" }, { id: "q2" }],
  });
});
