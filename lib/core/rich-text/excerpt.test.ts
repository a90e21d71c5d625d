import { expect, test } from "vitest";
import { excerpt } from "./excerpt";

test.each([
  {
    name: "bold and code",
    text: "A **fast** call of `InvokeEndpoint`\nfails.",
    says: "A fast call of InvokeEndpoint fails.",
  },
  {
    name: "a table",
    text: "Prices:\n\n| Size | Cost |\n| --- | ---: |\n| big | 3 |\n| small | 1 |",
    says: "Prices: Size · Cost big · 3 small · 1",
  },
  { name: "a fence", text: "See:\n\n```yaml\na: 1\n```\n\nWhy?", says: "See: a: 1 Why?" },
  {
    name: "a link and a picture",
    text: "[The guide](https://a.example) ![a curve](/media/x.png)",
    says: "The guide a curve",
  },
  { name: "a list", text: "Steps:\n\n- one\n- two\n\n1. three", says: "Steps: one two three" },
  {
    name: "stars and lines that are no marks",
    text: "2 * 3 and snake_case_name, a-b, __init__",
    says: "2 * 3 and snake_case_name, a-b, init",
  },
  {
    name: "escaped signs and a broken line",
    text: "Grant is \\_\\_\\_ in \\<his>\\\ntomb, a \\| b.",
    says: "Grant is ___ in <his> tomb, a | b.",
  },
  { name: "nothing", text: " \n ", says: "" },
])("of $name the words are left", ({ text, says }) => {
  expect(excerpt(text)).toBe(says);
});
