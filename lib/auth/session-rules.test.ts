import { describe, expect, test } from "vitest";
import { GRACE_MS } from "@/lib/core/attempt/deadline";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { ABSOLUTE_MS, IDLE_MS, SEEN_EVERY_MS, sessionHolds } from "./session-rules";

const NOW = 1_795_437_296_789;

test("the limits are two and twelve hours", () => {
  expect(IDLE_MS).toBe(2 * HOUR_MS);
  expect(ABSOLUTE_MS).toBe(12 * HOUR_MS);
  expect(SEEN_EVERY_MS).toBeLessThan(IDLE_MS / 10);
});

type Case = { name: string; age: number; idle: number; running: (number | null)[]; holds: boolean };

// `running` is the time left of each running exam, negative after its deadline; null: an exam without a limit.
const rows = (cases: Case[]) =>
  test.each(cases)("$name", ({ age, idle, running, holds }) => {
    const session = {
      createdAt: NOW - age,
      seenAt: NOW - idle,
      running: running.map((left) => ({ deadline: left === null ? null : NOW + left })),
    };
    expect(sessionHolds(session, NOW)).toBe(holds);
  });

describe("without an exam", () => {
  rows([
    { name: "a new session holds", age: 0, idle: 0, running: [], holds: true },
    { name: "idle for two hours holds", age: IDLE_MS, idle: IDLE_MS, running: [], holds: true },
    { name: "idle for a millisecond more ends", age: IDLE_MS + 1, idle: IDLE_MS + 1, running: [], holds: false },
    { name: "twelve hours old and in use holds", age: ABSOLUTE_MS, idle: 0, running: [], holds: true },
    { name: "a millisecond older ends, in use or not", age: ABSOLUTE_MS + 1, idle: 0, running: [], holds: false },
    { name: "old and idle ends", age: 3 * DAY_MS, idle: DAY_MS, running: [], holds: false },
  ]);
});

describe("while an exam with a deadline runs", () => {
  rows([
    { name: "idleness ends nothing", age: 3 * HOUR_MS, idle: 3 * HOUR_MS, running: [1], holds: true },
    { name: "age ends nothing", age: 20 * HOUR_MS, idle: MINUTE_MS, running: [HOUR_MS], holds: true },
    { name: "the last moment of the grace holds", age: DAY_MS, idle: DAY_MS, running: [-GRACE_MS], holds: true },
    { name: "a millisecond after the grace ends", age: DAY_MS, idle: DAY_MS, running: [-GRACE_MS - 1], holds: false },
    { name: "a fresh session outlives its exam", age: HOUR_MS, idle: 0, running: [-GRACE_MS - 1], holds: true },
    { name: "one of two exams is enough", age: DAY_MS, idle: DAY_MS, running: [-HOUR_MS, HOUR_MS], holds: true },
  ]);
});

describe("while an exam without a limit runs", () => {
  rows([
    { name: "a day without a sign of life holds", age: DAY_MS, idle: DAY_MS, running: [null], holds: true },
    { name: "a millisecond more ends", age: DAY_MS + 1, idle: DAY_MS + 1, running: [null], holds: false },
    { name: "a session of three days in use holds", age: 3 * DAY_MS, idle: MINUTE_MS, running: [null], holds: true },
    { name: "a timed exam beside it holds alone", age: 3 * DAY_MS, idle: 2 * DAY_MS, running: [null, 1], holds: true },
  ]);
});
