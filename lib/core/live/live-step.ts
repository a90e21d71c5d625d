import { fail, ok, type Result } from "@/lib/core/shared/result";

// No zod in here: the browser uses this file.

/**
 * `lobby`: people come in. `open`: the question is answered. `closed`: how the room answered is shown, without the key.
 * `explained`: key, traps and reasons are shown too. `ended`: nothing moves any more.
 */
export const LIVE_STATES = ["lobby", "open", "closed", "explained", "ended"] as const;
export type LiveState = (typeof LIVE_STATES)[number];

/** What a lead does. `reopen`: the same question is answered once more, after the room has talked about it. */
export const LIVE_STEPS = ["open", "close", "reopen", "explain", "next", "end"] as const;
export type LiveStep = (typeof LIVE_STEPS)[number];

/** Where a session stands: `position` from 0, of `questions`. */
export type LivePlace = { state: LiveState; position: number; questions: number };

const isLast = ({ position, questions }: LivePlace): boolean => position >= questions - 1;

/** The steps that are possible, the obvious one first; none once it has ended. */
export function stepsFrom(place: LivePlace): LiveStep[] {
  switch (place.state) {
    case "lobby":
      return ["open", "end"];
    case "open":
      return ["close", "end"];
    case "closed":
      return ["explain", "reopen", "end"];
    case "explained":
      return isLast(place) ? ["end"] : ["next", "end"];
    case "ended":
      return [];
  }
}

/** Where a step leads; `not-now`: it is not possible from here. */
export function takeStep(place: LivePlace, step: LiveStep): Result<LivePlace, "not-now"> {
  if (!stepsFrom(place).includes(step)) return fail("not-now");
  switch (step) {
    case "open":
    case "reopen":
      return ok({ ...place, state: "open" });
    case "close":
      return ok({ ...place, state: "closed" });
    case "explain":
      return ok({ ...place, state: "explained" });
    case "next":
      return ok({ ...place, state: "open", position: place.position + 1 });
    case "end":
      return ok({ ...place, state: "ended" });
  }
}
