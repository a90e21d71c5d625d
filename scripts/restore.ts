// Restores a backup into an empty place, on either engine: npm run restore -- FILE
import { restoreBackup } from "@/lib/data/backup/restore-backup";
import { env } from "@/lib/env";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: npm run restore -- FILE   into the database and the data folder of the environment");
  process.exit(2);
}
try {
  const { databaseUrl, dataDir } = env();
  const { rows, tables, files, madeAt } = await restoreBackup(file, { databaseUrl, dataDir });
  console.log(`Restored what there was at ${madeAt}: ${rows} rows of ${tables} tables and ${files} files, all equal.`);
} catch (error) {
  console.error(`Nothing was restored: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
