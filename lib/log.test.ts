import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { enterRequest, log, loggerTo, useLogger as placeLogger, requestId } from "./log";

const lines: Record<string, unknown>[] = [];
const listen = (level: string) =>
  placeLogger(loggerTo({ write: (line: string) => void lines.push(JSON.parse(line)) }, level));

afterEach(() => {
  placeLogger(undefined);
  lines.length = 0;
});

test("a line is JSON with a time, a level and what happened", () => {
  listen("info");
  log.info("backup made", { rows: 7, late: false });
  expect(lines).toEqual([
    {
      level: "info",
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      pid: process.pid,
      event: "backup made",
      rows: 7,
      late: false,
    },
  ]);
});

test("lines below the level are left out", () => {
  listen("warn");
  log.debug("a");
  log.info("b");
  log.warn("c");
  log.error("d", new Error("e"));
  expect(lines.map(({ event }) => event)).toEqual(["c", "d"]);
});

test("what a request does is logged under its id, also when it waits meanwhile, and nobody else's", async () => {
  listen("info");
  const answer = async (id: string): Promise<void> => {
    enterRequest({ id, method: "GET", route: "/x" });
    await wait(1);
    log.info(`of ${id}`);
    expect(requestId()).toBe(id);
  };
  await Promise.all(["one", "two", "three"].map((id) => Promise.resolve().then(() => answer(id))));
  expect(lines.map(({ event, request }) => `${event} ${request}`).sort()).toEqual([
    "of one one",
    "of three three",
    "of two two",
  ]);
});

test("neither an error nor a field can bring somebody's words or address into the log", () => {
  listen("debug");
  const cause = new Error("550 <ada@school.example> is unknown");
  log.error("mail failed", new Error(`could not send "Ada's answer"`, { cause }), { why: "ada@school.example" });
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toMatch(/ada/i);
  expect(lines[0]).toMatchObject({ why: "…@…", error: { name: "Error", cause: { message: "550 <…@…> is unknown" } } });
});
