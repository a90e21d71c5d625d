import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { draftsOf, faultsOf, lossesOf, single } from "./testing/packages";
import * as two from "./testing/version-two";

const sample = (name: string) => single(readFileSync(`${import.meta.dirname}/samples/${name}.xml`, "utf8"));

test.each([
  { name: "tea-choice", original: two.CHOICE, losses: 2 },
  { name: "tea-several", original: two.SEVERAL, losses: 0 },
  { name: "tea-order", original: two.ORDER, losses: 0 },
  { name: "tea-match", original: two.MATCH, losses: 0 },
  { name: "tea-conditions", original: two.CONDITIONS, losses: 1 },
])("$name, written in QTI 3.0 by another program, is what it was in QTI 2.1", ({ name, original, losses }) => {
  const read = sample(name);
  expect(faultsOf(read)).toEqual([]);
  expect(draftsOf(read)).toHaveLength(1);
  expect(draftsOf(read)).toEqual(draftsOf(single(original)));
  expect(lossesOf(read)).toHaveLength(losses);
  expect(lossesOf(read)).toEqual(lossesOf(single(original)));
});

test("the key of a choice, and why, are those that the other program wrote", () => {
  expect(draftsOf(sample("tea-choice"))[0]).toMatchObject({
    type: "multiple-choice",
    stem: expect.stringContaining("A guest wants green tea."),
    options: [
      { text: "80 *degrees*", key: true },
      { text: "100 degrees", key: false, why: "That burns the leaves." },
    ],
  });
});
