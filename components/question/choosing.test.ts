import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chosenIds, type Given, strikeOption } from "./choice";
import { pairPrompt } from "./kinds/matching/pair";
import { chooseOne } from "./kinds/multiple-choice/choose";
import { toggleOption } from "./kinds/multiple-response/choose";
import { moveItem, toggleItem } from "./kinds/ordering/moves";

const given = (answer: Given["answer"], struck: string[] = []): Given => ({ answer, struck });

describe("multiple choice", () => {
  test("choosing a struck-out option restores it", () => {
    expect(chooseOne(given("o1", ["o2", "o3"]), "o2")).toMatchObject({ answer: "o2", struck: ["o3"] });
  });
  test("an option is struck out and restored", () => {
    expect(strikeOption(given("o1"), "o2", "B")).toMatchObject({ answer: "o1", struck: ["o2"] });
    expect(strikeOption(given("o1", ["o2"]), "o2", "B")).toMatchObject({ answer: "o1", struck: [] });
  });
  test("what is chosen cannot be struck out, and that is said", () => {
    const choice = strikeOption(given("o1"), "o1", "A");
    expect(choice).toMatchObject({ answer: "o1", struck: [] });
    expect(choice.says).toContain("is chosen");
  });
});

describe("multiple response", () => {
  test("one more than asked for is refused politely", () => {
    const choice = toggleOption(given(["o1", "o3"]), "o2", 2);
    expect(choice.answer).toEqual(["o1", "o3"]);
    expect(choice.says).toBe("You have chosen 2 of 2. Take one back to choose another.");
  });
  test("taking the last back clears the answer", () => {
    expect(toggleOption(given(["o1"]), "o1", 2).answer).toBeNull();
  });
  test("the same choice is the same value, in whatever order it was made", () => {
    const there = toggleOption(toggleOption(given(null), "o3", 2), "o1", 2).answer;
    const back = toggleOption(toggleOption(given(null), "o1", 2), "o3", 2).answer;
    expect(there).toEqual(back);
  });
});

describe("ordering", () => {
  test("entries go into the next free place, and out again", () => {
    const two = toggleItem(toggleItem(given(null), "o3", 3), "o1", 3);
    expect(two).toMatchObject({ answer: ["o3", "o1"], says: "Placed at 2 of 3." });
    expect(toggleItem(two, "o3", 3)).toMatchObject({ answer: ["o1"], says: "Taken out of place 1." });
  });
  test("one more than there are places is refused politely", () => {
    expect(toggleItem(given(["o1", "o2", "o3"]), "o4", 3)).toMatchObject({
      answer: ["o1", "o2", "o3"],
      says: "All 3 places are filled. Take an entry out to place another.",
    });
  });
  test.each([
    { by: -1 as const, item: "o2", answer: ["o2", "o1", "o3"], says: "Moved to place 1." },
    { by: 1 as const, item: "o2", answer: ["o1", "o3", "o2"], says: "Moved to place 3." },
    { by: -1 as const, item: "o1", answer: ["o1", "o2", "o3"], says: "Already first." },
    { by: 1 as const, item: "o3", answer: ["o1", "o2", "o3"], says: "Already last." },
    { by: 1 as const, item: "o9", answer: ["o1", "o2", "o3"], says: null },
  ])("moving $item by $by: $says", ({ by, item, answer, says }) => {
    expect(moveItem(given(["o1", "o2", "o3"]), item, by)).toMatchObject({ answer, says });
  });
  test("whatever is pressed, a sequence holds known entries once and never more than asked for", () => {
    const ids = ["o1", "o2", "o3", "o4", "o5"];
    const step = fc.record({ item: fc.constantFrom(...ids), by: fc.constantFrom(-1 as const, 1 as const, null) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let now: Given = given(null);
        for (const { item, by } of steps) {
          const before = [...chosenIds(now.answer)].sort();
          now = by === null ? toggleItem(now, item, 3) : moveItem(now, item, by);
          const sequence = chosenIds(now.answer);
          expect(new Set(sequence).size).toBe(sequence.length);
          expect(sequence.length).toBeLessThanOrEqual(3);
          if (by !== null) expect([...sequence].sort()).toEqual(before);
          if (sequence.length === 0) expect(now.answer).toBeNull();
        }
      }),
      { seed: 20261123 },
    );
  });
});

test("matching: pairs are kept in one order, replaced and taken away; the last one clears the answer", () => {
  const two = pairPrompt(pairPrompt(given(null), "p2", "o1"), "p1", "o1");
  expect(JSON.stringify(two.answer)).toBe('{"p1":"o1","p2":"o1"}');
  expect(pairPrompt(two, "p1", "o4").answer).toEqual({ p1: "o4", p2: "o1" });
  expect(pairPrompt(pairPrompt(two, "p1", null), "p2", null).answer).toBeNull();
});
