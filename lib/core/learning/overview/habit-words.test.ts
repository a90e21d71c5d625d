import { expect, test } from "vitest";
import { changesInWords, surenessInWords } from "./habit-words";

test.each([
  { wrongToRight: 0, rightToWrong: 0, words: /No change/ },
  { wrongToRight: 3, rightToWrong: 1, words: /Too few/ },
  { wrongToRight: 6, rightToWrong: 3, words: /help you: / },
  { wrongToRight: 1, rightToWrong: 4, words: /cost you: / },
  { wrongToRight: 4, rightToWrong: 3, words: /about as often/ },
])("$wrongToRight to right and $rightToWrong to wrong", ({ words, ...changes }) => {
  expect(changesInWords({ ...changes, wrongToWrong: 9 })).toMatch(words);
});

const none = { right: 0, wrong: 0 };
test.each([
  { name: "nothing said", sure: none, unsure: none, words: /^Say how sure/ },
  { name: "never sure", sure: none, unsure: { right: 1, wrong: 1 }, words: /not been sure/ },
  { name: "sure and always right", sure: { right: 4, wrong: 0 }, unsure: none, words: /Sure 4 times, and right each/ },
  { name: "sure and wrong", sure: { right: 45, wrong: 20 }, unsure: none, words: /^Sure and wrong: 20 of the 65/ },
])("$name", ({ sure, unsure, words }) => {
  expect(surenessInWords({ sure, unsure, guess: none })).toMatch(words);
});
