import { expect, test } from "vitest";
import { countedOnce, pooledExposure, statisticsIdOf } from "@/lib/core/learning/fold/learning-parameters";
import { trapShares } from "./trap-shares";

const written = { id: "w", family: null, traps: ["a", "b"] };
const first = { id: "f-01", family: "f", traps: ["a", "c"] };
const second = { id: "f-02", family: "f", traps: ["b", "c", "d"] };

test("without answers the wrong choices are shared out evenly", () => {
  expect(Object.fromEntries(trapShares([written, first, second], []))).toEqual({
    w: { a: 1 / 3, b: 1 / 3 },
    f: { a: 1 / 3, b: 1 / 3, c: 1 / 3, d: 1 / 3 },
  });
});

test("the draws of a family count together, each for the traps that it offers", () => {
  const wrong = [
    ...Array.from({ length: 4 }, () => ({ question: first, taken: ["c"] })),
    ...Array.from({ length: 2 }, () => ({ question: second, taken: ["c"] })),
    { question: second, taken: ["d"] },
    { question: written, taken: [] },
  ];
  const shares = trapShares([written, first, second], wrong).get("f");
  // (taken + 6/3) / (offered + 6): `a` stood in four wrong answers, `d` in three, `c` in all seven.
  expect(shares).toEqual({ a: 2 / 10, b: 2 / 9, c: (6 + 2) / (7 + 6), d: (1 + 2) / (3 + 6) });
});

test("a family is one question in counts and exposure", () => {
  const bank = [written, first, second];
  expect(bank.map(statisticsIdOf)).toEqual(["w", "f", "f"]);
  expect(countedOnce(bank).map(({ id }) => id)).toEqual(["w", "f-02"]);
  const exposure = new Map([
    ["f-01", 0.2],
    ["f-02", 0.25],
    ["w", 0.1],
  ]);
  expect(Object.fromEntries(pooledExposure(bank, exposure))).toEqual({ w: 0.1, f: 0.45 });
});
