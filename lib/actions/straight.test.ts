import { request as ask, createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answer, type WriteRoute } from "./define-route";
import { answerStraight } from "./straight";

const ID = "01a21a9f-3983-7568-a451-eb3038a1e72d";
const LIMIT = 1_000;

/** Tells what it was asked, as far as a route looks at it. */
const echo: WriteRoute<{ attemptId: string }> = Object.assign(
  () => Promise.reject(new Error("the framework's way was not to be taken")),
  {
    answer: async (asked: Parameters<WriteRoute<object>["answer"]>[0], { attemptId }: { attemptId: string }) =>
      answer({ attemptId, text: await asked.text(LIMIT), origin: asked.header("origin") }),
  },
);
const failing: WriteRoute<{ attemptId: string }> = Object.assign(echo.bind(null), {
  answer: () => Promise.reject(new Error("broken")),
});

let server: Server;
const addressOf = (path: string): string => {
  const address = server.address();
  const isPort = (value: typeof address): value is AddressInfo => typeof value === "object" && value !== null;
  if (!isPort(address)) throw new Error("the server does not listen");
  return `http://127.0.0.1:${address.port}${path}`;
};

beforeAll(async () => {
  answerStraight([
    { method: "PUT", step: "events", handler: echo },
    { method: "POST", step: "finish", handler: failing },
  ]);
  server = createServer((_request, response) => response.end("framework"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => new Promise((done) => server.close(done)));

test("a route is answered without the framework, from the first request on, with the headers of every reply", async () => {
  const reply = await fetch(addressOf(`/api/v1/attempts/${ID}/events`), {
    method: "PUT",
    headers: { origin: "https://here.example" },
    body: "{ä}",
  });
  expect(await reply.json()).toEqual({ attemptId: ID, text: "{ä}", origin: "https://here.example" });
  expect(reply.headers.get("cache-control")).toBe("no-store");
  expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
  expect(reply.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test.each([
  ["GET", `/api/v1/attempts/${ID}/events`],
  ["PUT", `/api/v1/attempts/${ID}/events?x=1`],
  ["PUT", `/api/v1/attempts/${ID}/events/`],
  ["PUT", `/api/v1/attempts/..%2f/events`],
  ["PUT", `/api/v1/attempts/${ID}/finish`],
  ["PUT", "/"],
])("anything else is for the framework: %s %s", async (method, path) => {
  expect(await (await fetch(addressOf(path), { method })).text()).toBe("framework");
});

test("who sends too much is told, whether or not the length was said before", async () => {
  const long = "x".repeat(LIMIT + 1);
  for (const headers of [{ "content-length": String(long.length) }, { "transfer-encoding": "chunked" }]) {
    const told = await new Promise<string>((done, failed) => {
      const sent = ask(addressOf(`/api/v1/attempts/${ID}/events`), { method: "PUT", headers }, (reply) => {
        reply.setEncoding("utf8").on("data", done);
      });
      sent.on("error", failed);
      sent.write(long.slice(0, 10));
      sent.end(long.slice(10));
    });
    expect(JSON.parse(told)).toMatchObject({ text: null });
  }
});

test("one that fails breaks its own connection and nothing else", async () => {
  await expect(fetch(addressOf(`/api/v1/attempts/${ID}/finish`), { method: "POST" })).rejects.toThrow();
  expect(await (await fetch(addressOf("/"))).text()).toBe("framework");
});

test("who goes away in the middle of a request harms nobody", async () => {
  await new Promise<void>((done) => {
    const sent = ask(addressOf(`/api/v1/attempts/${ID}/events`), {
      method: "PUT",
      headers: { "content-length": "100" },
    });
    sent.on("error", () => done());
    sent.write("half", () => sent.destroy(new Error("gone")));
  });
  expect(await (await fetch(addressOf("/"))).text()).toBe("framework");
});
