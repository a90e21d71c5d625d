import { expect, test } from "vitest";
import type { Database } from "./database";
import { leaseWasTaken, takeLease } from "./leases";
import { onBothEngines } from "./testing/engines";

const NOW_MS = Date.UTC(2026, 10, 23, 9);
const UNTIL_MS = NOW_MS + 60_000;

onBothEngines("a lease", (engine) => {
  const take = (name: string, holder: string, now = NOW_MS, db: Database = engine.database()) =>
    db.transaction((tx) => takeLease(tx, { name, holder, until: now + 60_000 }, now));

  test("is held by one until its end, and renewed by its holder alone", async () => {
    expect(await take("work", "one")).toBe(true);
    expect(await take("work", "two")).toBe(false);
    expect(await take("other work", "two")).toBe(true);
    expect(await take("work", "one", NOW_MS + 30_000)).toBe(true);
    expect(await take("work", "two", UNTIL_MS + 1)).toBe(false);
    expect(await take("work", "two", UNTIL_MS + 30_000)).toBe(false);
    expect(await take("work", "two", UNTIL_MS + 30_001)).toBe(true);
    expect(await take("work", "one", UNTIL_MS + 30_001)).toBe(false);
  });

  test.each([
    { name: "that nobody had", lease: "fresh", held: false },
    { name: "that has run out", lease: "stale", held: true },
  ])("$name goes to one of ten who ask at once, on two servers", async ({ lease, held }) => {
    if (held) await take(lease, "before", NOW_MS - 60_001);
    const other = await engine.openAgain();
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        take(lease, `server ${index}`, NOW_MS, index % 2 === 0 ? engine.database() : other).catch((error: unknown) => {
          if (leaseWasTaken(error)) return false;
          throw error;
        }),
      ),
    );
    expect(asked.filter((got) => got)).toHaveLength(1);
    const row = await engine.database().reader.lease.findUnique({ where: { name: lease } });
    expect(row?.holder).toBe(`server ${asked.indexOf(true)}`);
  });
});
