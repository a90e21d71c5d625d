import fc from "fast-check";
import { type QuestionDraft, questionDraftSchema } from "@/lib/content/interchange/exchange";

// Drafts of all four types for property tests: every field present or not, and texts that trouble every format.

const letter = fc.constantFrom(
  ..."aBxyz 09  <>&\"'`*_|[](){}\\\n\té\u0301ß𝄞漢=~#:;,+-@!?.%$^/",
  "]]>",
  "<!--",
  "&amp;",
  "&nbsp;",
  "&#x41;",
  "\u200b",
  "\u202e",
  "אב",
  "👩‍🔬",
  "\r\n",
);

const MARKDOWN = [
  "Two paragraphs.\n\nThe *second* one, with __strong__ and _emphasis_.",
  "- one\n- two\n    - three\n\n1. first\n2. second",
  "3. starts\n4. late",
  "| a | b |\n|:-:|---|\n| `x\\|y` | **z** |",
  "| only | a head |\n|---|---|",
  "```yaml\nkey: <value>\n  deep: &anchor\n```",
  "> a quote\n> of two lines\n\n# A heading\n\n---",
  'A [link](https://example.com/a?b=c&d=%20 "title") and `code` and a line  \nbreak.',
  "![a picture](figures/one.svg)",
  "[unused]: https://example.com",
  "=SUM(A1)",
  "+1\n-1\n@home",
  "<script>alert(1)</script> <b>bold</b> &lt;i&gt;",
  "* * *",
  "a\\\nb",
  "    indented code",
  "Is 1 < 2 && 3 > 2? \"Yes\", 'no' {~wrong =right}",
];

const loose = fc.string({ unit: letter, minLength: 1, maxLength: 60 });
/** A text as drafts hold it: trimmed, not empty, with the characters that XML can hold and line feeds alone. */
export const arbitraryText: fc.Arbitrary<string> = fc
  .oneof({ weight: 3, arbitrary: loose }, fc.constantFrom(...MARKDOWN))
  .map((text) => text.trim() || "x");

const id = fc.oneof(
  fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)?$/).map((text) => text.slice(0, 40) || "a"),
  fc.constantFrom(
    "a",
    "A",
    "aux",
    "correct",
    "RESPONSE",
    "choice-1",
    "general-1",
    "pair-1",
    "two words",
    "ü",
    "1",
    "__proto__",
  ),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const why = maybe(arbitraryText);

const inCase = fc.constantFrom(
  { id: "case-one", title: "Night train", scenario: "Guests *sleep*\n\n| a |\n|---|\n| b |", index: 0 },
  { id: "case-one", title: "Night train", scenario: "Guests *sleep*\n\n| a |\n|---|\n| b |", index: 1 },
  { title: 'Without "an" id\nin lines', scenario: "<b>_x_</b>", index: 3 },
);

const common = {
  id: maybe(id),
  lesson: maybe(fc.constantFrom("3.1", "3.2 & more")),
  exams: maybe(fc.constantFrom<string[]>([], ["mla-c01"], ["mla-c01", "mla-c02"])),
  difficulty: maybe(fc.integer({ min: 1, max: 5 })),
  stem: arbitraryText,
  ask: maybe(arbitraryText),
  counterCue: maybe(fc.boolean()),
  cues: maybe(fc.constantFrom<string[]>([], ["T1.1", "S4.12"])),
  facts: maybe(fc.constantFrom<string[]>([], ["B.1", "https://example.com/a?b=c&d"])),
  verifiedOn: maybe(fc.constantFrom("2026-11-20", "2024-02-29")),
  parallelOf: maybe(id),
  inCase: maybe(inCase),
  feedback: maybe(arbitraryText),
};

const trap = fc.constantFrom("hot", "plain-error", "two words & more");
const option = fc.record({
  id: maybe(id),
  text: arbitraryText,
  key: fc.boolean(),
  trap: maybe(trap),
  missedTrap: maybe(trap),
  why,
});
const options = fc.oneof(
  { weight: 9, arbitrary: fc.array(option, { minLength: 2, maxLength: 5 }) },
  { weight: 1, arbitrary: fc.array(option, { minLength: 26, maxLength: 26 }) },
);

const multipleChoice = fc.record({ ...common, type: fc.constant("multiple-choice" as const), options });
const multipleResponse = fc.record({
  ...common,
  type: fc.constant("multiple-response" as const),
  choose: maybe(fc.integer({ min: 1, max: 26 })),
  options,
});
const ordering = fc.record({
  ...common,
  type: fc.constant("ordering" as const),
  items: fc.array(fc.record({ id: maybe(id), text: arbitraryText, why }), { minLength: 2, maxLength: 5 }),
  decoys: fc.array(fc.record({ id: maybe(id), text: arbitraryText, trap: maybe(trap), why }), { maxLength: 3 }),
  wrongOrders: fc.array(fc.record({ before: id, after: id, trap, why }), { maxLength: 3 }),
});
const matching = fc
  .record({
    responses: fc.array(fc.record({ id, text: arbitraryText }), { minLength: 1, maxLength: 4 }),
    prompts: fc.array(fc.record({ id: maybe(id), text: arbitraryText, answer: id, place: fc.nat(), why }), {
      minLength: 2,
      maxLength: 4,
    }),
    rest: fc.record(common),
    dangling: fc.boolean(),
    pairs: fc.array(fc.record({ prompt: id, response: id, places: fc.tuple(fc.nat(), fc.nat()), trap, why }), {
      maxLength: 3,
    }),
  })
  .map(({ responses, prompts, rest, dangling, pairs }) => ({
    ...rest,
    type: "matching" as const,
    responses,
    prompts: prompts.map(({ place, answer, ...prompt }) => ({
      ...prompt,
      answer: dangling ? answer : (responses[place % responses.length]?.id ?? answer),
    })),
    wrongPairs: pairs.map(({ places: [one, other], prompt, response, ...pair }) => ({
      ...pair,
      prompt: prompts[one % prompts.length]?.id ?? prompt,
      response: responses[other % responses.length]?.id ?? response,
    })),
  }));

/** A draft of any type, as its schema gives it. */
export const arbitraryDraft: fc.Arbitrary<QuestionDraft> = fc
  .oneof(multipleChoice, multipleResponse, ordering, matching)
  .map((draft) => questionDraftSchema.parse(draft));

/** The draft without fields that hold nothing, for comparisons. */
export const withoutEmpty = (draft: QuestionDraft): unknown => JSON.parse(JSON.stringify(draft));
