import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answer } from "@/lib/core/question/answer";
import type { PublicQuestion } from "@/lib/core/question/public";
import { type Block, type Inline, plainText, type RichText } from "@/lib/core/rich-text/rich-text";
import type { Highlight } from "./events";
import type { Room, RoomItem } from "./room";
import { openRoom, sentRoom } from "./sent-room";

const words = fc.string({ maxLength: 12, unit: "grapheme" });

const { inline } = fc.letrec<{ inline: Inline; inlines: Inline[] }>((tie) => ({
  inlines: fc.array(tie("inline"), { maxLength: 3 }),
  inline: fc.oneof(
    { maxDepth: 3 },
    fc.record({ kind: fc.constant("text" as const), text: words }),
    fc.record({ kind: fc.constant("code" as const), text: words }),
    fc.record({ kind: fc.constant("break" as const) }),
    fc.record({ kind: fc.constantFrom("strong" as const, "em" as const), inlines: tie("inlines") }),
    fc.record({ kind: fc.constant("link" as const), href: words, inlines: tie("inlines") }),
  ),
}));
const inlines = fc.array(inline, { maxLength: 3 });
const paragraph = fc.record({ kind: fc.constant("paragraph" as const), inlines });

const block: fc.Arbitrary<Block> = fc.oneof(
  paragraph,
  fc.record({ kind: fc.constant("heading" as const), level: fc.constantFrom(3 as const, 4 as const), inlines }),
  fc.record({
    kind: fc.constant("list" as const),
    ordered: fc.boolean(),
    items: fc.array(fc.array(paragraph, { maxLength: 2 }), { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant("code" as const), text: words }),
  fc.record({ kind: fc.constant("quote" as const), blocks: fc.array(paragraph, { maxLength: 2 }) }),
  fc.record({
    kind: fc.constant("table" as const),
    head: fc.array(inlines, { maxLength: 2 }),
    rows: fc.array(fc.array(inlines, { maxLength: 2 }), { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant("figure" as const), source: words, alt: words }),
);
const text: fc.Arbitrary<RichText> = fc.array(block, { maxLength: 3 });

const parts = (letter: string) =>
  fc
    .array(words, { maxLength: 5 })
    .map((texts) => texts.map((one, place) => ({ id: `${letter}${place + 1}`, text: one })));

/** Questions as a learner gets them: options and prompts have tokens by their place. */
const question = (stem: RichText): fc.Arbitrary<PublicQuestion> => {
  const shape = {
    form: fc.constant("public" as const),
    stem: fc.constant(plainText(stem)),
    ask: words,
    options: parts("o"),
  };
  return fc.oneof(
    fc.record({ ...shape, type: fc.constant("multiple-choice" as const) }),
    fc.record({ ...shape, type: fc.constant("multiple-response" as const), choose: fc.nat(5) }),
    fc.record({ ...shape, type: fc.constant("ordering" as const), pick: fc.nat(5) }),
    fc.record({ ...shape, type: fc.constant("matching" as const), prompts: parts("p") }),
  );
};

const state = fc.record({
  answer: fc.constantFrom<Answer[]>(null, "o1", ["o2", "o1"], { p1: "o2" }),
  revision: fc.nat(2),
  flagged: fc.boolean(),
  struck: fc.constantFrom<string[]>([], ["o1"]),
  highlights: fc.constantFrom<Highlight[][]>([], [{ part: "stem", start: 0, end: 3 }]),
  confidence: fc.constantFrom(null, "sure" as const),
});

const scenario = fc.record({
  title: fc.constantFrom("One firm", "Another firm"),
  text: fc.oneof(text, fc.constant<RichText>([{ kind: "paragraph", inlines: [{ kind: "text", text: "The same" }] }])),
  position: fc.integer({ min: 1, max: 3 }),
  of: fc.constant(3),
});

const item: fc.Arbitrary<RoomItem> = text.chain((stem) =>
  fc.record({
    id: fc.uuid(),
    section: fc.constantFrom(null, "First part", "Second part"),
    question: question(stem),
    stem: fc.constant(stem),
    scenario: fc.option(scenario),
    state,
  }),
);

const room: fc.Arbitrary<Room> = fc.record({
  attemptId: fc.uuid(),
  mode: fc.constant("exam" as const),
  title: words,
  examCode: words,
  phase: fc.constant("running" as const),
  serverNow: fc.nat(),
  startedAt: fc.nat(),
  deadline: fc.option(fc.nat()),
  limitMs: fc.option(fc.nat()),
  assigned: fc.boolean(),
  revision: fc.nat(),
  items: fc.array(item, { maxLength: 4 }),
});

test("a room comes out of its page as it went in", () => {
  fc.assert(
    fc.property(room, (given) => {
      expect(openRoom(sentRoom(given))).toEqual(given);
    }),
    { seed: 20261127, numRuns: 300 },
  );
});

test("the scenario of a case is sent once, however many of its questions there are", () => {
  const [first] = fc.sample(item, { seed: 1, numRuns: 1 });
  const [base] = fc.sample(room, { seed: 1, numRuns: 1 });
  if (first === undefined || base === undefined) throw new Error("nothing was made");
  const told: RichText = [{ kind: "paragraph", inlines: [{ kind: "text", text: "What the firm is like." }] }];
  const items = [1, 2].map((position) => ({
    ...first,
    id: `i${position}`,
    scenario: { title: "A firm", text: told, position, of: 2 },
  }));
  const sent = sentRoom({ ...base, items });
  expect(sent.split("What the firm is like.")).toHaveLength(2);
  expect(openRoom(sent).items.map((each) => each.scenario?.position)).toEqual([1, 2]);
});
