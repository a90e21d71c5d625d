import { expect, test } from "vitest";
import { tickChecklist } from "./tick-checklist";

const points = [{ id: "heat", text: "I can name the heat.", lessons: ["heat", "time"], traps: ["boil"] }];
const lessons = (over: Partial<{ answered: number; low: number }> = {}) =>
  ["heat", "time"].map((id) => ({ id, answered: 4, low: 0.7, ...over }));
const boil = (state: string | null) => [{ id: "boil", short: "Boiling it", state }];

test.each([
  { name: "mastered, no trap open", lessons: lessons(), traps: boil(null), state: "ticked" },
  { name: "its trap is cured", lessons: lessons(), traps: boil("cured"), state: "ticked" },
  { name: "its trap is confirmed", lessons: lessons(), traps: boil("confirmed"), state: "open" },
  { name: "its trap relapsed", lessons: lessons(), traps: boil("relapsed"), state: "open" },
  { name: "not sure enough", lessons: lessons({ low: 0.59 }), traps: boil(null), state: "open" },
  { name: "exactly sure enough", lessons: lessons({ low: 0.6 }), traps: boil(null), state: "ticked" },
  { name: "too few answers", lessons: lessons({ answered: 3 }), traps: boil(null), state: "no-evidence" },
  {
    name: "one lesson never looked at",
    lessons: [
      { id: "heat", answered: 20, low: 0.9 },
      { id: "time", answered: 0, low: 0.9 },
    ],
    traps: boil(null),
    state: "no-evidence",
  },
])("$name: $state", ({ lessons: standing, traps, state }) => {
  const [tick] = tickChecklist(points, standing, traps);
  expect(tick?.state).toBe(state);
  expect(tick?.evidence).not.toBe("");
});
