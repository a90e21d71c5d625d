import fc from "fast-check";
import { type QuestionDraft, questionDraftSchema } from "@/lib/content/interchange/exchange";

// Drafts for round trips: everything that the schema allows, and texts made of what formats stumble over.

const TROUBLE = [
  ..."aZ09 .,;:!?'\"`´«»",
  ..."=+-@~#{}[]()<>&|\\/*_%^$",
  "\n",
  "\n\n",
  "\t",
  "é",
  "ß",
  "漢",
  "𝄞",
  "👩‍🔬",
  "שלום",
  "\u202e",
  "\u200b",
  "\u00a0",
  "＝",
  "]]>",
  "<!--",
  "<b>x</b>",
  "&lt;",
  "&amp;",
  "->",
  "::",
  "####",
  "//",
  "\\n",
  "\\\\",
  '""',
  "{=",
  "%50%",
  "ANSWER: A",
  "A. ",
] as const;

const MARKDOWN = [
  "plain",
  "**bold** and *slanted* and `code`",
  "- one\n- two\n  - three",
  "1. one\n2. two",
  "| a | b |\n|---|---|\n| 1 | `x|y` |",
  "```\nif (a < b) { c = d; }\n```",
  "> quoted\n> text",
  "[a link](https://example.com/a?b=c&d=e#f)",
  "### Heading\n\nText",
  "line\\\nbreak",
  "=1+1",
  "+49 30",
  "-x",
  "@SUM(A1)",
  "'apostrophe",
  "'=1",
  "''-1",
  "3.10",
  "007",
  "1-2",
  "2026-11-20",
  "TRUE",
  "$CATEGORY: x",
  "// comment",
  "::title:: text",
  "[html]<p>x</p>",
  "T",
  "a -> b",
] as const;

const trimmed = (text: string, most: number): string => [...text.trim()].slice(0, most).join("").trim() || "x";

/** Any text that a draft holds, of troublesome pieces, Markdown or any characters at all but NUL and CR. */
export const troublesomeText: fc.Arbitrary<string> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.array(fc.constantFrom(...TROUBLE), { minLength: 1, maxLength: 14 }).map((all) => all.join("")),
    },
    { weight: 2, arbitrary: fc.constantFrom(...MARKDOWN) },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }) },
  )
  .map((text) => trimmed(text.replace(/[\0\r]/g, ""), 400));

const troublesomeId = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom("a", "b", "radiology-async", "3.10", "3.1", "nm-1", "forcing-real-time", "plain-error"),
  },
  { weight: 1, arbitrary: troublesomeText.map((text) => trimmed(text.replaceAll("\n", " "), 20)) },
);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const uniqueIds = (count: number) => fc.uniqueArray(troublesomeId, { minLength: count, maxLength: count });

const common = fc.record({
  id: maybe(troublesomeId),
  lesson: maybe(troublesomeId),
  exams: maybe(fc.array(troublesomeId, { maxLength: 3 })),
  difficulty: maybe(fc.integer({ min: 1, max: 5 })),
  stem: troublesomeText,
  ask: maybe(troublesomeText),
  counterCue: maybe(fc.boolean()),
  cues: maybe(fc.array(fc.constantFrom("T3.1", "S1.10"), { maxLength: 3 })),
  facts: maybe(fc.array(troublesomeText, { maxLength: 3 })),
  verifiedOn: maybe(fc.constantFrom("2026-11-20", "2024-02-29")),
  parallelOf: maybe(troublesomeId),
  inCase: maybe(
    fc.record({
      id: maybe(troublesomeId),
      title: troublesomeText,
      scenario: troublesomeText,
      index: fc.integer({ min: 0, max: 3 }),
    }),
  ),
  feedback: maybe(troublesomeText),
});

const option = fc.record({
  id: maybe(troublesomeId),
  text: troublesomeText,
  key: fc.boolean(),
  trap: maybe(troublesomeId),
  missedTrap: maybe(troublesomeId),
  why: maybe(troublesomeText),
});
const options = fc.array(option, { minLength: 2, maxLength: 26, size: "medium" });

const multipleChoice = fc.record({ common, options }).map(({ common: head, options: all }) => ({
  ...head,
  type: "multiple-choice",
  options: all,
}));

const multipleResponse = fc
  .record({ common, options, choose: maybe(fc.integer({ min: 1, max: 26 })) })
  .map(({ common: head, options: all, choose }) => ({ ...head, type: "multiple-response", choose, options: all }));

const ordering = fc
  .record({ steps: fc.integer({ min: 2, max: 8 }), extra: fc.integer({ min: 0, max: 4 }) })
  .chain(({ steps, extra }) =>
    fc
      .record({
        common,
        ids: uniqueIds(steps + extra),
        parts: fc.array(
          fc.record({
            named: fc.boolean(),
            text: troublesomeText,
            trap: maybe(troublesomeId),
            why: maybe(troublesomeText),
          }),
          {
            minLength: steps + extra,
            maxLength: steps + extra,
          },
        ),
        orders: fc.array(
          fc.record({
            before: fc.nat({ max: steps + extra - 1 }),
            after: fc.nat({ max: steps + extra - 1 }),
            trap: troublesomeId,
            why: maybe(troublesomeText),
          }),
          { maxLength: 3 },
        ),
      })
      .map(({ common: head, ids, parts, orders }) => {
        const named = new Set(orders.flatMap(({ before, after }) => [before, after]));
        const part = (place: number) => ({
          id: parts[place]?.named === true || named.has(place) ? ids[place] : undefined,
          text: parts[place]?.text ?? "x",
          why: parts[place]?.why,
        });
        return {
          ...head,
          type: "ordering",
          items: Array.from({ length: steps }, (_, place) => part(place)),
          decoys: Array.from({ length: extra }, (_, place) => ({
            ...part(steps + place),
            trap: parts[steps + place]?.trap,
          })),
          wrongOrders: orders.map(({ before, after, ...rest }) => ({
            ...rest,
            before: ids[before],
            after: ids[after],
          })),
        };
      }),
  );

const matching = fc
  .record({ asked: fc.integer({ min: 2, max: 8 }), offered: fc.integer({ min: 1, max: 9 }) })
  .chain(({ asked, offered }) =>
    fc
      .record({
        common,
        promptIds: uniqueIds(asked),
        responseIds: uniqueIds(offered),
        prompts: fc.array(
          fc.record({
            named: fc.boolean(),
            text: troublesomeText,
            answer: fc.nat({ max: offered - 1 }),
            why: maybe(troublesomeText),
          }),
          { minLength: asked, maxLength: asked },
        ),
        responses: fc.array(troublesomeText, { minLength: offered, maxLength: offered }),
        pairs: fc.array(
          fc.record({
            prompt: fc.nat({ max: asked - 1 }),
            response: fc.nat({ max: offered - 1 }),
            trap: troublesomeId,
            why: maybe(troublesomeText),
          }),
          { maxLength: 3 },
        ),
      })
      .map(({ common: head, promptIds, responseIds, prompts, responses, pairs }) => {
        const named = new Set(pairs.map(({ prompt }) => prompt));
        return {
          ...head,
          type: "matching",
          prompts: prompts.map(({ named: own, answer, ...rest }, place) => ({
            ...rest,
            id: own || named.has(place) ? promptIds[place] : undefined,
            answer: responseIds[answer],
          })),
          responses: responses.map((text, place) => ({ id: responseIds[place], text })),
          wrongPairs: pairs.map(({ prompt, response, ...rest }) => ({
            ...rest,
            prompt: promptIds[prompt],
            response: responseIds[response],
          })),
        };
      }),
  );

/** Without keys that are undefined, which a format that leaves a field out cannot tell from absent ones. */
const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const draftOf = (value: unknown): QuestionDraft => questionDraftSchema.parse(bare(value));

/** Valid drafts by type: parts without ids unless another part refers to them, 2 to 26 options, any number of keys. */
export const arbitraryDraftOf = {
  "multiple-choice": multipleChoice.map(draftOf),
  "multiple-response": multipleResponse.map(draftOf),
  ordering: ordering.map(draftOf),
  matching: matching.map(draftOf),
} satisfies Record<QuestionDraft["type"], fc.Arbitrary<QuestionDraft>>;

/** A valid draft of any type. */
export const arbitraryDraft: fc.Arbitrary<QuestionDraft> = fc.oneof(
  arbitraryDraftOf["multiple-choice"],
  arbitraryDraftOf["multiple-response"],
  arbitraryDraftOf.ordering,
  arbitraryDraftOf.matching,
);

/** A draft (or one of the bank's questions) as readers give it back: parsed, and without fields that say nothing. */
export const settled = (draft: object): QuestionDraft => draftOf(draft);
