import { expect, test } from "@playwright/test";

test("figures are told to whoever shows the token alone", async ({ request }) => {
  for (const authorization of ["", "Bearer undefined", "Bearer x", "Basic eDp5"]) {
    const reply = await request.get("/api/metrics", { headers: { authorization } });
    expect(reply.status(), authorization).toBe(404);
  }
  const reply = await request.get("/api/metrics", {
    headers: { authorization: "Bearer a-token-of-the-browser-tests" },
  });
  expect(reply.status()).toBe(200);
  expect(await reply.text()).toContain('trapline_http_requests_total{route="/api/metrics",method="GET",status="404"}');
});

test("every answer bears the id under which the log has it, and no two the same", async ({ request }) => {
  const ids = new Set<string>();
  for (const path of ["/", "/sign-in", "/api/health", "/no/such/page", "/icon.svg"]) {
    const id = (await request.get(path)).headers()["x-request-id"] ?? "";
    expect(id, path).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/);
    ids.add(id);
  }
  expect(ids.size).toBe(5);
});

test("health and readiness are told to everybody, with the version and nothing else", async ({ request }) => {
  const health = await request.get("/api/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toEqual({ status: "up", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  const ready = await request.get("/api/ready");
  expect(ready.status()).toBe(200);
  expect(await ready.json()).toEqual({ status: "ready" });
  for (const reply of [health, ready]) expect(reply.headers()["cache-control"]).toBe("no-store");
});
