import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { reminderKey, toRemind } from "./due-reminder";

const dueAt = 10 * DAY_MS;

test.each([
  { name: "more than a day before", now: dueAt - DAY_MS - 1, reminded: 0 },
  { name: "a day before", now: dueAt - DAY_MS, reminded: 1 },
  { name: "just before", now: dueAt - 1, reminded: 1 },
  { name: "when it is due", now: dueAt, reminded: 0 },
])("$name: $reminded", ({ now, reminded }) => {
  expect(toRemind([{ dueAt }], now)).toHaveLength(reminded);
});

test("another due time is another reminder, the same one is not", () => {
  const row = { assignmentId: "a", dueAt };
  expect(reminderKey({ ...row })).toBe(reminderKey(row));
  expect(reminderKey({ ...row, dueAt: dueAt + 1 })).not.toBe(reminderKey(row));
});
