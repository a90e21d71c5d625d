import { describe, expect, test } from "vitest";
import type { RoomState } from "@/components/exam/saving/room-state";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { saveLabel } from "./save-label";
import { elapsedText, leftText, minutesLeft, warningDue } from "./time-words";

describe("the clock", () => {
  test.each([
    { ms: 1_680_000, text: "28:00" },
    { ms: 1_679_001, text: "28:00" },
    { ms: 1_679_000, text: "27:59" },
    { ms: 1, text: "00:01" },
    { ms: 0, text: "00:00" },
    { ms: -5_000, text: "00:00" },
    { ms: 7_265_000, text: "2:01:05" },
  ])("$ms ms left is $text", ({ ms, text }) => {
    expect(leftText(ms)).toBe(text);
  });
  test("time gone by is whole seconds", () => {
    expect(elapsedText(61_999)).toBe("01:01");
  });
});

describe("warnings", () => {
  const minutes = (count: number): number => count * MINUTE_MS;
  test.each([
    { name: "at thirty minutes of a long exam", limit: 170, before: 31, now: 30, due: 30 },
    { name: "at five minutes", limit: 28, before: 5.01, now: 5, due: 5 },
    { name: "only the last after a sleep over both", limit: 170, before: 31, now: 4, due: 5 },
    { name: "none twice", limit: 28, before: 5, now: 4.9, due: null },
    { name: "none where the exam is too short for it", limit: 28, before: 31, now: 30, due: null },
    { name: "none when time was added", limit: 28, before: 4, now: 9, due: null },
    { name: "none when the time is up already", limit: 28, before: 6, now: 0, due: null },
  ])("$name", ({ limit, before, now, due }) => {
    expect(warningDue(minutes(limit), minutes(before), minutes(now))).toBe(due === null ? null : minutes(due));
  });
  test("an untimed attempt never warns", () => {
    expect(warningDue(null, minutes(31), minutes(30))).toBeNull();
  });
  test("minutes are rounded up", () => {
    expect([minutesLeft(minutes(4.2)), minutesLeft(minutes(0.5))]).toEqual(["5 minutes left", "1 minute left"]);
  });
});

describe("the state of the saving", () => {
  const event = (kind: "flag" | "visit"): AttemptEvent => ({
    clientId: "client-one",
    clientSeq: 1,
    itemId: "i1",
    baseRevision: 0,
    clientAt: 0,
    kind,
    value: true,
  });
  type Saving = Pick<RoomState, "pending" | "stuck" | "sync" | "online" | "storage" | "savedAt">;
  const calm: Saving = {
    pending: [],
    stuck: new Set(),
    sync: { kind: "idle" },
    online: true,
    storage: "device",
    savedAt: null,
  };
  const unreachable = { kind: "waiting", reason: "unreachable" } as const;
  test.each<{ name: string; saving: Partial<Saving>; text: string }>([
    { name: "nothing yet", saving: {}, text: "Saves by itself" },
    { name: "saved", saving: { savedAt: new Date(2026, 10, 23, 12, 3, 5).getTime() }, text: "Saved 12:03:05" },
    { name: "on its way", saving: { pending: [event("flag")] }, text: "Saving…" },
    { name: "a visit is nobody's worry", saving: { pending: [event("visit")] }, text: "Saves by itself" },
    {
      name: "offline with work",
      saving: { pending: [event("flag")], sync: unreachable },
      text: "Offline: kept on this device, 1 to send",
    },
    { name: "offline without", saving: { sync: unreachable }, text: "Offline: kept on this device" },
    {
      name: "offline in a private window",
      saving: { pending: [event("flag")], sync: unreachable, storage: "memory" },
      text: "Offline: kept in this tab only, 1 to send",
    },
    { name: "signed out", saving: { sync: { kind: "signed-out" } }, text: "Signed out: kept on this device" },
    { name: "not readable", saving: { stuck: new Set(["client-one/1"]) }, text: "1 change not accepted by the server" },
  ])("$name", ({ saving, text }) => {
    expect(saveLabel({ ...calm, ...saving }).text).toBe(text);
  });
});
