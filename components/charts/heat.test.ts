import { expect, test } from "vitest";
import { heatOf } from "./heat";

test.each([
  { falls: 0, decided: 0, heat: "none" },
  { falls: 2, decided: 2, heat: "none" },
  { falls: 0, decided: 3, heat: "cool" },
  { falls: 1, decided: 4, heat: 1 },
  { falls: 1, decided: 3, heat: 2 },
  { falls: 4, decided: 9, heat: 2 },
  { falls: 3, decided: 6, heat: 3 },
  { falls: 9, decided: 9, heat: 3 },
])("$falls of $decided", ({ falls, decided, heat }) => {
  expect(heatOf({ falls, decided })).toBe(heat);
});
