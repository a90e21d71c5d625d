import { expect, test } from "vitest";
import { onBothEngines } from "./testing/engines";
import { countFailure, findFailures, forgetFailures } from "./throttle";

const NOW_MS = Date.UTC(2026, 10, 23, 9);
const WINDOW_MS = 900_000;

onBothEngines("failed tries", (engine) => {
  const db = () => engine.database();
  const fail = (key: string, now = NOW_MS) => db().transaction((tx) => countFailure(tx, key, WINDOW_MS, now));
  const found = (key: string, now = NOW_MS) => findFailures(db().reader, key, now);

  test("are counted by key, in a window that begins with the first", async () => {
    expect(await found("key")).toEqual({ failures: 0, until: NOW_MS });
    await fail("key");
    await fail("key", NOW_MS + WINDOW_MS - 1);
    await fail("other key");
    const until = NOW_MS + WINDOW_MS;
    expect(await found("key", until - 1)).toEqual({ failures: 2, until });
    expect(await found("key", until)).toEqual({ failures: 0, until });
  });

  test("begin anew when the window is over, and are forgotten when told", async () => {
    await fail("anew");
    await fail("anew");
    await fail("anew", NOW_MS + WINDOW_MS);
    const until = NOW_MS + 2 * WINDOW_MS;
    expect(await found("anew", NOW_MS + WINDOW_MS)).toEqual({ failures: 1, until });
    await db().transaction((tx) => forgetFailures(tx, "anew"));
    expect((await found("anew", NOW_MS + WINDOW_MS)).failures).toBe(0);
  });

  test.each([
    { name: "the first ones", key: "at once", earlier: null },
    { name: "the first ones of the next window", key: "at once again", earlier: NOW_MS - WINDOW_MS },
  ])("are all counted when they come at once: $name", async ({ key, earlier }) => {
    if (earlier !== null) await fail(key, earlier);
    await Promise.all(Array.from({ length: 20 }, () => fail(key)));
    expect((await found(key)).failures).toBe(20);
  });
});
