import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arbitraryAnswered,
  arbitraryOf,
  arbitraryQuestion,
  exampleOf,
  FIXED_RUNS,
  leakedPartIds,
  leakedSecrets,
} from "@/lib/core/question/testing/arbitrary-question";
import { seededRng } from "@/lib/core/shared/rng";
import {
  drawOrder,
  fromTokens,
  optionOf,
  type PresentedOrder,
  present,
  presentedOrderSchema,
  promptTokenOf,
  tokenOf,
  toTokens,
} from "./present";
import { publicQuestionSchema, toPublic } from "./public";
import { parseResponse } from "./response";
import { KINDS, type Question } from "./schema";
import { keyOf } from "./score";

const orderOf = (question: Question, seed: string): PresentedOrder => drawOrder(toPublic(question), seededRng(seed));
const shown = (question: Question, seed: string) => present(toPublic(question), orderOf(question, seed));

/** What the server makes of a browser's answer. */
const received = (question: Question, order: PresentedOrder, answer: Parameters<typeof fromTokens>[1]) =>
  parseResponse(toPublic(question), fromTokens(order, answer));

describe.each(KINDS)("a presented %s question", (kind) => {
  const property = (holds: (question: Question, seed: string) => void) =>
    fc.assert(fc.property(arbitraryOf[kind], fc.string(), holds), FIXED_RUNS);

  test("holds neither secrets nor authored ids", () => {
    property((question, seed) => {
      const text = JSON.stringify(shown(question, seed));
      expect([...leakedSecrets(text), ...leakedPartIds(text)]).toEqual([]);
    });
  });

  test("is a public form again, with every option once under the token of its place", () => {
    property((question, seed) => {
      const form = shown(question, seed);
      expect(publicQuestionSchema.parse(form)).toEqual(form);
      expect(form.options.map(({ id }) => id)).toEqual(form.options.map((_, place) => `o${place + 1}`));
      const words = (list: readonly { text: string }[]) => list.map(({ text }) => text).sort();
      expect(words(form.options)).toEqual(words(toPublic(question).options));
    });
  });

  test("has the same size in every order, so it does not tell where the key stands", () => {
    fc.assert(
      fc.property(arbitraryOf[kind], fc.string(), fc.string(), (question, one, other) => {
        expect(JSON.stringify(shown(question, one))).toHaveLength(JSON.stringify(shown(question, other)).length);
      }),
      FIXED_RUNS,
    );
  });

  test("is drawn alike from the same seed, and its order can be stored", () => {
    property((question, seed) => {
      const order = orderOf(question, seed);
      expect(orderOf(question, seed)).toEqual(order);
      expect(presentedOrderSchema.parse(JSON.parse(JSON.stringify(order)))).toEqual(order);
    });
  });
});

test("the size of a multiple-choice question is the same whichever option is the key", () => {
  fc.assert(
    fc.property(arbitraryOf["multiple-choice"], fc.string(), (question, seed) => {
      const sizes = question.options.map((key) => {
        const options = question.options.map(({ id, text, why }) =>
          id === key.id ? { id, text, why, key: true as const } : { id, text, why, trap: "zq7-trap-a" },
        );
        return JSON.stringify(shown({ ...question, options }, seed)).length;
      });
      expect(new Set(sizes).size).toBe(1);
    }),
    FIXED_RUNS,
  );
});

test("prompts keep the author's order", () => {
  fc.assert(
    fc.property(arbitraryOf.matching, fc.string(), (question, seed) => {
      const form = shown(question, seed);
      const prompts = form.type === "matching" ? form.prompts : [];
      expect(prompts).toEqual(question.prompts.map(({ text }, place) => ({ id: `p${place + 1}`, text })));
    }),
    FIXED_RUNS,
  );
});

test("the key stands in every place about equally often", () => {
  const question = exampleOf["multiple-choice"];
  const places = Array.from({ length: 5 }, () => 0);
  for (let seed = 0; seed < 5_000; seed++) {
    const place = orderOf(question, `attempt-${seed}`).options.indexOf("key");
    places[place] = (places[place] ?? 0) + 1;
  }
  // Five standard deviations of a binomial with 5,000 draws at one in five are about 140.
  for (const drawn of places) expect(Math.abs(drawn - 1_000)).toBeLessThan(140);
});

test("answers survive the way to the browser and back", () => {
  fc.assert(
    fc.property(arbitraryAnswered, fc.string(), ({ question, answer }, seed) => {
      const order = orderOf(question, seed);
      const sent = toTokens(order, answer);
      expect(leakedPartIds(JSON.stringify(sent))).toEqual([]);
      expect(fromTokens(order, sent)).toEqual(answer);
      expect(received(question, order, sent)).toEqual({ ok: true, value: answer });
    }),
    FIXED_RUNS,
  );
});

test("tokens name the options and prompts that they stand for", () => {
  fc.assert(
    fc.property(arbitraryQuestion, fc.string(), (question, seed) => {
      const order = orderOf(question, seed);
      for (const id of order.options) expect(optionOf(order, tokenOf(order, id))).toBe(id);
      expect(order.prompts.map((id) => promptTokenOf(order, id))).toEqual(
        order.prompts.map((_, place) => `p${place + 1}`),
      );
    }),
    FIXED_RUNS,
  );
});

const strange = [
  "",
  "o",
  "o0",
  "o6",
  "o01",
  "o1 ",
  " o1",
  "O1",
  "o-1",
  "o1.0",
  "o1e0",
  "o100",
  "1",
  "p1",
  "key",
  "__proto__",
];

test.each(strange.map((token) => ({ token })))("the token $token stands for nothing and is refused", ({ token }) => {
  const choice = exampleOf["multiple-choice"];
  expect(received(choice, orderOf(choice, "s"), token).ok).toBe(false);
  const several = exampleOf["multiple-response"];
  expect(received(several, orderOf(several, "s"), ["o1", token]).ok).toBe(false);
  const steps = exampleOf.ordering;
  expect(received(steps, orderOf(steps, "s"), [token]).ok).toBe(false);
  const pairs = exampleOf.matching;
  expect(received(pairs, orderOf(pairs, "s"), { p1: token }).ok).toBe(false);
});

test.each(["", "p0", "p4", "p01", "P1", "o1", "green", "constructor"].map((token) => ({ token })))(
  "the prompt token $token stands for nothing and is refused",
  ({ token }) => {
    const pairs = exampleOf.matching;
    expect(received(pairs, orderOf(pairs, "s"), { p1: "o1", [token]: "o1" }).ok).toBe(false);
  },
);

test("authored ids are no tokens: who guesses them is refused", () => {
  fc.assert(
    fc.property(arbitraryQuestion, fc.string(), (question, seed) => {
      expect(received(question, orderOf(question, seed), keyOf(question)).ok).toBe(false);
    }),
    FIXED_RUNS,
  );
});
