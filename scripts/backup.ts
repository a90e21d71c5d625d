// Backs all of this installation up into one file, also while it serves: npm run backup [-- --to DIR]
import path from "node:path";
import { parseArgs } from "node:util";
import { backupFile, noteChecked } from "@/lib/data/backup/backup-folder";
import { checkBackup } from "@/lib/data/backup/read-backup";
import { writeBackup } from "@/lib/data/backup/write-backup";
import { installationSource } from "@/lib/data/installation";
import { env } from "@/lib/env";

try {
  const { values } = parseArgs({ options: { to: { type: "string" } } });
  const folder = values.to === undefined ? env().backups.folder : path.resolve(values.to);
  const now = Date.now();
  const { file, rows, files } = await writeBackup(installationSource(), backupFile(folder, "backup", now), now);
  await checkBackup(file);
  await noteChecked(file, rows, now);
  console.log(`${file}: ${rows} rows and ${files} files, read again and whole`);
  if (env().mediaS3 !== undefined) console.log("The pictures of the S3 store are not in it.");
} catch (error) {
  console.error(`No backup was made: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
