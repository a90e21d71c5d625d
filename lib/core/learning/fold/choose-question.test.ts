import { expect, test } from "vitest";
import { withinDrawShare } from "./choose-question";

const open = [{ family: null }, { family: "sums" }, { family: null }];
const draw = { family: "sums" };

test.each([
  { name: "the first question may be a draw", questions: 0, draws: 0, may: true },
  { name: "no second one before the sixth question", questions: 4, draws: 1, may: false },
  { name: "a second one from the sixth question on", questions: 5, draws: 1, may: true },
  { name: "no third one before the eleventh", questions: 9, draws: 2, may: false },
  { name: "three of fifteen at most", questions: 14, draws: 3, may: false },
])("$name", ({ questions, draws, may }) => {
  expect(withinDrawShare(open, { questions, draws })).toEqual(may ? open : [{ family: null }, { family: null }]);
});

test("where nothing else is left, a draw may be asked whatever its share", () => {
  expect(withinDrawShare([draw], { questions: 3, draws: 3 })).toEqual([draw]);
});
