import { AsyncLocalStorage } from "node:async_hooks";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isForPage, PageTurns } from "./page-turns";

const LONGEST_MS = 5_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const newResponse = (): ServerResponse => new ServerResponse(new IncomingMessage(new Socket()));

/** Asks for pages by name; `made`: those that were begun, in order. */
function asked(names: readonly string[], atOnce = 2) {
  const turns = new PageTurns(atOnce, LONGEST_MS);
  const made: string[] = [];
  const responses = names.map((name) => {
    const response = newResponse();
    turns.take(response, () => made.push(name));
    return response;
  });
  const end = (place: number): void => void responses[place]?.emit("close");
  return { made, end, responses };
}

test("so many are made at a time, the others in the order in which they were asked for", () => {
  const { made, end } = asked(["a", "b", "c", "d"]);
  expect(made).toEqual(["a", "b"]);
  end(1);
  expect(made).toEqual(["a", "b", "c"]);
  end(0);
  end(2);
  expect(made).toEqual(["a", "b", "c", "d"]);
});

test("a turn is given back once", () => {
  const { made, end } = asked(["a", "b", "c", "d", "e"]);
  end(0);
  end(0);
  vi.advanceTimersByTime(0);
  expect(made).toEqual(["a", "b", "c"]);
});

test("who has gone while they waited is not served", () => {
  const { made, end, responses } = asked(["a", "b", "c"], 1);
  responses[1]?.destroy();
  end(0);
  expect(made).toEqual(["a", "c"]);
});

test("who takes their time to read holds up nobody", () => {
  const { made, end } = asked(["a", "b", "c"], 1);
  vi.advanceTimersByTime(LONGEST_MS);
  expect(made).toEqual(["a", "b"]);
  end(0);
  expect(made).toEqual(["a", "b"]);
  end(1);
  expect(made).toEqual(["a", "b", "c"]);
});

test("each is made in its own context, whoever's end let it in", () => {
  const context = new AsyncLocalStorage<string>();
  const turns = new PageTurns(1, LONGEST_MS);
  const seen: (string | undefined)[] = [];
  const [first, second] = [newResponse(), newResponse()];
  context.run("first", () => turns.take(first, () => seen.push(context.getStore())));
  context.run("second", () => turns.take(second, () => seen.push(context.getStore())));
  context.run("first", () => first.emit("close"));
  expect(seen).toEqual(["first", "second"]);
});

test.each([
  ["GET", "/home", true],
  ["HEAD", "/exam/1", true],
  ["GET", "/apiary", true],
  ["POST", "/exams", false],
  ["GET", "/api/v1/live/1/stream", false],
  ["GET", "/_next/static/chunks/a.js", false],
  ["GET", "/media/a.webp", false],
])("%s %s is for a page: %s", (method, url, is) => {
  expect(isForPage(Object.assign(new IncomingMessage(new Socket()), { method, url }))).toBe(is);
});
