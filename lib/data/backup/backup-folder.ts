import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const ANY = /^(?:nightly|backup|upgrade)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/;
const NIGHTLY = /^nightly-\d{8}T\d{6}Z\.backup$/;

const stamp = (now: number): string => new Date(now).toISOString().replaceAll(/[-:]|\.\d{3}/g, "");

/** The file of a backup that is made now; `nightly` ones go by themselves in time, and those made by hand stay. */
export const backupFile = (folder: string, kind: "nightly" | "backup" | "upgrade", now: number): string =>
  path.join(folder, `${kind}-${stamp(now)}.backup`);

/** Removes all nightly backups but the newest. Returns how many went. */
export async function pruneNightly(folder: string, keep: number): Promise<number> {
  const nightly = (await readdir(folder)).filter((name) => NIGHTLY.test(name)).sort();
  const gone = nightly.slice(0, Math.max(0, nightly.length - keep));
  for (const name of gone) await rm(path.join(folder, name), { force: true });
  return gone.length;
}

/** A backup of the folder: when it was begun, and how large it is. */
export type BackupFile = { name: string; file: string; at: number; bytes: number };

const timeOf = (name: string): number | null => {
  const parts = ANY.exec(name);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? null : at;
};

/** The newest backup of the folder; null where there is none. */
export async function newestBackup(folder: string): Promise<BackupFile | null> {
  // A folder that is not there holds none.
  const names = await readdir(folder).catch(() => []);
  const made = names.flatMap((name) => {
    const at = timeOf(name);
    return at === null ? [] : [{ name, at }];
  });
  const newest = made.sort((a, b) => b.at - a.at)[0];
  if (newest === undefined) return null;
  const file = path.join(folder, newest.name);
  return { name: newest.name, file, at: newest.at, bytes: (await stat(file)).size };
}

const CHECKED = "last-checked.json";
const checkedSchema = z.object({ name: z.string(), rows: z.number().int().nonnegative(), at: z.number() });

/** Notes that a backup was read to its end and its sums fit. */
export async function noteChecked(file: string, rows: number, now: number): Promise<void> {
  const note: z.infer<typeof checkedSchema> = { name: path.basename(file), rows, at: now };
  await writeFile(path.join(path.dirname(file), CHECKED), JSON.stringify(note), { mode: 0o600 });
}

/** Whether it was noted of this backup that it was read to its end and its sums fit; and how many rows it holds. */
export async function checkedRows(file: string): Promise<number | null> {
  try {
    const note = checkedSchema.parse(JSON.parse(await readFile(path.join(path.dirname(file), CHECKED), "utf8")));
    return note.name === path.basename(file) ? note.rows : null;
  } catch {
    return null;
  }
}
