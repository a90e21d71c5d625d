import http from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { log, loggerTo, useLogger as placeLogger, requestId } from "@/lib/log";
import { metrics, readMetrics } from "./metrics";
import { takeOverConsole, tellPageError, watchRequests } from "./watch-requests";

const TOKEN = "a token of the tests, long enough";
const CANARY = "canary-7f3a";
const lines: Record<string, unknown>[] = [];
let server: http.Server;
let origin = "";

/** Answers as the product would: after a while, with what happened on the way logged. */
async function handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  await wait(1);
  if (request.url?.startsWith("/fails")) {
    log.error("route failed", new Error(`cannot read "${CANARY}" of ${CANARY}@example.org at 192.0.2.7`));
    response.statusCode = 500;
  }
  response.end(requestId());
}

beforeAll(async () => {
  placeLogger(loggerTo({ write: (line: string) => void lines.push(JSON.parse(line)) }, "debug"));
  const names = (url: string) => (url.startsWith("/fails") ? "/fails/[token]" : "/fine");
  watchRequests(names, "x-request-id", metrics(TOKEN));
  server = http.createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});
beforeEach(() => {
  lines.length = 0;
});
afterAll(() => {
  placeLogger(undefined);
  server.closeAllConnections();
  server.close();
});

/** The lines of one request, once its own is there. */
async function linesOf(id: string | null): Promise<Record<string, unknown>[]> {
  const mine = () => lines.filter(({ request }) => request === id);
  for (let tries = 0; tries < 500 && !mine().some(({ event }) => event === "request"); tries += 1) await wait(2);
  return mine();
}

test("each request has an id, told to the browser and to whatever answers it", async () => {
  const replies = await Promise.all(Array.from({ length: 20 }, () => fetch(`${origin}/`)));
  const ids = new Set<string>();
  for (const reply of replies) {
    const id = reply.headers.get("x-request-id") ?? "";
    expect(id).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/);
    expect(reply.headers.get("server-timing")).toBe(`request;desc="${id}"`);
    expect(await reply.text()).toBe(id);
    ids.add(id);
  }
  expect(ids.size).toBe(replies.length);
});

test("a proxy's id is taken, and one that could write into the log is not", async () => {
  const ask = async (id: string) =>
    (await fetch(origin, { headers: { "x-request-id": id } })).headers.get("x-request-id");
  expect(await ask("4bf92f3577b34da6a3ce929d0e0e4736")).toBe("4bf92f3577b34da6a3ce929d0e0e4736");
  expect(await ask('x"},{"level":"info"')).toMatch(/^[0-9a-f]{4}-/);
});

test("nothing that a person sent, and no secret of an address, is in what is logged of a request", async () => {
  const reply = await fetch(`${origin}/fails/${CANARY}?email=${CANARY}@example.org`, {
    method: "POST",
    headers: { cookie: `session=${CANARY}`, "user-agent": CANARY, referer: `${origin}/${CANARY}` },
    body: JSON.stringify({ name: CANARY }),
  });
  const told = await linesOf(reply.headers.get("x-request-id"));
  expect(told.map(({ event, level }) => `${level} ${event}`)).toEqual(["error route failed", "warn request"]);
  expect(told[1]).toMatchObject({ method: "POST", route: "/fails/[token]", status: 500 });
  expect(JSON.stringify(lines)).not.toContain(CANARY);
  expect(JSON.stringify(lines)).not.toContain("192.0.2.7");
});

test("what the framework and libraries write to the console is scrubbed; the same error is told once", () => {
  const console = { error: () => undefined, warn: () => undefined };
  takeOverConsole(console);
  const write: Pick<Console, "error" | "warn"> = console;
  const error = Object.assign(new Error(`Unexpected token in "${CANARY}"`), { digest: "123" });
  tellPageError(error, "render", "/home");
  write.error(" ⨯", error);
  write.error(`[next-auth][error] sign-in of ${CANARY}@example.org`);
  write.warn(`careful with "${CANARY}"`);
  expect(lines.map(({ event }) => event)).toEqual(["page failed", "console", "console"]);
  expect(lines[0]).toMatchObject({ page: "/home", error: { digest: "123" } });
  expect(JSON.stringify(lines)).not.toContain(CANARY);
});

test("requests are counted by the pattern of their address, for whoever shows the token alone", async () => {
  let id: string | null = null;
  for (let n = 0; n < 50; n += 1) {
    const reply = await fetch(`${origin}/fails/${n}`);
    await reply.text();
    id = reply.headers.get("x-request-id");
  }
  await linesOf(id);
  const read = await readMetrics(TOKEN, Date.now(), TOKEN);
  const mine = read?.text.split("\n").filter((line) => line.startsWith("trapline_http_requests_total")) ?? [];
  expect(mine.filter((line) => line.includes('route="/fails/[token]",method="GET",status="500"'))).toHaveLength(1);
  expect(mine.length, "as many lines as there are patterns, methods and answers").toBeLessThan(6);
  expect(read?.text).not.toContain(CANARY);
  for (const shown of [null, "", "a token", `${TOKEN} `]) expect(await readMetrics(shown, 0, TOKEN)).toBeNull();
  expect(await readMetrics("undefined", 0, undefined)).toBeNull();
});
