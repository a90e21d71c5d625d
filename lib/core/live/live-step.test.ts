import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { LIVE_STATES, LIVE_STEPS, type LivePlace, type LiveStep, stepsFrom, takeStep } from "./live-step";

const at = (state: LivePlace["state"], position = 0): LivePlace => ({ state, position, questions: 2 });

test.each<{ from: LivePlace; step: LiveStep; to: LivePlace | null }>([
  { from: at("lobby"), step: "open", to: at("open") },
  { from: at("lobby"), step: "explain", to: null },
  { from: at("open"), step: "close", to: at("closed") },
  { from: at("open"), step: "explain", to: null },
  { from: at("closed"), step: "explain", to: at("explained") },
  { from: at("closed"), step: "reopen", to: at("open") },
  { from: at("closed"), step: "next", to: null },
  { from: at("explained"), step: "reopen", to: null },
  { from: at("explained"), step: "next", to: at("open", 1) },
  { from: at("explained", 1), step: "next", to: null },
  { from: at("explained", 1), step: "end", to: at("ended", 1) },
  { from: at("open"), step: "end", to: at("ended") },
  { from: at("ended"), step: "end", to: null },
])("from $from.state at $from.position: $step", ({ from, step, to }) => {
  expect(takeStep(from, step)).toEqual(to === null ? { ok: false, error: "not-now" } : { ok: true, value: to });
});

test("the obvious step of each state leads through every question to the end", () => {
  const seen: string[] = [];
  let place = at("lobby");
  for (;;) {
    const [step] = stepsFrom(place);
    if (step === undefined) break;
    const taken = takeStep(place, step);
    if (!taken.ok) throw new Error("the first step is not possible");
    place = taken.value;
    seen.push(`${place.state} ${place.position}`);
  }
  expect(seen).toEqual(["open 0", "closed 0", "explained 0", "open 1", "closed 1", "explained 1", "ended 1"]);
});

test("whatever is pressed, no question is skipped or shown that is not there, and what was explained is not answered again", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...LIVE_STEPS), { maxLength: 40 }),
      fc.integer({ min: 1, max: 4 }),
      (steps, questions) => {
        let place: LivePlace = { state: "lobby", position: 0, questions };
        const explained = new Set<number>();
        for (const step of steps) {
          const taken = takeStep(place, step);
          if (!taken.ok) continue;
          const before = place;
          place = taken.value;
          expect(LIVE_STATES).toContain(place.state);
          expect(place.position - before.position).toBe(step === "next" ? 1 : 0);
          expect(place.position).toBeLessThan(questions);
          if (place.state === "explained") explained.add(place.position);
          if (place.state === "open") expect(explained.has(place.position)).toBe(false);
        }
      },
    ),
    FIXED_RUNS,
  );
});
