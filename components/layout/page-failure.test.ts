import { expect, test } from "vitest";
import { digestOf, lastRequestId, pageFailure } from "./page-failure";

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

test("a page knows why it could not be shown", () => {
  const busy = Object.assign(new Error("hidden"), { digest: "busy" });
  expect(pageFailure(new Error("hidden"), true)).toBe("failed");
  expect(pageFailure(busy, true)).toBe("busy");
  expect(pageFailure(busy, false), "without a line nothing else is known").toBe("offline");
  for (const gone of [
    named("ChunkLoadError", "Failed to load chunk /_next/static/chunks/a.js"),
    named("TypeError", "Failed to fetch dynamically imported module: https://x.example/a.js"),
    named("UnrecognizedActionError", 'Server Action "40ab" was not found on the server.'),
  ]) {
    expect(pageFailure(gone, true), gone.message).toBe("updated");
  }
  for (const strange of [null, undefined, "text", 7, {}]) expect(pageFailure(strange, true)).toBe("failed");
});

test("the number to tell is the server's", () => {
  expect(digestOf(Object.assign(new Error("x"), { digest: "123" }))).toBe("123");
  expect(digestOf(new Error("x"))).toBeNull();
});

test("the last request that has an id is the one that is told", () => {
  const request = (description: string) => [
    { name: "cache", description: "hit" },
    { name: "request", description },
  ];
  const entries = [
    { startTime: 5, serverTiming: request("second") },
    { startTime: 9, serverTiming: [] },
    { startTime: 1, serverTiming: request("first") },
    { startTime: 10 },
  ];
  expect(lastRequestId(entries)).toBe("second");
  expect(lastRequestId([])).toBeNull();
});
