import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer } from "@/lib/core/question/answer";
import type { Question } from "@/lib/core/question/schema";
import { keyOf, scoreAnswer } from "@/lib/core/question/score";
import {
  arbitraryAnswer,
  arbitraryQuestion,
  exampleOf,
  FIXED_RUNS,
} from "@/lib/core/question/testing/arbitrary-question";
import { questionProblems } from "@/lib/core/question/validate";
import { changedParts } from "./changed-parts";
import { rekeyed } from "./rekeyed";
import { type Ruling, rulingProblems, rulingSchema } from "./ruling";
import { explainedBy, scoreRuled } from "./score-ruled";

type Key = Exclude<Answer, null>;
const accept = (...keys: Key[]): Ruling => ({ kind: "accept", keys, reasons: {} });

/** Another whole answer than the key, made by turning it round. */
function otherKey(question: Question): Key {
  switch (question.type) {
    case "multiple-choice":
      return question.options.find(({ key }) => !key)?.id ?? "";
    case "multiple-response": {
      const [, ...kept] = question.options.filter(({ key }) => key).map(({ id }) => id);
      return [...kept, question.options.find(({ key }) => !key)?.id ?? ""].sort();
    }
    case "ordering":
      return question.items.map(({ id }) => id).reverse();
    case "matching": {
      const [first] = question.prompts;
      const other = question.responses.find(({ id }) => id !== first?.answer)?.id ?? "";
      return Object.fromEntries(question.prompts.map((prompt, i) => [prompt.id, i === 0 ? other : prompt.answer]));
    }
  }
}

const answered = arbitraryQuestion.chain((question) =>
  fc.record({ question: fc.constant(question), answer: arbitraryAnswer(question) }),
);

describe("a ruling", () => {
  test("with the question's own key changes nothing of any answer", () => {
    fc.assert(
      fc.property(answered, ({ question, answer }) => {
        const plain = { ...scoreAnswer(question, answer), dropped: false };
        expect(scoreRuled(question, answer, null)).toEqual(plain);
        expect(scoreRuled(question, answer, accept(keyOf(question)))).toEqual(plain);
        expect(changedParts(question, keyOf(question))).toEqual([]);
      }),
      FIXED_RUNS,
    );
  });

  test("with a new key makes that answer right and the old key wrong, in a question that is sound", () => {
    fc.assert(
      fc.property(arbitraryQuestion, (question) => {
        const key = otherKey(question);
        const ruling = accept(key);
        expect(rulingProblems(question, ruling)).toEqual([]);
        expect(scoreRuled(question, key, ruling)).toMatchObject({ outcome: "right", evidence: { taken: [] } });
        expect(scoreRuled(question, keyOf(question), ruling).outcome).toBe("wrong");
        expect(questionProblems(rekeyed(question, key))).toEqual([]);
        expect(changedParts(question, key).length).toBeGreaterThan(0);
      }),
      FIXED_RUNS,
    );
  });

  test("that accepts several makes each right, and no answer worse than by one key alone", () => {
    fc.assert(
      fc.property(answered, ({ question, answer }) => {
        const keys = [keyOf(question), otherKey(question)];
        const ruling = accept(...keys);
        for (const key of keys) expect(scoreRuled(question, key, ruling).outcome).toBe("right");
        const ruled = scoreRuled(question, answer, ruling);
        const plain = scoreAnswer(question, answer);
        if (plain.outcome === "right") expect(ruled.outcome).toBe("right");
        // Nobody falls for a trap by a ruling that only adds what is right.
        for (const trap of ruled.evidence.taken) expect(plain.evidence.taken).toContain(trap);
        for (const trap of [...ruled.evidence.taken, ...ruled.evidence.refused]) {
          expect(ruled.evidence.offered).toContain(trap);
        }
      }),
      FIXED_RUNS,
    );
  });

  test("that drops the question leaves no evidence", () => {
    fc.assert(
      fc.property(answered, ({ question, answer }) => {
        const { dropped, evidence } = scoreRuled(question, answer, { kind: "drop" });
        expect([dropped, evidence]).toEqual([true, { offered: [], taken: [], refused: [] }]);
      }),
      FIXED_RUNS,
    );
  });

  test("survives being stored", () => {
    fc.assert(
      fc.property(arbitraryQuestion, (question) => {
        const ruling = accept(keyOf(question), otherKey(question));
        expect(rulingSchema.parse(JSON.parse(JSON.stringify(ruling)))).toEqual(ruling);
      }),
      FIXED_RUNS,
    );
  });

  test("explains an answer by the key that it is", () => {
    const question = exampleOf.ordering;
    const key = otherKey(question);
    const ruling = accept(keyOf(question), key);
    expect(keyOf(explainedBy(question, key, ruling))).toEqual(key);
    expect(keyOf(explainedBy(question, null, ruling))).toEqual(keyOf(question));
  });
});

const { "multiple-choice": choice, "multiple-response": response, ordering, matching } = exampleOf;
const keyFor = (question: Question): Key => keyOf(question);
test.each<{ name: string; question: Question; ruling: Ruling; says: RegExp }>([
  { name: "an unknown option", question: choice, ruling: accept("nothing"), says: /no answer/ },
  {
    name: "every option",
    question: choice,
    ruling: accept(...choice.options.map(({ id }) => id)),
    says: /asks nothing/,
  },
  { name: "the same twice", question: choice, ruling: accept(keyFor(choice), keyFor(choice)), says: /twice/ },
  {
    name: "too few options",
    question: response,
    ruling: accept([response.options[0]?.id ?? ""]),
    says: /not complete/,
  },
  { name: "a short order", question: ordering, ruling: accept([ordering.items[0]?.id ?? ""]), says: /not complete/ },
  { name: "an empty matching", question: matching, ruling: accept({}), says: /not complete/ },
  { name: "an answer of another type", question: matching, ruling: accept("nothing"), says: /no answer/ },
])("is refused with $name", ({ question, ruling, says }) => {
  expect(rulingProblems(question, ruling).join(" ")).toMatch(says);
});

test("a decoy becomes no step", () => {
  const decoy = { id: "zp7-decoy", text: "Sing", why: "Because." };
  const question = { ...ordering, decoys: [decoy] };
  const key = [decoy.id, ...question.items.slice(1).map(({ id }) => id)];
  expect(rulingProblems(question, accept(key)).join(" ")).toMatch(/decoy/);
});

test("what is said of a part that changed sides stands in its place", () => {
  const wrong = choice.options.find((option) => !("key" in option));
  const old = keyFor(choice);
  const reasons = { [String(old)]: { why: "Not any more.", trap: "trap-new" } };
  const now = rekeyed(choice, wrong?.id ?? "", reasons);
  expect(now.options.find(({ id }) => id === old)).toMatchObject({ why: "Not any more.", trap: "trap-new" });
  expect(scoreRuled(choice, old, { kind: "accept", keys: [wrong?.id ?? ""], reasons }).evidence.taken).toEqual([
    "trap-new",
  ]);
});
