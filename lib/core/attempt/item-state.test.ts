import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import type { AttemptEvent } from "./events";
import { applyEvent, emptyItemState, type ItemState, itemStateSchema } from "./item-state";

type Note = { client: "A" | "B"; seq: number; base?: number } & (
  | { answer: Extract<AttemptEvent, { kind: "answer" }>["value"] }
  | { flag: boolean }
);

const toEvent = (note: Note): AttemptEvent => ({
  clientId: note.client,
  clientSeq: note.seq,
  itemId: "item",
  baseRevision: note.base ?? 0,
  clientAt: 0,
  ...("answer" in note ? { kind: "answer", value: note.answer } : { kind: "flag", value: note.flag }),
});

const replay = (notes: readonly Note[]) => {
  let state = emptyItemState;
  const outcomes = notes.map((note, index) => {
    const applied = applyEvent(state, toEvent(note), 1_000 + index);
    state = applied.state;
    return applied.outcome;
  });
  return { state, outcomes };
};

type Case = { name: string; notes: Note[]; outcomes: string[]; answer: ItemState["answer"]["value"]; revision: number };

describe("answers", () => {
  test.each<Case>([
    {
      name: "the first is stored",
      notes: [{ client: "A", seq: 1, answer: "a" }],
      outcomes: ["stored"],
      answer: "a",
      revision: 1,
    },
    {
      name: "a client changes its mind before it heard back",
      notes: [
        { client: "A", seq: 1, answer: "a" },
        { client: "A", seq: 2, answer: "b" },
      ],
      outcomes: ["stored", "stored"],
      answer: "b",
      revision: 2,
    },
    {
      name: "another client that knew nothing of it is a conflict",
      notes: [
        { client: "A", seq: 1, answer: "a" },
        { client: "B", seq: 1, answer: "b" },
      ],
      outcomes: ["stored", "conflict"],
      answer: "a",
      revision: 1,
    },
    {
      name: "another client that knew it goes on from there",
      notes: [
        { client: "A", seq: 1, answer: "a" },
        { client: "B", seq: 1, base: 1, answer: "b" },
      ],
      outcomes: ["stored", "stored"],
      answer: "b",
      revision: 2,
    },
    {
      name: "another client that says the same is no conflict",
      notes: [
        { client: "A", seq: 1, answer: ["a", "b"] },
        { client: "B", seq: 1, answer: ["a", "b"] },
      ],
      outcomes: ["stored", "stored"],
      answer: ["a", "b"],
      revision: 2,
    },
    {
      name: "the first client is stale once another one went on",
      notes: [
        { client: "A", seq: 1, answer: "a" },
        { client: "B", seq: 1, base: 1, answer: "b" },
        { client: "A", seq: 2, base: 1, answer: "c" },
        { client: "A", seq: 3, base: 2, answer: "d" },
      ],
      outcomes: ["stored", "stored", "conflict", "stored"],
      answer: "d",
      revision: 3,
    },
    {
      name: "a revision from the future is a conflict as well",
      notes: [
        { client: "A", seq: 1, answer: "a" },
        { client: "B", seq: 1, base: 2, answer: "b" },
      ],
      outcomes: ["stored", "conflict"],
      answer: "a",
      revision: 1,
    },
    {
      name: "an overtaken one is kept and changes nothing",
      notes: [
        { client: "A", seq: 2, answer: "b" },
        { client: "A", seq: 1, answer: "a" },
      ],
      outcomes: ["stored", "stored"],
      answer: "b",
      revision: 1,
    },
    {
      name: "clearing is an answer",
      notes: [
        { client: "A", seq: 1, answer: "a" },
        { client: "A", seq: 2, answer: null },
      ],
      outcomes: ["stored", "stored"],
      answer: null,
      revision: 2,
    },
  ])("$name", ({ notes, outcomes, answer, revision }) => {
    const result = replay(notes);
    expect(result.outcomes).toEqual(outcomes);
    expect(result.state.answer).toMatchObject({ value: answer, revision });
  });

  test("the time is that of the last one that counted", () => {
    const { state } = replay([
      { client: "A", seq: 2, answer: "b" },
      { client: "A", seq: 1, answer: "a" },
      { client: "B", seq: 1, answer: "c" },
    ]);
    expect(state.answer).toEqual({ value: "b", revision: 1, at: 1_000, by: { clientId: "A", clientSeq: 2 } });
  });
});

describe("marks", () => {
  test.each<{ name: string; notes: Note[]; flag: boolean }>([
    {
      name: "the last one counts",
      notes: [
        { client: "A", seq: 1, flag: true },
        { client: "A", seq: 2, flag: false },
      ],
      flag: false,
    },
    {
      name: "an overtaken one does not",
      notes: [
        { client: "A", seq: 2, flag: false },
        { client: "A", seq: 1, flag: true },
      ],
      flag: false,
    },
    {
      name: "marks of clients never conflict",
      notes: [
        { client: "A", seq: 1, flag: true },
        { client: "B", seq: 1, flag: false },
      ],
      flag: false,
    },
    {
      name: "an answer overtakes no mark",
      notes: [
        { client: "A", seq: 2, answer: "a" },
        { client: "A", seq: 1, flag: true },
      ],
      flag: true,
    },
  ])("$name", ({ notes, flag }) => {
    const { state, outcomes } = replay(notes);
    expect(state.flag.value).toBe(flag);
    expect(new Set(outcomes)).toEqual(new Set(["stored"]));
  });

  const header = { clientId: "A", clientSeq: 5, itemId: "item", baseRevision: 7, clientAt: 0 };
  test.each<{ event: AttemptEvent; field: "strike" | "highlight" | "confidence" }>([
    { event: { ...header, kind: "strike", value: ["a"] }, field: "strike" },
    { event: { ...header, kind: "highlight", value: [{ part: "stem", start: 0, end: 4 }] }, field: "highlight" },
    { event: { ...header, kind: "confidence", value: "sure" }, field: "confidence" },
  ])("$field changes its own field alone, and only forwards", ({ event, field }) => {
    const { state } = applyEvent(emptyItemState, event, 1);
    expect(state).toEqual({ ...emptyItemState, [field]: { value: event.value, by: { clientId: "A", clientSeq: 5 } } });
    expect(applyEvent(state, { ...event, clientSeq: 4 }, 2)).toEqual({ outcome: "stored", state });
    expect(itemStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  test("a visit changes nothing", () => {
    expect(applyEvent(emptyItemState, { ...header, kind: "visit", value: true }, 1).state).toBe(emptyItemState);
  });
});

test("one client alone ends with what it did last, in whatever order that arrives", () => {
  const note = fc.oneof(fc.record({ answer: fc.constantFrom(null, "a", "b", "c") }), fc.record({ flag: fc.boolean() }));
  const made = fc
    .array(note, { minLength: 1, maxLength: 12 })
    .map((notes) => notes.map((what, index): Note => ({ client: "A", seq: index + 1, ...what })));
  fc.assert(
    fc.property(
      made.chain((notes) => fc.tuple(fc.constant(notes), fc.shuffledSubarray(notes, { minLength: notes.length }))),
      ([notes, arrived]) => {
        const { state, outcomes } = replay(arrived);
        expect(new Set(outcomes)).toEqual(new Set(["stored"]));
        const inOrder = replay(notes).state;
        expect(state.answer.value).toEqual(inOrder.answer.value);
        expect(state.flag.value).toBe(inOrder.flag.value);
      },
    ),
    FIXED_RUNS,
  );
});
