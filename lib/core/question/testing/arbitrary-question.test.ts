import fc from "fast-check";
import { expect, test } from "vitest";
import { toPublic } from "@/lib/core/question/public";
import { parseResponse } from "@/lib/core/question/response";
import { KINDS, questionSchema } from "@/lib/core/question/schema";
import { questionProblems } from "@/lib/core/question/validate";
import {
  arbitraryAnswered,
  arbitraryOf,
  exampleOf,
  FIXED_RUNS,
  leakedPartIds,
  leakedSecrets,
} from "./arbitrary-question";

// Every other property rests on these questions: they must be such as a pack could hold.

test.each(KINDS)("arbitrary %s questions are valid and hold canaries", (kind) => {
  fc.assert(
    fc.property(arbitraryOf[kind], (question) => {
      expect(questionSchema.parse(question)).toEqual(question);
      expect(questionProblems(question)).toEqual([]);
      const text = JSON.stringify(question);
      expect(leakedSecrets(text)).toEqual(expect.arrayContaining(["zq7-id", "zq7-lesson", "zq7-exam-a", "zq7-fact-a"]));
      expect(leakedPartIds(text)).not.toEqual([]);
    }),
    FIXED_RUNS,
  );
});

test.each(KINDS)("the %s question by hand is valid", (kind) => {
  expect(questionSchema.parse(exampleOf[kind])).toEqual(exampleOf[kind]);
  expect(questionProblems(exampleOf[kind])).toEqual([]);
});

test("arbitrary answers are responses to their questions, as they are stored", () => {
  fc.assert(
    fc.property(arbitraryAnswered, ({ question, answer }) => {
      expect(parseResponse(toPublic(question), answer)).toEqual({ ok: true, value: answer });
    }),
    FIXED_RUNS,
  );
});
