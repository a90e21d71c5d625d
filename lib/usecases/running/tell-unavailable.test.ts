import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { DatabaseBusyError } from "@/lib/data/database-errors";
import { followResponses, tellUnavailable } from "./tell-unavailable";

const errors = { "/away": new DatabaseBusyError("gone", { because: "away" }), "/fault": new Error("a fault") };

test("a request that failed for want of the database answers 503 with Retry-After, whatever is set afterwards; others do not", async () => {
  followResponses();
  const server = createServer(async (request, response) => {
    await wait(1);
    for (const [path, error] of Object.entries(errors)) if (request.url === path) tellUnavailable(error);
    await wait(1);
    response.statusCode = 500;
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const ask = async (path: string) => {
    const { status, headers } = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status, retryAfter: headers.get("retry-after") };
  };
  // At once, and over connections that are used again.
  for (let round = 0; round < 2; round += 1) {
    expect(await Promise.all(["/away", "/fault", "/", "/away"].map(ask))).toEqual([
      { status: 503, retryAfter: "5" },
      { status: 500, retryAfter: null },
      { status: 500, retryAfter: null },
      { status: 503, retryAfter: "5" },
    ]);
  }
  server.close();
});
