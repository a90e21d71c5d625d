// Puts the database back to what a backup holds, and sets aside what was there; for `npm run upgrade`: put-back FILE
import { putDatabaseBack } from "@/lib/data/backup/put-back";
import { env } from "@/lib/env";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: put-back FILE   with nobody else on the database");
  process.exit(2);
}
try {
  const { rows, kept } = await putDatabaseBack(file, env().databaseUrl, Date.now());
  console.log(`${rows} rows are as the backup has them; what was there is kept: ${kept}`);
} catch (error) {
  console.error(`The database was not put back: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
