import { expect, test } from "vitest";
import { lacksMigrations, readApplied } from "@/lib/data/migrate";
import { onBothEngines } from "@/lib/data/testing/engines";
import { findReadiness } from "./readiness";

onBothEngines("readiness", (engine) => {
  test("a migrated database lacks nothing", async () => {
    expect(await lacksMigrations(engine.url())).toBe(false);
    expect((await readApplied(engine.url())).length).toBeGreaterThan(0);
  });
});

test("ready where all is well; those who ask meanwhile share one look", async () => {
  let looks = 0;
  const look = () => {
    looks += 1;
    return Promise.resolve("ready" as const);
  };
  expect(await Promise.all([findReadiness(1_000, look), findReadiness(1_000, look)])).toEqual(["ready", "ready"]);
  expect(looks).toBe(1);
});

test("a database that does not answer in time, or fails, is not ready; and the next look is a new one", async () => {
  expect(await findReadiness(20, () => new Promise(() => undefined))).toBe("database");
  expect(await findReadiness(1_000, () => Promise.reject(new Error("gone")))).toBe("database");
  expect(await findReadiness(1_000, () => Promise.resolve("migrations"))).toBe("migrations");
  expect(await findReadiness(1_000, () => Promise.resolve("ready"))).toBe("ready");
});
