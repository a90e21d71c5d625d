import { describe, expect, test } from "vitest";
import type { Answer } from "@/lib/core/question/answer";
import { type Question, questionSchema } from "@/lib/core/question/schema";
import { tallyOptions, tallyRoom, tallyTraps } from "./tally";

const common = {
  lesson: "lesson-heat",
  exams: ["brew-1"],
  difficulty: 2,
  stem: "Forty guests wait for tea.",
  ask: "What do the cooks do?",
  facts: ["B7.1"],
  verifiedOn: "2026-11-01",
};
const option = (id: string, more: object) => ({ id, text: id, why: "Because.", ...more });
const choice: Question = questionSchema.parse({
  ...common,
  id: "brew-q-one",
  type: "multiple-choice",
  options: [
    option("boil", { trap: "trap-boil" }),
    option("cool", { key: true }),
    option("stir", { trap: "trap-stir" }),
    option("wait", { trap: "plain-error" }),
  ],
});
const choices: Question = questionSchema.parse({
  ...common,
  id: "brew-q-two",
  type: "multiple-response",
  choose: 2,
  options: [
    option("boil", { trap: "trap-boil" }),
    option("cool", { key: true }),
    option("stir", { key: true }),
    option("wait", { trap: "plain-error" }),
    option("shake", { trap: "plain-error" }),
  ],
});
const item = (id: string, more: object = {}) => ({ id, text: id, why: "Because.", ...more });
const steps: Question = questionSchema.parse({
  ...common,
  id: "brew-q-three",
  type: "ordering",
  items: [item("wash"), item("boil"), item("pour")],
  decoys: [item("freeze", { trap: "trap-freeze" })],
  wrongOrders: [{ before: "boil", after: "wash", trap: "trap-boil", why: "Dust." }],
});
const pairs: Question = questionSchema.parse({
  ...common,
  id: "brew-q-four",
  type: "matching",
  prompts: [item("green", { answer: "short" }), item("black", { answer: "long" }), item("herbs", { answer: "long" })],
  responses: [
    { id: "short", text: "short" },
    { id: "long", text: "long" },
    { id: "never", text: "never" },
  ],
  wrongPairs: [{ prompt: "green", response: "long", trap: "trap-long", why: "Bitter." }],
});
const order = { options: ["wait", "cool", "boil", "stir", "shake"], prompts: [] };
const of4 = { options: ["wait", "cool", "boil", "stir"], prompts: [] };

describe("how answers fall", () => {
  test("one option each, counted in the order shown, by tokens", () => {
    expect(tallyOptions(of4, ["boil", "boil", "cool", "cool", "wait"])).toEqual([
      { option: "o1", count: 1 },
      { option: "o2", count: 2 },
      { option: "o3", count: 2 },
      { option: "o4", count: 0 },
    ]);
  });

  test("of several options each one counts", () => {
    const answers: Answer[] = [
      ["cool", "stir"],
      ["cool", "stir"],
      ["boil", "cool"],
      ["boil", "wait"],
      ["cool", "wait"],
    ];
    expect(tallyOptions(order, answers)?.map(({ count }) => count)).toEqual([2, 4, 2, 2, 0]);
    expect(tallyTraps(choices, null, answers)).toEqual({ right: 2, traps: [{ trap: "trap-boil", count: 2 }] });
  });

  test("of steps each place counts, the most frequent first, by tokens", () => {
    const shown = { options: ["freeze", "pour", "wash", "boil"], prompts: [] };
    const [right, dusty, cold] = [
      ["wash", "boil", "pour"],
      ["boil", "wash", "pour"],
      ["wash", "boil", "freeze"],
    ];
    const answers = [dusty, dusty, dusty, right, cold];
    expect(tallyRoom(steps, shown, answers)).toEqual({
      answered: 5,
      options: null,
      slots: [
        {
          slot: "1",
          options: [
            { option: "o4", count: 3 },
            { option: "o3", count: 2 },
          ],
        },
        {
          slot: "2",
          options: [
            { option: "o3", count: 3 },
            { option: "o4", count: 2 },
          ],
        },
        {
          slot: "3",
          options: [
            { option: "o2", count: 4 },
            { option: "o1", count: 1 },
          ],
        },
      ],
    });
    expect(tallyTraps(steps, null, answers)).toEqual({
      right: 1,
      traps: [
        { trap: "trap-boil", count: 3 },
        { trap: "trap-freeze", count: 1 },
      ],
    });
  });

  test("of pairs each prompt counts, in the order shown, by tokens", () => {
    const shown = { options: ["never", "long", "short"], prompts: ["green", "black", "herbs"] };
    const right = { green: "short", black: "long", herbs: "long" };
    const answers = [
      right,
      right,
      { ...right, green: "long" },
      { ...right, green: "long" },
      { ...right, green: "long" },
    ];
    expect(tallyRoom(pairs, shown, answers).slots).toEqual([
      {
        slot: "p1",
        options: [
          { option: "o2", count: 3 },
          { option: "o3", count: 2 },
        ],
      },
      { slot: "p2", options: [{ option: "o2", count: 5 }] },
      { slot: "p3", options: [{ option: "o2", count: 5 }] },
    ]);
    expect(tallyTraps(pairs, null, answers)).toEqual({ right: 2, traps: [{ trap: "trap-long", count: 3 }] });
    expect(tallyRoom(pairs, shown, answers.slice(1))).toEqual({ answered: 4, options: null, slots: null });
  });

  test("traps come by how many took them; a plain error is none", () => {
    expect(tallyTraps(choice, null, ["stir", "stir", "boil", "wait", "cool", "cool"])).toEqual({
      right: 2,
      traps: [
        { trap: "trap-stir", count: 2 },
        { trap: "trap-boil", count: 1 },
      ],
    });
  });

  test("as ruled: what was accepted later is right, and its trap is none", () => {
    const ruling = { kind: "accept" as const, keys: ["cool", "boil"], reasons: {} };
    expect(tallyTraps(choice, ruling, ["stir", "boil", "boil", "cool", "wait"])).toEqual({
      right: 3,
      traps: [{ trap: "trap-stir", count: 1 }],
    });
  });

  test("of four nothing is compared, of five it is", () => {
    const four: Answer[] = ["boil", "boil", "cool", "stir"];
    expect([tallyOptions(of4, four), tallyTraps(choice, null, four)]).toEqual([null, null]);
    expect(tallyOptions(of4, [...four, "cool"])).not.toBeNull();
    expect(tallyTraps(choice, null, [...four, "cool"])?.right).toBe(2);
  });
});
