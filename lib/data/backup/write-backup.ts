import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { readApplied } from "@/lib/data/migrate";
import { engineOf } from "@/lib/env";
import { FORMAT, type Foot, type Head } from "./backup-format";
import { listDataFiles, readDataFile } from "./data-files";
import { withSnapshot } from "./open-store";
import { lineOf, type RowStore, Summing } from "./table-shape";

/** What there is to back up. */
export type BackupSource = { databaseUrl: string; dataDir: string; version: string };
export type BackupMade = { file: string; rows: number; files: number };

const lineFor = (value: unknown): string => `${JSON.stringify(value)}\n`;

async function* linesOf(store: RowStore, source: BackupSource, head: Head, foot: Foot): AsyncGenerator<string> {
  yield lineFor(head);
  for (const table of await store.tables()) {
    yield lineFor({ table: table.name, columns: table.columns, key: table.key });
    const summing = new Summing();
    for await (const rows of store.pages(table)) {
      const lines = rows.map(lineOf);
      for (const line of lines) summing.add(line);
      yield lines.join("");
    }
    foot.tables[table.name] = summing.sum();
  }
  // After the rows: a picture is stored before its row is, so none that a row names is missing.
  for (const name of await listDataFiles(source.dataDir)) {
    const data = await readDataFile(source.dataDir, name);
    foot.files[name] = createHash("sha256").update(data).digest("hex");
    yield lineFor({ file: name, base64: data.toString("base64") });
  }
  yield lineFor(foot);
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes all of one moment into a file, while others go on writing: rows of every table, the secret and the pictures.
 * The file has its name only once it is whole and on disk. It holds what is secret: readable by its owner alone.
 */
export async function writeBackup(source: BackupSource, file: string, now: number): Promise<BackupMade> {
  const { databaseUrl, version } = source;
  const migrations = (await readApplied(databaseUrl)).map(({ name }) => name).sort();
  const madeAt = new Date(now).toISOString();
  const head: Head = { trapline: "backup", format: FORMAT, version, engine: engineOf(databaseUrl), madeAt, migrations };
  const foot: Foot = { end: true, tables: {}, files: {} };
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.partial`;
  try {
    await withSnapshot(databaseUrl, (store) =>
      pipeline(
        Readable.from(linesOf(store, source, head, foot)),
        createGzip({ level: 6 }),
        createWriteStream(draft, { mode: 0o600 }),
      ),
    );
    await syncFile(draft);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  const rows = Object.values(foot.tables).reduce((sum, table) => sum + table.rows, 0);
  return { file, rows, files: Object.keys(foot.files).length };
}
