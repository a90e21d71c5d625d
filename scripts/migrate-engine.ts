// Moves an installation from SQLite to PostgreSQL: npm run migrate-engine -- --to postgresql://…
// The source is the database of the environment. Stop the server first; run it again if it was stopped.
import { parseArgs } from "node:util";
import { copyEngine } from "@/lib/data/backup/copy-engine";
import { env } from "@/lib/env";

const { values } = parseArgs({ options: { to: { type: "string" } } });
if (values.to === undefined) {
  console.error("usage: npm run migrate-engine -- --to postgresql://…   an empty database");
  process.exit(2);
}
try {
  let told = 0;
  const { rows, tables, before } = await copyEngine(env().databaseUrl, values.to, async (copied) => {
    if (copied - told < 50_000) return;
    told = copied;
    console.log(`${copied} rows …`);
  });
  if (before > 0) console.log(`${before} rows were there from the run before.`);
  console.log(`${rows} rows of ${tables} tables, all equal. Start with DATABASE_URL set to the PostgreSQL database.`);
} catch (error) {
  console.error(`Not moved: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
