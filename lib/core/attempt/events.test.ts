import { describe, expect, test } from "vitest";
import { attemptEventSchema, BATCH_LIMIT, eventBatchSchema } from "./events";

const header = { clientId: "client-one", clientSeq: 1, itemId: "item-1", baseRevision: 0, clientAt: 1_795_437_296_789 };
const answer = { ...header, kind: "answer", value: "o1" };
const marks = (count: number) => Array.from({ length: count }, () => ({ part: "stem", start: 0, end: 1 }));

test.each([
  { name: "a chosen option", event: answer },
  { name: "several options", event: { ...answer, value: ["o1", "o2"] } },
  { name: "pairs", event: { ...answer, value: { p1: "o1" } } },
  { name: "a cleared answer", event: { ...answer, value: null } },
  { name: "a flag", event: { ...header, kind: "flag", value: true } },
  { name: "struck options", event: { ...header, kind: "strike", value: ["o1"] } },
  { name: "highlights", event: { ...header, kind: "highlight", value: marks(60) } },
  { name: "confidence", event: { ...header, kind: "confidence", value: "guess" } },
  { name: "no confidence", event: { ...header, kind: "confidence", value: null } },
  { name: "a visit", event: { ...header, kind: "visit", value: false } },
])("$name is an event, as it stands", ({ event }) => {
  expect(attemptEventSchema.parse(event)).toEqual(event);
});

describe("refused", () => {
  test.each([
    { name: "an unknown field", event: { ...answer, score: 1 } },
    { name: "an unknown kind", event: { ...answer, kind: "finish" } },
    { name: "a flag that is no yes or no", event: { ...header, kind: "flag", value: "yes" } },
    { name: "an answer of the wrong shape", event: { ...answer, value: 1 } },
    {
      name: "an answer with more than eight options",
      event: { ...answer, value: Array.from({ length: 9 }, () => "o1") },
    },
    { name: "an answer in upper case", event: { ...answer, value: "O1" } },
    { name: "a short client id", event: { ...answer, clientId: "one" } },
    { name: "a client id with a slash, which parts keys", event: { ...answer, clientId: "client/one" } },
    { name: "a sequence that starts at nought", event: { ...answer, clientSeq: 0 } },
    { name: "a sequence between numbers", event: { ...answer, clientSeq: 1.5 } },
    { name: "a negative revision", event: { ...answer, baseRevision: -1 } },
    { name: "no item", event: { ...answer, itemId: "" } },
    { name: "a time of the year 10,000", event: { ...answer, clientAt: 253_402_300_800_000 } },
    {
      name: "an empty highlight",
      event: { ...header, kind: "highlight", value: [{ part: "stem", start: 3, end: 3 }] },
    },
    {
      name: "a highlight of the rationale",
      event: { ...header, kind: "highlight", value: [{ part: "why", start: 0, end: 3 }] },
    },
    { name: "too many highlights", event: { ...header, kind: "highlight", value: marks(61) } },
    {
      name: "too many struck options",
      event: { ...header, kind: "strike", value: Array.from({ length: 11 }, () => "o1") },
    },
  ])("$name", ({ event }) => {
    expect(attemptEventSchema.safeParse(event).success).toBe(false);
  });

  test.each([
    { name: "an empty batch", count: 0, taken: false },
    { name: "a full batch is taken", count: BATCH_LIMIT, taken: true },
    { name: "one more", count: BATCH_LIMIT + 1, taken: false },
  ])("$name", ({ count, taken }) => {
    const events = Array.from({ length: count }, (_, index) => ({ ...answer, clientSeq: index + 1 }));
    expect(eventBatchSchema.safeParse({ events }).success).toBe(taken);
  });
});
