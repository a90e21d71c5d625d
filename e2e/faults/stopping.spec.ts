import { expect, test } from "@playwright/test";

test("health and readiness are told to everybody, with the version and nothing else", async ({ request }) => {
  const health = await request.get("/api/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toEqual({ status: "up", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  const ready = await request.get("/api/ready");
  expect(ready.status()).toBe(200);
  expect(await ready.json()).toEqual({ status: "ready" });
  for (const reply of [health, ready]) expect(reply.headers()["cache-control"]).toBe("no-store");
});
