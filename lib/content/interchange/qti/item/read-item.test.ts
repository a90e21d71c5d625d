import { describe, expect, test } from "vitest";
import {
  draftsOf,
  faultsOf,
  lossesOf,
  pack,
  single,
  VERSION_TWO,
} from "@/lib/content/interchange/qti/testing/packages";
import { sharedPassage, WITHOUT_PASSAGE } from "@/lib/content/interchange/qti/testing/version-three";
import * as two from "@/lib/content/interchange/qti/testing/version-two";

describe("items of QTI 2", () => {
  test("with one answer: reasons from within options, from conditions, and for right and wrong", () => {
    const read = single(two.CHOICE);
    expect(draftsOf(read)).toEqual([
      {
        type: "multiple-choice",
        id: "tea-choice",
        stem: "A guest wants green tea.",
        ask: "How hot is the water?",
        options: [
          { id: "ChoiceA", text: "80 *degrees*", key: true, why: "Tender leaves." },
          { id: "ChoiceB", text: "100 degrees", key: false, why: "That burns the leaves." },
        ],
        feedback: "If the answer is right:\n\nGood.\n\nIf the answer is wrong:\n\nThink of the leaves.",
      },
    ]);
    expect(lossesOf(read)).toEqual([
      "tea-choice: fixed places of options were not taken: options are shuffled",
      "tea-choice: image “cup” was not taken",
    ]);
  });

  test("scored by a mapping", () => {
    expect(draftsOf(single(two.SEVERAL))).toEqual([
      {
        type: "multiple-response",
        id: "tea-several",
        stem: "What is water made of?",
        options: [
          { id: "H", text: "Hydrogen", key: true },
          { id: "Cl", text: "Chlorine", key: false },
          { id: "O", text: "Oxygen", key: true },
        ],
      },
    ]);
  });

  test("scored by conditions of their own", () => {
    const read = single(two.CONDITIONS);
    expect(draftsOf(read)).toMatchObject([
      {
        options: [
          { id: "a", key: false },
          { id: "b", key: true },
        ],
      },
    ]);
    expect(lossesOf(read)).toEqual([expect.stringContaining("partly right")]);
  });

  test("that order, with what belongs to no step as decoys", () => {
    expect(draftsOf(single(two.ORDER))).toMatchObject([
      { type: "ordering", items: [{ id: "s1" }, { id: "s2" }], decoys: [{ id: "s0", text: "Sing" }] },
    ]);
  });

  test("that sort into groups: what is sorted is asked for, the groups are the answers", () => {
    expect(draftsOf(single(two.MATCH))).toMatchObject([
      {
        type: "matching",
        stem: "Sort the teas.",
        prompts: [
          { id: "A", answer: "G" },
          { id: "B", answer: "G" },
          { id: "C", answer: "K" },
        ],
        responses: [
          { id: "G", text: "green" },
          { id: "K", text: "black" },
        ],
      },
    ]);
  });

  test.each(two.UNREAD)("with $name are a problem in words", ({ xml, says }) => {
    const read = single(xml);
    expect(read.drafts).toEqual([]);
    expect(faultsOf(read)).toEqual([expect.stringMatching(says)]);
  });

  test("come in the order of their test, then the others; what the test misses is said", () => {
    const read = pack(VERSION_TWO);
    expect(draftsOf(read).map(({ id }) => id)).toEqual(["tea-several", "tea-choice", "tea-order", "tea-conditions"]);
    expect(faultsOf(read)).toEqual([expect.stringMatching(/^items\/missing\.xml: The test asks for this file/)]);
    expect(lossesOf(read)).toContain("file: time limits were not taken");
  });
});

describe("a package of QTI 3.0 by another system", () => {
  test.each([
    { count: 1, cases: [undefined] },
    { count: 2, cases: ["passage", "passage"] },
    { count: 5, cases: ["passage-1", "passage-1", "passage-1", "passage-2", "passage-2"] },
  ])("with $count questions on one passage", ({ count, cases }) => {
    const read = pack(sharedPassage(count));
    expect(draftsOf(read).map(({ inCase }) => inCase?.id)).toEqual(cases);
    expect(draftsOf(read)[0]?.stem).toBe(
      count === 1 ? "It opens at *six*.\n\nWhat about **q1**?" : "What about **q1**?",
    );
    expect(lossesOf(read).some((loss) => loss.includes("became 2 cases"))).toBe(count === 5);
  });

  test("has the catalogue's difficulty, and instructions for scorers as a loss", () => {
    const read = pack(sharedPassage(2));
    expect(draftsOf(read).map(({ difficulty }) => difficulty)).toEqual([4, 4]);
    expect(lossesOf(read)).toContain("items/q1.xml: q1 “Item q1”: instructions (a rubric) were not taken");
  });

  test.each([
    "../../secret.xml",
    "/etc/passwd",
    "file:///etc/passwd",
    "https://evil.example/x.xml",
    "..%2f..%2fsecret.xml",
    "C:\\x.xml",
  ])("whose passage is said to be at %s is told that it is not in the package", (href) => {
    const files = [
      { path: "items/q1.xml", content: WITHOUT_PASSAGE.replace("../../secret.xml", href) },
      { path: "secret.xml", content: "<a/>" },
    ];
    expect(faultsOf(pack(files))).toEqual([expect.stringContaining("is not in the package")]);
  });
});
