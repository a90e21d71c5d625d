import { expect, test } from "vitest";
import { worstTrap } from "./worst-trap";

const trap = (id: string, falls: number, mean: number | null, state: string | null = null) => ({
  id,
  falls,
  rate: mean === null ? null : { mean },
  state,
});

test.each([
  { name: "nothing without traps", traps: [], worst: undefined },
  { name: "one fall is no habit", traps: [trap("a", 1, 0.9)], worst: undefined },
  { name: "too few offers say nothing", traps: [trap("a", 2, null)], worst: undefined },
  { name: "the most falls", traps: [trap("a", 2, 0.9), trap("b", 5, 0.4)], worst: "b" },
  { name: "as many falls: the higher rate", traps: [trap("a", 3, 0.3), trap("b", 3, 0.5)], worst: "b" },
  { name: "what is cured is over", traps: [trap("a", 9, 0.9, "cured"), trap("b", 2, 0.3)], worst: "b" },
  { name: "what has come back is not", traps: [trap("a", 9, 0.9, "relapsed"), trap("b", 2, 0.3)], worst: "a" },
])("$name", ({ traps, worst }) => {
  expect(worstTrap(traps)?.id).toBe(worst);
});
