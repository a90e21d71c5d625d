import { mkdir } from "node:fs/promises";
import path from "node:path";

/** The path of the SQLite file that a `file:` URL names. */
export function sqlitePath(databaseUrl: string): string {
  return path.resolve(databaseUrl.replace(/^file:/, ""));
}

/** Makes the folder of the SQLite file, closed to other accounts: the file holds password hashes. */
export async function prepareSqliteFolder(databaseUrl: string): Promise<void> {
  await mkdir(path.dirname(sqlitePath(databaseUrl)), { recursive: true, mode: 0o700 });
}
