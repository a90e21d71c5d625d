import { expect, test } from "vitest";
import { optionParametersSchema, wrongOptionShares } from "@/lib/core/learning/options/option-shares";
import { seededRng } from "@/lib/core/shared/rng";
import { fitOptionShares, type WrongAnswer } from "./fit-option-shares";

const OPTIONS = ["b", "c", "d"];
const offered = new Map([["q", OPTIONS]]);
const taken = (option: string, count: number): WrongAnswer[] =>
  Array.from({ length: count }, () => ({ question: "q", option, ability: 0 }));
const sharesAt = (answers: readonly WrongAnswer[], ability: number) => {
  const parameters = optionParametersSchema.parse(fitOptionShares(offered, answers).get("q"));
  return wrongOptionShares(parameters, ability);
};

test.each([
  { name: "without answers the shares are even", answers: [], shares: [1 / 3, 1 / 3, 1 / 3] },
  {
    name: "counts with one answer added to each",
    answers: [...taken("b", 6), ...taken("c", 3)],
    shares: [7 / 12, 4 / 12, 1 / 12],
  },
  {
    name: "an option that the question has not is passed over",
    answers: [...taken("x", 9)],
    shares: [1 / 3, 1 / 3, 1 / 3],
  },
])("$name", ({ answers, shares }) => {
  const found = sharesAt(answers, 0);
  for (const [i, option] of OPTIONS.entries()) expect(found[option]).toBeCloseTo(shares[i] ?? 0, 5);
});

test("shares that depend on ability are found again, and add up to one", () => {
  const rng = seededRng("options");
  const truth = {
    centre: 0,
    options: [0.5, 0.3, 0.2].map((share, i) => ({ id: OPTIONS[i] ?? "", share, slope: 1 - i })),
  };
  const answers = Array.from({ length: 3_000 }, () => {
    const ability = 4 * rng() - 2;
    const { b = 0, c = 0 } = wrongOptionShares(truth, ability);
    const draw = rng();
    return { question: "q", option: draw < b ? "b" : draw < b + c ? "c" : "d", ability };
  });
  for (const ability of [-1.5, 0, 1.5]) {
    const found = sharesAt(answers, ability);
    const expected = wrongOptionShares(truth, ability);
    expect(Object.values(found).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const option of OPTIONS) expect(Math.abs((found[option] ?? 0) - (expected[option] ?? 0))).toBeLessThan(0.05);
  }
});
