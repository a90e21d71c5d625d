import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/core/shared/epoch-ms";
import { checkBackup } from "@/lib/data/backup/read-backup";
import { onBothEngines } from "@/lib/data/testing/engines";
import { keepBackups } from "./keep-backups";

const NOON = Date.UTC(2026, 10, 26, 12);
const THREE = Date.UTC(2026, 10, 27, 3);

onBothEngines("the nightly backup", (engine) => {
  let dataDir = "";
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), "trapline-nightly-"));
    await engine.database().transaction((tx) => tx.lease.deleteMany());
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const keep = (now: number, folder = path.join(dataDir, "backups")) =>
    keepBackups({ databaseUrl: engine.url(), dataDir, version: "1.0.0" }, { folder, hourUtc: 3, keep: 2 }, now);

  test("is made once a night, by one of the servers, and is whole", async () => {
    const made = (await Promise.all([keep(NOON), keep(NOON), keep(NOON)])).filter((file) => file !== null);
    expect(made).toHaveLength(1);
    expect((await checkBackup(made[0] ?? "")).head.version).toBe("1.0.0");
    expect(await keep(THREE - 1), "not before its hour").toBeNull();
    expect(await keep(THREE + HOUR_MS)).not.toBeNull();
    expect(await keep(THREE + 2 * HOUR_MS)).toBeNull();
  });

  test("replaces the oldest nightly ones, and none that was made by hand", async () => {
    for (const day of [0, 1, 2]) expect(await keep(NOON + day * DAY_MS)).not.toBeNull();
    const byHand = path.join(dataDir, "backups", "backup-20200101T000000Z.backup");
    await writeFile(byHand, "");
    await keep(NOON + 3 * DAY_MS);
    expect((await readdir(path.dirname(byHand))).sort()).toEqual([
      "backup-20200101T000000Z.backup",
      "last-checked.json",
      "nightly-20261128T120000Z.backup",
      "nightly-20261129T120000Z.backup",
    ]);
  });

  test("that failed is tried again soon", async () => {
    const taken = path.join(dataDir, "a-file");
    await writeFile(taken, "");
    await expect(keep(NOON, path.join(taken, "backups"))).rejects.toThrow("ENOTDIR");
    expect(await keep(NOON + 1_000)).not.toBeNull();
  });
});
