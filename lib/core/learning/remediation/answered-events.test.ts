import { expect, test } from "vitest";
import { answeredEvents } from "./answered-events";
import { remediationEventSchema } from "./events";

const answer = { at: 5, question: "q", attempt: "a", mode: "exam", seen: false, unmarkedInTimedExam: true } as const;
const evidence = { offered: ["a", "b", "c"], taken: ["a"], refused: ["b"] };

test("one event for each trap that was offered", () => {
  const events = answeredEvents(evidence, "wrong", answer, (trap) => trap === "b");
  expect(events.map(({ trap, outcome, unseenLeft }) => [trap, outcome, unseenLeft])).toEqual([
    ["a", "fell", false],
    ["b", "refused", true],
    ["c", "other", false],
  ]);
  for (const event of events) expect(remediationEventSchema.parse(event)).toEqual(event);
});

test("an unanswered question says nothing", () => {
  expect(answeredEvents({ ...evidence, taken: [], refused: [] }, "unanswered", answer, () => true)).toEqual([]);
});
