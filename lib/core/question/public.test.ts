import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arbitraryOf,
  arbitraryQuestion,
  FIXED_RUNS,
  leakedSecrets,
} from "@/lib/core/question/testing/arbitrary-question";
import { seededRng, shuffled } from "@/lib/core/shared/rng";
import { publicQuestionSchema, toPublic, toPublicCase } from "./public";
import { KINDS, type Question } from "./schema";

/** The same question with another right answer; all that a learner sees stays as it is. */
function withOtherKey(question: Question, seed: string): Question {
  const rng = seededRng(seed);
  switch (question.type) {
    case "multiple-choice": {
      const [chosen] = shuffled(question.options, rng);
      return {
        ...question,
        options: question.options.map(({ id, text, why }) =>
          id === chosen?.id ? { id, text, why, key: true } : { id, text, why, trap: "zq7-trap-other" },
        ),
      };
    }
    case "multiple-response": {
      const keys = shuffled(question.options, rng).slice(0, question.choose);
      return {
        ...question,
        options: question.options.map(({ id, text, why }) =>
          keys.some((key) => key.id === id) ? { id, text, why, key: true } : { id, text, why, trap: "zq7-trap-other" },
        ),
      };
    }
    case "ordering": {
      const parts = shuffled([...question.items, ...question.decoys], rng).map(({ id, text, why }) => ({
        id,
        text,
        why,
      }));
      return {
        ...question,
        items: parts.slice(0, question.items.length),
        decoys: parts.slice(question.items.length),
        wrongOrders: [],
      };
    }
    case "matching": {
      const responses = shuffled(question.responses, rng);
      const prompts = question.prompts.map((prompt) => ({
        ...prompt,
        answer: shuffled(responses, rng)[0]?.id ?? prompt.answer,
      }));
      return { ...question, prompts, responses, wrongPairs: [] };
    }
  }
}

describe.each(KINDS)("the public form of %s", (kind) => {
  const property = (holds: (question: Question) => void) =>
    fc.assert(fc.property(arbitraryOf[kind], holds), FIXED_RUNS);

  test("of a public form is itself", () => {
    property((question) => {
      expect(toPublic(toPublic(question))).toEqual(toPublic(question));
    });
  });

  test("says nothing of key, rationale, traps, tags and facts", () => {
    property((question) => {
      const form = toPublic(question);
      expect(publicQuestionSchema.parse(form)).toEqual(form);
      expect(leakedSecrets(JSON.stringify(form))).toEqual([]);
    });
  });

  test("keeps every part that can be chosen, once", () => {
    property((question) => {
      const parts =
        question.type === "ordering"
          ? [...question.items, ...question.decoys]
          : question.type === "matching"
            ? question.responses
            : question.options;
      const named = (list: readonly { id: string; text: string }[]) =>
        list.map(({ id, text }) => `${id} ${text}`).sort();
      expect(named(toPublic(question).options)).toEqual(named(parts));
    });
  });

  test("is the same to the byte whatever the key is", () => {
    fc.assert(
      fc.property(arbitraryOf[kind], fc.string(), (question, seed) => {
        expect(JSON.stringify(toPublic(withOtherKey(question, seed)))).toBe(JSON.stringify(toPublic(question)));
      }),
      FIXED_RUNS,
    );
  });
});

test("a field that nobody listed stays on the server", () => {
  fc.assert(
    fc.property(arbitraryQuestion, (question) => {
      const grown = { ...question, hint: "zq7-hint", weights: { a: "zq7-weight" } };
      expect(JSON.stringify(toPublic(grown))).toBe(JSON.stringify(toPublic(question)));
    }),
    FIXED_RUNS,
  );
});

test("the public scenario has no id", () => {
  const context = { id: "zq7-case", title: "Night train", scenario: "Guests sleep late.", position: 1, of: 3 };
  expect(toPublicCase(context)).toEqual({ title: "Night train", scenario: "Guests sleep late.", position: 1, of: 3 });
  expect(JSON.stringify(toPublicCase({ ...context, ...{ note: "zq7-note" } }))).not.toContain("zq7");
});
