import { readdir, rm } from "node:fs/promises";
import path from "node:path";

const NIGHTLY = /^nightly-\d{8}T\d{6}Z\.backup$/;

const stamp = (now: number): string => new Date(now).toISOString().replaceAll(/[-:]|\.\d{3}/g, "");

/** The file of a backup that is made now; `nightly` ones go by themselves in time, and those made by hand stay. */
export const backupFile = (folder: string, kind: "nightly" | "backup", now: number): string =>
  path.join(folder, `${kind}-${stamp(now)}.backup`);

/** Removes all nightly backups but the newest. Returns how many went. */
export async function pruneNightly(folder: string, keep: number): Promise<number> {
  const nightly = (await readdir(folder)).filter((name) => NIGHTLY.test(name)).sort();
  const gone = nightly.slice(0, Math.max(0, nightly.length - keep));
  for (const name of gone) await rm(path.join(folder, name), { force: true });
  return gone.length;
}
