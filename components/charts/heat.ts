/** Under so many decided answers a cell has its figures and no colour. */
const LEAST_DECIDED = 3;

/** none: too few to colour. cool: never taken. 1 to 3: taken ever more often. */
export type Heat = "none" | "cool" | 1 | 2 | 3;

/** How strongly a cell is coloured: below a third, below a half, and from a half of the decided answers on. */
export function heatOf({ falls, decided }: { falls: number; decided: number }): Heat {
  if (decided < LEAST_DECIDED) return "none";
  if (falls === 0) return "cool";
  const share = falls / decided;
  if (share >= 0.5) return 3;
  return share >= 1 / 3 ? 2 : 1;
}

/** The class of each, for a cell with a border; the figures stand in it whatever its colour is. */
export const HEAT_LOOK = {
  none: "heat-none",
  cool: "heat-cool",
  1: "heat-1",
  2: "heat-2",
  3: "heat-3",
} satisfies Record<Heat, string>;
