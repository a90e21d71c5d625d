import { expect, test } from "vitest";
import { remember } from "./remember";

test("the same text is worked out once, until too much is kept", () => {
  const asked: string[] = [];
  const lengthOf = remember(2, (text) => {
    asked.push(text);
    return { length: text.length };
  });
  expect(lengthOf("a")).toBe(lengthOf("a"));
  expect([lengthOf("bb"), lengthOf("ccc"), lengthOf("a")]).toEqual([{ length: 2 }, { length: 3 }, { length: 1 }]);
  expect(asked).toEqual(["a", "bb", "ccc", "a"]);
});
