import { stat, statfs } from "node:fs/promises";
import type { Operations } from "@/lib/core/running/operations";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import { env } from "@/lib/env";
import { checkedRows, newestBackup } from "./backup/backup-folder";
import type { Reader } from "./database";
import { mailSettings } from "./mail/mail-settings";
import { readApplied } from "./migrate";
import { readHistory } from "./migration-history";
import { postgresClient } from "./postgres-client";
import { countQueues } from "./queues";
import { sqlitePath } from "./sqlite-file";
import { toDate, toEpochMs } from "./time";

const CONNECT_TIMEOUT_MS = 5_000;

/** How much the database takes on its disk, with SQLite's write-ahead log. */
export async function databaseBytes(databaseUrl: string): Promise<number> {
  if (databaseUrl.startsWith("file:")) {
    const file = sqlitePath(databaseUrl);
    const sizes = await Promise.all(
      [file, `${file}-wal`].map((name) =>
        stat(name).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }
  const client = postgresClient(databaseUrl, CONNECT_TIMEOUT_MS);
  await client.connect();
  try {
    const { rows } = await client.query("SELECT pg_database_size(current_database())::float8 AS bytes");
    return Number(rows[0]?.bytes ?? 0);
  } finally {
    await client.end();
  }
}

/** Which migrations the database has and lacks. */
export async function migrationState(databaseUrl: string, engine: "sqlite" | "postgresql") {
  const [history, applied] = await Promise.all([readHistory(engine), readApplied(databaseUrl)]);
  const names = new Set(applied.map(({ name }) => name));
  return {
    applied: names.size,
    newest: [...names].sort().at(-1) ?? null,
    pending: history.map(({ name }) => name).filter((name) => !names.has(name)),
  };
}

/** What the rows say: packs, queues, pictures, and what goes on now. Somebody seen within a day counts as signed in. */
export async function readStanding(db: Reader, now: EpochMs) {
  const [packs, queues, oldest, media, leases, signedIn, attempts, liveSessions] = await Promise.all([
    db.pack.findMany({ orderBy: { position: "asc" }, select: { id: true, hash: true, loadedAt: true } }),
    countQueues(db),
    db.mailJob.findFirst({
      where: { state: { in: ["queued", "sending"] } },
      orderBy: { createdAt: "asc" },
      select: { createdAt: true },
    }),
    db.mediaFile.aggregate({ _count: true, _sum: { bytes: true } }),
    db.lease.findMany({ where: { until: { gt: toDate(now) } }, orderBy: { name: "asc" } }),
    db.session.count({ where: { seenAt: { gt: toDate(now - DAY_MS) } } }),
    db.attempt.count({ where: { state: "running" } }),
    db.liveSession.count({ where: { endedAt: null, createdAt: { gt: toDate(now - DAY_MS) } } }),
  ]);
  return {
    packs: packs.map(({ id, hash, loadedAt }) => ({ id, hash, loadedAt: toEpochMs(loadedAt) })),
    mail: {
      waiting: queues.mailsWaiting,
      failed: queues.mailsFailed,
      oldestWaitingAt: oldest === null ? null : toEpochMs(oldest.createdAt),
    },
    scores: { waiting: queues.scoresWaiting, failed: queues.scoresFailed },
    media: { files: media._count, bytes: media._sum.bytes ?? 0 },
    leases: leases.map(({ name, until }) => ({ name, until: toEpochMs(until) })),
    now: { signedIn, attempts, liveSessions },
  };
}

const deviceOf = (folder: string): Promise<number | null> =>
  stat(folder).then(
    ({ dev }) => dev,
    () => null,
  );

/** What the disks of this server say: room, and the last backup. */
export async function readDisks(): Promise<Pick<Operations, "disk" | "backups">> {
  const { dataDir, backups } = env();
  const [disk, last, dataDevice, backupDevice] = await Promise.all([
    statfs(dataDir),
    newestBackup(backups.folder),
    deviceOf(dataDir),
    deviceOf(backups.folder),
  ]);
  return {
    disk: { freeBytes: disk.bavail * disk.bsize, allBytes: disk.blocks * disk.bsize },
    backups: {
      nightly: backups.nightly,
      keep: backups.keep,
      sameDisk: backupDevice !== null && backupDevice === dataDevice,
      last:
        last === null
          ? null
          : { name: last.name, at: last.at, bytes: last.bytes, checkedRows: await checkedRows(last.file) },
    },
  };
}

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** What the operator has set, as far as it is looked at. On this very machine no TLS is needed. */
export function readSettings() {
  const { databaseUrl, engine, databaseReaderUrl, mediaS3, nextauthUrl } = env();
  const site = nextauthUrl === undefined ? null : new URL(nextauthUrl);
  return {
    databaseUrl,
    engine,
    reader: databaseReaderUrl !== undefined,
    mediaKept: mediaS3 === undefined ? ("folder" as const) : ("s3" as const),
    sendsMail: mailSettings() !== undefined,
    tls: site === null || site.protocol === "https:" || LOCAL.has(site.hostname),
  };
}
