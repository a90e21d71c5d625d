import { createServer, request as open } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { readBounded } from "./read-bounded";

const MB = 1024 * 1024;

/** A body that goes on for ever, and how much of it was asked for. */
function endless() {
  const asked = { bytes: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      asked.bytes += MB;
      controller.enqueue(new Uint8Array(MB).fill(97));
    },
    cancel: () => {
      asked.cancelled = true;
    },
  });
  return { asked, body };
}

test("a body within the bound comes whole", async () => {
  const request = new Request("http://x", { method: "POST", body: "a".repeat(1_000) });
  expect((await readBounded(request, 1_000))?.length).toBe(1_000);
});

test("a body that never ends is read up to the bound", async () => {
  const { asked, body } = endless();
  expect(await readBounded({ headers: new Headers(), body }, 5 * MB)).toBeNull();
  expect(asked.cancelled).toBe(true);
  expect(asked.bytes).toBeLessThanOrEqual(8 * MB);
});

test("a body that says it is too large is not read at all", async () => {
  const { asked, body } = endless();
  const headers = new Headers({ "content-length": String(100 * MB) });
  expect(await readBounded({ headers, body }, 5 * MB)).toBeNull();
  expect(asked.bytes).toBeLessThanOrEqual(2 * MB);
});

test("of 100 MB of one line that come by a socket, the bound and what is on the way is taken in", async () => {
  const limit = 5 * MB;
  const server = createServer((incoming, outgoing) => {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: () => undefined,
      pull: async (controller) => {
        const { value } = await chunks.next();
        if (value === undefined) controller.close();
        else controller.enqueue(new Uint8Array(value));
      },
      cancel: () => void incoming.destroy(),
    });
    const chunks = Readable.from(incoming)[Symbol.asyncIterator]();
    readBounded({ headers: new Headers(), body }, limit).then(
      (bytes) => outgoing.end(String(bytes === null)),
      () => outgoing.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  let sent = 0;
  await new Promise<void>((resolve) => {
    const { port }: AddressInfo = address;
    const client = open({ port, host: "127.0.0.1", method: "POST" });
    const chunk = Buffer.alloc(MB / 4, 97);
    const write = (): void => {
      while (sent < 100 * MB) {
        sent += chunk.length;
        if (!client.write(chunk)) return void client.once("drain", write);
      }
      client.end();
    };
    client.on("close", resolve).on("error", () => resolve());
    write();
  });
  server.close();
  expect(sent).toBeGreaterThan(limit);
  expect(sent).toBeLessThan(30 * MB);
});
