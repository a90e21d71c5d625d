import { expect, test } from "vitest";
import { packWith, samplePack, sampleQuestion } from "@/lib/content/testing/sample-pack";
import { grammar } from "./grammar";

const today = "2026-11-23";
const texts = (all: readonly string[]) => ({
  options: sampleQuestion().options.map((option, index) => ({ ...option, text: all[index] ?? option.text })),
});

test("sound questions pass", () => {
  expect(grammar(samplePack(), { today })).toEqual([]);
});

test.each([
  { name: "the ask wants two of a single choice", fields: { ask: "Which TWO changes help?" }, says: "TWO" },
  { name: "the ask ends with an article", fields: { ask: "The cooks should use a" }, says: "article" },
  { name: "and with the other one, however it trails off", fields: { ask: "They need an …" }, says: "article" },
  {
    name: "one option ends with a full stop",
    fields: texts(["Rest it.", "Cool it", "Brew", "Stir"]),
    says: "full stop",
  },
  {
    name: "one option begins small",
    fields: texts(["rest it first", "Cool it", "Brew", "Stir"]),
    says: "small letter",
  },
])("$name: an error", ({ fields, says }) => {
  expect(grammar(packWith(fields), { today })).toEqual([
    expect.objectContaining({ rule: "grammar", severity: "error", message: expect.stringContaining(says) }),
  ]);
});

test.each([
  { name: "all options are sentences", fields: texts(["Rest it.", "Cool it.", "Brew it.", "Stir it."]) },
  { name: "an option begins with code", fields: texts(["`rest` it", "Cool it", "Brew", "Stir"]) },
  { name: "a number in small letters is none", fields: { ask: "Which of the two helps?" } },
])("$name: nothing", ({ fields }) => {
  expect(grammar(packWith(fields), { today })).toEqual([]);
});

test("several answers are asked for by their number", () => {
  const response = (ask: string) => {
    const [first, second, third, fourth] = sampleQuestion().options;
    const fifth = { id: "e", text: "Warm the cup first", trap: "plain-error", why: "It adds heat." };
    const options = [
      first,
      { ...second, trap: undefined, key: true },
      { ...third, trap: undefined, key: true },
      fourth,
      fifth,
    ];
    return packWith({ type: "multiple-response", choose: 2, ask, options });
  };
  expect(grammar(response("Which TWO changes help?"), { today })).toEqual([]);
  expect(grammar(response("Which THREE changes help?"), { today })).toHaveLength(1);
  expect(grammar(response("Which changes help?"), { today })).toHaveLength(1);
});
