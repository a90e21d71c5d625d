import fc from "fast-check";
import type { Answer } from "@/lib/core/question/answer";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import type { Matching } from "@/lib/core/question/kinds/matching/schema";
import type { MultipleChoice } from "@/lib/core/question/kinds/multiple-choice/schema";
import type { MultipleResponse } from "@/lib/core/question/kinds/multiple-response/schema";
import type { Ordering } from "@/lib/core/question/kinds/ordering/schema";
import type { Kind, Question } from "@/lib/core/question/schema";

// Valid questions of all four types for property tests. Whatever a learner may not know before the feedback holds a
// canary: a string that no visible text can hold, distinct by field, so that a leak names its source.

/** One seed for all property tests: the same cases on every run. */
export const FIXED_RUNS = { seed: 20261123, numRuns: 200 } as const;

/** Whatever leaked into a text: canaries of secret fields, and what a tag alone may say. */
export const leakedSecrets = (text: string): string[] => text.match(/zq7[\w-]*|plain-error|\b[TS][1-4]\.\d+/g) ?? [];

/** Authored ids of options, items, prompts and responses, which only the server knows. */
export const leakedPartIds = (text: string): string[] => text.match(/zp7[\w-]*/g) ?? [];

const POOL = [..."abcdefghijklmnop"].map((letter) => `zp7-${letter}`);
const TRAPS = [..."abcd"].map((letter) => `zq7-trap-${letter}`);

const realTrap = fc.constantFrom(...TRAPS);
const trap = fc.constantFrom(...TRAPS, PLAIN_ERROR);
const sometimesTrap = fc.option(realTrap, { nil: undefined });

// No digits in visible text, since canaries, days and tags all hold some; letters of two code units, marks and markup.
const letter = fc.constantFrom(..."aBxyz  <>&\"'`*_|[](){}\\\n\té\u0301ß𝄞漢");
const visible = fc.string({ unit: letter, maxLength: 40 }).map((text) => text.trim() || "x");

const partIds = (size: { minLength: number; maxLength: number }) => fc.shuffledSubarray(POOL, size);
const why = (what: string, place: number): string => `zq7-why-${what}-${place} because`;

const common = fc.record({
  id: fc.constant("zq7-id"),
  lesson: fc.constant("zq7-lesson"),
  exams: fc.constantFrom<string[]>(["zq7-exam-a"], ["zq7-exam-a", "zq7-exam-b"]),
  difficulty: fc.integer({ min: 1, max: 5 }),
  stem: visible,
  ask: visible,
  counterCue: fc.boolean(),
  cues: fc.constantFrom<string[]>([], ["T4.77"], ["S1.3", "T2.10"]),
  parallelOf: fc.constantFrom(undefined, "zq7-parallel"),
  facts: fc.constantFrom<string[]>(["zq7-fact-a"], ["zq7-fact-a", "https://example.com/zq7-fact-b"]),
  verifiedOn: fc.constantFrom("2026-11-01", "2024-02-29"),
  review: fc.constantFrom(undefined, {
    by: "model" as const,
    solvedBlind: "agreed" as const,
    tagsBlind: "pending" as const,
    on: "2026-11-02",
    note: "zq7-note",
  }),
});

const texts = (count: number) => fc.array(visible, { minLength: count, maxLength: count });
const at = (values: readonly string[], index: number): string => values[index] ?? "x";

const multipleChoice: fc.Arbitrary<MultipleChoice> = partIds({ minLength: 3, maxLength: 6 }).chain((ids) =>
  fc
    .record({
      head: common,
      words: texts(ids.length),
      key: fc.nat({ max: ids.length - 1 }),
      traps: fc.array(trap, { minLength: ids.length, maxLength: ids.length }),
    })
    .map(({ head, words, key, traps }) => ({
      ...head,
      type: "multiple-choice",
      options: ids.map((id, index) => ({
        id,
        text: at(words, index),
        ...(index === key ? { key: true as const } : { trap: at(traps, index) }),
        why: why("option", index),
      })),
    })),
);

const multipleResponse: fc.Arbitrary<MultipleResponse> = partIds({ minLength: 5, maxLength: 8 }).chain((ids) =>
  fc
    .record({
      head: common,
      words: texts(ids.length),
      keys: fc.shuffledSubarray(ids, { minLength: 2, maxLength: Math.min(5, ids.length - 1) }),
      traps: fc.array(trap, { minLength: ids.length, maxLength: ids.length }),
      missed: fc.array(sometimesTrap, { minLength: ids.length, maxLength: ids.length }),
    })
    .map(({ head, words, keys, traps, missed }) => ({
      ...head,
      type: "multiple-response",
      choose: keys.length,
      options: ids.map((id, index) => ({
        id,
        text: at(words, index),
        ...(keys.includes(id) ? { key: true as const, missedTrap: missed[index] } : { trap: at(traps, index) }),
        why: why("option", index),
      })),
    })),
);

const ordering: fc.Arbitrary<Ordering> = fc
  .record({ steps: fc.integer({ min: 3, max: 5 }), extra: fc.integer({ min: 0, max: 3 }) })
  .chain(({ steps, extra }) => {
    const size = { minLength: steps + extra, maxLength: steps + extra };
    return fc
      .record({
        head: common,
        ids: partIds(size),
        words: texts(steps + extra),
        traps: fc.array(sometimesTrap, size),
        inversions: fc.uniqueArray(
          fc.record({ from: fc.nat({ max: steps - 2 }), ahead: fc.integer({ min: 1, max: steps - 1 }), trap }),
          { maxLength: 3, selector: ({ from, ahead }) => `${from}/${ahead}` },
        ),
      })
      .map(({ head, ids, words, traps, inversions }) => ({
        ...head,
        type: "ordering" as const,
        items: ids.slice(0, steps).map((id, index) => ({ id, text: at(words, index), why: why("item", index) })),
        decoys: ids.slice(steps).map((id, index) => ({
          id,
          text: at(words, steps + index),
          trap: traps[index],
          why: why("decoy", index),
        })),
        wrongOrders: inversions.flatMap(({ from, ahead, trap: wrong }, index) =>
          from + ahead < steps
            ? [{ before: at(ids, from + ahead), after: at(ids, from), trap: wrong, why: why("order", index) }]
            : [],
        ),
      }));
  });

const matching: fc.Arbitrary<Matching> = fc
  .record({ asked: fc.integer({ min: 3, max: 7 }), offered: fc.integer({ min: 2, max: 8 }) })
  .chain(({ asked, offered }) => {
    const places = { minLength: asked, maxLength: asked };
    return fc
      .record({
        head: common,
        ids: partIds({ minLength: asked + offered, maxLength: asked + offered }),
        words: texts(asked + offered),
        answers: fc.array(fc.nat({ max: offered - 1 }), places),
        wrong: fc.uniqueArray(
          fc.record({ prompt: fc.nat({ max: asked - 1 }), response: fc.nat({ max: offered - 1 }), trap }),
          { maxLength: 4, selector: ({ prompt, response }) => `${prompt}/${response}` },
        ),
      })
      .map(({ head, ids, words, answers, wrong }) => ({
        ...head,
        type: "matching" as const,
        prompts: ids.slice(0, asked).map((id, index) => ({
          id,
          text: at(words, index),
          answer: at(ids, asked + (answers[index] ?? 0)),
          why: why("prompt", index),
        })),
        responses: ids.slice(asked).map((id, index) => ({ id, text: at(words, asked + index) })),
        wrongPairs: wrong.flatMap((pair, index) =>
          answers[pair.prompt] === pair.response
            ? []
            : [
                {
                  prompt: at(ids, pair.prompt),
                  response: at(ids, asked + pair.response),
                  trap: pair.trap,
                  why: why("pair", index),
                },
              ],
        ),
      }));
  });

/** A valid question of the type, with a canary in every secret field. */
export const arbitraryOf = {
  "multiple-choice": multipleChoice,
  "multiple-response": multipleResponse,
  ordering,
  matching,
} satisfies Record<Kind, fc.Arbitrary<Question>>;

/** A valid question of any type. */
export const arbitraryQuestion: fc.Arbitrary<Question> = fc.oneof(multipleChoice, multipleResponse, ordering, matching);

/** An answer that `parseResponse` takes as it is, in authored ids: none, a part, or as much as is asked for. */
export function arbitraryAnswer(question: Question): fc.Arbitrary<Answer> {
  switch (question.type) {
    case "multiple-choice":
      return fc.constantFrom(null, ...question.options.map((option) => option.id));
    case "multiple-response": {
      const ids = question.options.map((option) => option.id);
      return fc
        .shuffledSubarray(ids, { maxLength: question.choose })
        .map((chosen) => (chosen.length === 0 ? null : chosen.sort()));
    }
    case "ordering": {
      const ids = [...question.items, ...question.decoys].map((item) => item.id);
      return fc
        .shuffledSubarray(ids, { maxLength: question.items.length })
        .map((sequence) => (sequence.length === 0 ? null : sequence));
    }
    case "matching": {
      const prompts = question.prompts.map((prompt) => prompt.id).sort();
      const responses = question.responses.map((response) => response.id);
      return fc
        .array(fc.constantFrom(null, ...responses), { minLength: prompts.length, maxLength: prompts.length })
        .map((chosen) => {
          const pairs = prompts.flatMap((prompt, index) => {
            const response = chosen[index] ?? null;
            return response === null ? [] : [[prompt, response] as const];
          });
          return pairs.length === 0 ? null : Object.fromEntries(pairs);
        });
    }
  }
}

/** A question with an answer to it. */
export const arbitraryAnswered: fc.Arbitrary<{ question: Question; answer: Answer }> = arbitraryQuestion.chain(
  (question) => arbitraryAnswer(question).map((answer) => ({ question, answer })),
);

const head = {
  id: "tea-1.1-cup",
  lesson: "1.1",
  exams: ["tea-1"],
  difficulty: 2,
  stem: "A tea house serves green leaves.",
  ask: "What comes first?",
  counterCue: false,
  cues: [],
  facts: ["A.1"],
  verifiedOn: "2026-11-01",
};
const says = (id: string) => ({ id, text: `Text of ${id}`, why: `Why ${id}` });

/** One small question of each type by hand, for tables. Traps are `hot`, `long`, `more`; the keys are told by ids. */
export const exampleOf = {
  "multiple-choice": {
    ...head,
    type: "multiple-choice" as const,
    options: [
      { ...says("key"), key: true as const },
      { ...says("hot-one"), trap: "hot" },
      { ...says("hot-two"), trap: "hot" },
      { ...says("long-one"), trap: "long" },
      { ...says("plain"), trap: PLAIN_ERROR },
    ],
  },
  "multiple-response": {
    ...head,
    type: "multiple-response" as const,
    choose: 2,
    options: [
      { ...says("key-one"), key: true as const, missedTrap: "more" },
      { ...says("key-two"), key: true as const },
      { ...says("hot-one"), trap: "hot" },
      { ...says("hot-two"), trap: "hot" },
      { ...says("plain"), trap: PLAIN_ERROR },
    ],
  },
  ordering: {
    ...head,
    type: "ordering" as const,
    items: [says("first"), says("second"), says("third")],
    decoys: [
      { ...says("decoy"), trap: "more" },
      { ...says("idle"), trap: undefined },
    ],
    wrongOrders: [
      { before: "second", after: "first", trap: "hot", why: "Why not second before first" },
      { before: "third", after: "second", trap: "long", why: "Why not third before second" },
    ],
  },
  matching: {
    ...head,
    type: "matching" as const,
    prompts: [
      { ...says("green"), answer: "cool" },
      { ...says("black"), answer: "boil" },
      { ...says("white"), answer: "cool" },
    ],
    responses: [
      { id: "cool", text: "80 degrees" },
      { id: "boil", text: "95 degrees" },
      { id: "ice", text: "5 degrees" },
    ],
    wrongPairs: [
      { prompt: "green", response: "boil", trap: "hot", why: "Why not green at 95" },
      { prompt: "black", response: "ice", trap: "long", why: "Why not black at 5" },
      { prompt: "white", response: "boil", trap: "hot", why: "Why not white at 95" },
    ],
  },
} satisfies Record<Kind, Question>;
