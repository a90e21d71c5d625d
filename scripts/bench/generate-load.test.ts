import http from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Ask, generateLoad } from "./generate-load";

// A server that counts what it is asked, and by whom.
const asked: string[] = [];
const server = http.createServer((request, response) => {
  asked.push(`${request.headers.cookie} ${request.url}`);
  response.statusCode = request.url === "/broken" ? 500 : 200;
  response.end("reply");
});

let address = "";
beforeEach(async () => {
  asked.length = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = server.address();
  address = at === null || typeof at === "string" ? "" : `http://127.0.0.1:${at.port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = (path: string, cookie = "nobody"): Ask => ({
  method: "GET",
  path,
  headers: { cookie },
  faultOf: (status, body) => (status === 200 && body === "reply" ? null : `status ${status}`),
});

test("every client asks its own things, and every reply that is counted was timed", async () => {
  const sample = await generateLoad(address, 3, 0.3, (client) => () => ask("/", `client-${client}`));
  expect(sample.times.length).toBeGreaterThan(3);
  expect(sample.bytes).toBe("reply".length);
  expect(new Set(asked)).toEqual(new Set(["client-0 /", "client-1 /", "client-2 /"]));
});

test("it ends when a client has nothing left to ask", async () => {
  const left = ["/1", "/2", "/3", "/4"];
  const sample = await generateLoad(address, 1, 60, () => () => {
    const next = left.shift();
    return next === undefined ? null : ask(next);
  });
  expect(sample.times.length).toBeGreaterThanOrEqual(3);
  expect(sample.seconds).toBeLessThan(60);
  expect(asked.slice(0, 4)).toEqual(["nobody /1", "nobody /2", "nobody /3", "nobody /4"]);
});

test("a server that fails has no figures", async () => {
  await expect(generateLoad(address, 2, 60, () => () => ask("/broken"))).rejects.toThrow("GET /broken: status 500");
});
