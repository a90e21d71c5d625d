import http from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepToTls } from "./keep-to-tls";

let server: http.Server;
let address = "";
beforeAll(async () => {
  server = http.createServer((_request, response) => response.writeHead(404, { "x-own": "1" }).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === "object" && at !== null ? at.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const told = async (): Promise<string | null> => (await fetch(address)).headers.get("strict-transport-security");

test("every reply tells browsers to come by TLS alone, where the product is reached by it", async () => {
  keepToTls(false);
  expect(await told()).toBeNull();
  keepToTls(true);
  expect(await told()).toBe("max-age=31536000; includeSubDomains");
});
