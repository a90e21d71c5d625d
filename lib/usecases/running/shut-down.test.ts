import http from "node:http";
import { afterEach, expect, test } from "vitest";
import { isDraining, onDrain, takeDrainingBack } from "./draining";
import { findReadiness } from "./readiness";
import { shutDown } from "./shut-down";

const PATIENCE = { drainMs: 0, stopMs: 60_000 };
const agent = new http.Agent({ keepAlive: true });
let running: http.Server | undefined;

afterEach(() => {
  takeDrainingBack();
  agent.destroy();
  running?.closeAllConnections();
  running?.close();
});

/** A server that answers when it is let, and says when a request has come. */
async function serve() {
  const held: http.ServerResponse[] = [];
  let heard: () => void = () => undefined;
  const server = http.createServer((request, response) => {
    if (request.url === "/held") held.push(response);
    else response.end("quick");
    heard();
  });
  running = server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const ask = (path: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const request = http.get({ port, host: "127.0.0.1", path, agent }, (response) => {
        let text = "";
        response.on("data", (piece: Buffer) => {
          text += piece.toString();
        });
        response.on("end", () => resolve(text));
        response.on("error", reject);
      });
      request.on("error", reject);
    });
  const asked = (path: string): { reply: Promise<string>; come: Promise<void> } => {
    const come = new Promise<void>((resolve) => {
      heard = resolve;
    });
    return { reply: ask(path), come };
  };
  return { server, held, ask, asked };
}

test("what is in flight ends, what waits between requests is closed, and the database is closed last", async () => {
  const { server, held, ask, asked } = await serve();
  expect(await ask("/quick")).toBe("quick");
  const slow = asked("/held");
  await slow.come;
  const order: string[] = [];
  const stopped = shutDown([server], PATIENCE, async () => {
    order.push("database");
  });
  expect(isDraining()).toBe(true);
  expect(await findReadiness()).toBe("draining");
  await expect(ask("/quick"), "nothing new is taken").rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/);
  order.push("answer");
  held[0]?.end("slow");
  expect(await slow.reply).toBe("slow");
  expect(await stopped).toBe(true);
  expect(order).toEqual(["answer", "database"]);
});

test("streams are ended, since they would never end by themselves", async () => {
  const { server, held, asked } = await serve();
  const stream = asked("/held");
  await stream.come;
  onDrain(() => held[0]?.end("goodbye"));
  expect(await shutDown([server], PATIENCE, () => Promise.resolve())).toBe(true);
  expect(await stream.reply).toBe("goodbye");
});

test("what does not end in time is cut off, and that is said", async () => {
  const { server, asked } = await serve();
  const never = asked("/held");
  const cut = expect(never.reply).rejects.toThrow();
  await never.come;
  expect(await shutDown([server], { drainMs: 0, stopMs: 50 }, () => Promise.resolve())).toBe(false);
  await cut;
});
