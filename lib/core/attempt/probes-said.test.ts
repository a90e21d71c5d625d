import { expect, test } from "vitest";
import { probesSaid } from "./probes-said";

const answer = (place: number, what: "fell" | "refused" | "no-evidence") => ({ place, what });

test.each([
  { name: "nothing was asked", answers: [], said: { fell: [], refused: [], undecided: [] } },
  {
    name: "one of each, in the order of their places",
    answers: [{ trap: "one", answers: [answer(3, "fell"), answer(1, "refused"), answer(2, "no-evidence")] }],
    said: { fell: [3], refused: [1], undecided: [2] },
  },
  {
    name: "a question that offers two of the traps counts once, and falling outweighs",
    answers: [
      { trap: "one", answers: [answer(1, "refused"), answer(2, "refused")] },
      { trap: "two", answers: [answer(1, "fell"), answer(2, "no-evidence")] },
    ],
    said: { fell: [1], refused: [2], undecided: [] },
  },
  {
    name: "a trap that the sitting was not about is left out",
    answers: [{ trap: "other", answers: [answer(1, "fell")] }],
    said: { fell: [], refused: [], undecided: [] },
  },
])("$name", ({ answers, said }) => {
  expect(probesSaid(answers, ["one", "two"])).toEqual(said);
});
