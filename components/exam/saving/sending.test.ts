import { describe, expect, test } from "vitest";
import { type AttemptEvent, BATCH_LIMIT } from "@/lib/core/attempt/events";
import { eventKey } from "./local-state";
import { MOST_IN_A_BATCH, nextBatch } from "./next-batch";
import { readCheckRefusal, readEventsReply, readFinishReply, readRoomSync } from "./read-reply";
import { retryAfterMs, retryDelayMs } from "./retry";
import { createFakeServer, T0 } from "./testing/fake-server";
import { failureOf } from "./transport";

const event = (clientId: string, clientSeq: number, itemId = "i1"): AttemptEvent => ({
  clientId,
  clientSeq,
  itemId,
  baseRevision: 0,
  clientAt: 0,
  kind: "answer",
  value: "o1",
});
const none: ReadonlySet<string> = new Set();

describe("the next batch", () => {
  test("is as large as the server takes, and no larger", () => {
    expect(MOST_IN_A_BATCH).toBe(BATCH_LIMIT);
    const queue = Array.from({ length: 450 }, (_, index) => event("client-one", index + 1));
    expect(nextBatch(queue, none, 1_000).map((each) => each.clientSeq)).toEqual(
      queue.slice(0, 200).map((each) => each.clientSeq),
    );
  });
  test("ends before an answer of another page load to the same item", () => {
    const queue = [
      event("client-one", 1),
      event("client-one", 2),
      event("client-two", 1, "i2"),
      event("client-two", 2),
    ];
    expect(nextBatch(queue, none, 200)).toEqual(queue.slice(0, 3));
  });
  test("goes past events that the server could not read", () => {
    const queue = [event("client-one", 1), event("client-one", 2)];
    expect(nextBatch(queue, new Set([eventKey(event("client-one", 1))]), 200)).toEqual(queue.slice(1));
  });
});

describe("trying again", () => {
  test.each([
    { tries: 1, chance: 0.5, asked: null, waits: 1_000 },
    { tries: 2, chance: 0.5, asked: null, waits: 2_000 },
    { tries: 6, chance: 0.5, asked: null, waits: 30_000 },
    { tries: 60, chance: 0.99, asked: null, waits: 30_000 },
    { tries: 1, chance: 0, asked: null, waits: 750 },
    { tries: 1, chance: 0.5, asked: 5_000, waits: 5_000 },
    { tries: 6, chance: 0.5, asked: 5_000, waits: 30_000 },
    { tries: 1, chance: 0.5, asked: 3_600_000, waits: 60_000 },
  ])("after $tries tries, asked for $asked ms: $waits ms", ({ tries, chance, asked, waits }) => {
    expect(retryDelayMs(tries, chance, asked)).toBe(waits);
  });
  test.each([
    { header: null, ms: null },
    { header: "7", ms: 7_000 },
    { header: new Date(T0 + 9_000).toUTCString(), ms: 9_000 },
    { header: new Date(T0 - 9_000).toUTCString(), ms: 0 },
    { header: "soon", ms: null },
    { header: "", ms: null },
  ])("Retry-After $header is $ms ms", ({ header, ms }) => {
    expect(retryAfterMs(header, T0)).toBe(ms);
  });
  test.each([
    { status: 400, kind: "malformed" },
    { status: 401, kind: "signed-out" },
    { status: 403, kind: "unreachable" },
    { status: 404, kind: "gone" },
    { status: 413, kind: "malformed" },
    { status: 429, kind: "busy" },
    { status: 500, kind: "unreachable" },
    { status: 503, kind: "busy" },
    { status: 200, kind: "unreachable" },
  ])("status $status is $kind", ({ status, kind }) => {
    expect(failureOf(status, null, T0).kind).toBe(kind);
  });
});

describe("replies", () => {
  const sync = { phase: "running", serverNow: 1, deadline: null, revision: 1 };
  const ack = {
    clientId: "client-one",
    clientSeq: 1,
    itemId: "i1",
    outcome: "stored",
    stored: { value: { p1: "o1" }, revision: 1, at: 5 },
  };
  test("of the server are read", () => {
    expect(readEventsReply({ acks: [ack], sync })).toEqual({ acks: [ack], sync });
    const { server } = createFakeServer();
    expect(readRoomSync(server.sync())).toEqual(server.sync());
  });
  test.each([
    { name: "a captive portal's", body: "<html>" },
    { name: "one without acknowledgements", body: { sync } },
    { name: "an outcome that nobody knows", body: { acks: [{ ...ack, outcome: "maybe" }], sync } },
    { name: "an acknowledgement without what is stored", body: { acks: [{ ...ack, stored: null }], sync } },
    { name: "an answer of numbers", body: { acks: [{ ...ack, stored: { ...ack.stored, value: [1] } }], sync } },
    { name: "a time that is none", body: { acks: [], sync: { ...sync, serverNow: "now" } } },
  ])("$name: not ours", ({ body }) => {
    expect(readEventsReply(body)).toBeNull();
  });
  test.each([
    { href: "/attempts/1", followed: "/attempts/1" },
    { href: "//elsewhere.example", followed: null },
    { href: "/\\elsewhere.example", followed: null },
    { href: "https://elsewhere.example", followed: null },
    { href: "javascript:alert(1)", followed: null },
  ])("the result at $href is followed to $followed", ({ href, followed }) => {
    expect(readFinishReply({ phase: "finished", href })).toEqual({ href: followed });
  });
  test("a refusal to check says why", () => {
    expect(readCheckRefusal({ code: "under-exam" })).toBe("under-exam");
    expect(readCheckRefusal({ code: "teapot" })).toBeNull();
  });
});
