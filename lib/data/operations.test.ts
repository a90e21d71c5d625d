import { stat } from "node:fs/promises";
import { expect, test } from "vitest";
import { onBothEngines } from "@/lib/data/testing/engines";
import { takeLease } from "./leases";
import { readHistory } from "./migration-history";
import { databaseBytes, migrationState, readStanding } from "./operations";
import { sqlitePath } from "./sqlite-file";

const NOW = 1_800_000_000_000;

onBothEngines("how an installation stands", (engine) => {
  test("the database has a size and all migrations", async () => {
    const bytes = await databaseBytes(engine.url());
    expect(bytes).toBeGreaterThan(100_000);
    if (engine.engine === "sqlite") {
      expect(bytes).toBeGreaterThanOrEqual((await stat(sqlitePath(engine.url()))).size);
    }
    const history = await readHistory(engine.engine);
    expect(await migrationState(engine.url(), engine.engine)).toEqual({
      applied: history.length,
      newest: history.at(-1)?.name,
      pending: [],
    });
  });

  test("leases that are held are told, and those that are over are not", async () => {
    await engine.database().transaction(async (tx) => {
      await takeLease(tx, { name: "held", holder: "one", until: NOW + 1 }, NOW);
      await takeLease(tx, { name: "over", holder: "one", until: NOW - 1 }, NOW);
    });
    const standing = await readStanding(engine.database().reader, NOW);
    expect(standing.leases).toEqual([{ name: "held", until: NOW + 1 }]);
    expect(standing).toMatchObject({
      packs: [],
      mail: { waiting: 0, failed: 0, oldestWaitingAt: null },
      media: { files: 0, bytes: 0 },
      now: { signedIn: 0, attempts: 0, liveSessions: 0 },
    });
  });
});
