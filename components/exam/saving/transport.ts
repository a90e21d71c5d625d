import type { Reading } from "@/components/exam/clock";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import type { NextQuestion, RoomSync } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import {
  type CheckReply,
  type EventsReply,
  readCheckRefusal,
  readCheckReply,
  readEventsReply,
  readFinishReply,
  readNextReply,
  readRoomSync,
} from "./read-reply";
import { retryAfterMs } from "./retry";

/** A request that has had no answer by then is given up and tried again. */
const LIMIT_MS = 20_000;

/** When a request left and its reply came, by this device's clocks. */
export type Trip = { sent: Reading; received: Reading };

/**
 * Why there is no usable reply. `unreachable`: no line, no reply in time, or one that is not ours (a captive portal).
 * `busy`: the server asks to come back later. `malformed`: it cannot read the request. `gone`: no such attempt for
 * this account.
 */
export type Failure =
  | { kind: "unreachable" }
  | { kind: "busy"; askedMs: number | null }
  | { kind: "malformed" }
  | { kind: "signed-out" }
  | { kind: "gone" };

export type Reply<T> = { kind: "ok"; value: T; trip: Trip } | Failure;

export type CheckRequest = {
  value: Exclude<Answer, null>;
  clientId: string;
  clientSeq: number;
  baseRevision: number;
  clientAt: number;
};
export type Checked = CheckReply | "under-exam" | "over";
export type Advanced = NextQuestion | "under-exam";

export type Transport = {
  sendEvents(events: readonly AttemptEvent[]): Promise<Reply<EventsReply>>;
  fetchRoom(): Promise<Reply<RoomSync>>;
  finish(): Promise<Reply<{ href: string | null }>>;
  check(itemId: string, request: CheckRequest): Promise<Reply<Checked>>;
  next(itemId: string, request: CheckRequest): Promise<Reply<Advanced>>;
};

export const readDeviceClocks = (): Reading => ({ monotonicMs: performance.now(), wallMs: Date.now() });

/** What a status that is no success means. */
export function failureOf(status: number, retryAfter: string | null, now: number): Failure {
  if (status === 401) return { kind: "signed-out" };
  if (status === 404) return { kind: "gone" };
  if (status === 400 || status === 413) return { kind: "malformed" };
  if (status === 429 || status === 503) return { kind: "busy", askedMs: retryAfterMs(retryAfter, now) };
  return { kind: "unreachable" };
}

async function ask<T>(
  url: string,
  init: RequestInit,
  read: (body: unknown, status: number) => T | null,
): Promise<Reply<T>> {
  const sent = readDeviceClocks();
  try {
    const response = await fetch(url, {
      ...init,
      credentials: "same-origin",
      cache: "no-store",
      // A redirect would end at some page's HTML; the API never sends one.
      redirect: "error",
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    const received = readDeviceClocks();
    const expected = response.ok || response.status === 409;
    const value = expected ? read(await response.json(), response.status) : null;
    if (value !== null) return { kind: "ok", value, trip: { sent, received } };
    return failureOf(response.status, response.headers.get("retry-after"), received.wallMs);
  } catch {
    return { kind: "unreachable" };
  }
}

const json = (method: "PUT" | "POST", body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

const onlyOk =
  <T>(read: (body: unknown) => T | null) =>
  (body: unknown, status: number): T | null =>
    status === 409 ? null : read(body);

/** The server's side of one attempt. */
export function createTransport(attemptId: string): Transport {
  const base = `/api/v1/attempts/${encodeURIComponent(attemptId)}`;
  return {
    sendEvents: (events) => ask(`${base}/events`, json("PUT", { events }), onlyOk(readEventsReply)),
    fetchRoom: () => ask(base, { method: "GET" }, onlyOk(readRoomSync)),
    finish: () => ask(`${base}/finish`, json("POST", {}), onlyOk(readFinishReply)),
    check: (itemId, request) =>
      ask<Checked>(`${base}/items/${encodeURIComponent(itemId)}/check`, json("POST", request), (body, status) =>
        status === 409 ? readCheckRefusal(body) : readCheckReply(body),
      ),
    next: (itemId, request) =>
      ask<Advanced>(`${base}/items/${encodeURIComponent(itemId)}/next`, json("POST", request), (body, status) =>
        status === 409 ? (readCheckRefusal(body) === "under-exam" ? "under-exam" : null) : readNextReply(body),
      ),
  };
}
