// Brings the database up to date, and makes its migrations:  migrate apply | new NAME | check
import path from "node:path";
import { applyMigrations } from "@/lib/data/migrate";
import { historyDifferences, newMigration } from "@/lib/data/new-migration";
import { startPostgres } from "@/lib/data/testing/embedded-postgres";
import { env } from "@/lib/env";

const usage = `usage: migrate apply       bring the database of DATABASE_URL up to date
       migrate new NAME    write what prisma/schema.prisma has and the migrations lack, for both engines
       migrate check       fail when the migrations do not make what prisma/schema.prisma says`;

async function main([command, name]: readonly string[]): Promise<number> {
  switch (command) {
    case "apply": {
      const applied = await applyMigrations(env().databaseUrl);
      console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
      return 0;
    }
    case "new": {
      if (name === undefined) break;
      const written = await withPostgres((url) => newMigration(name, new Date(), url));
      console.log(
        written.length === 0
          ? "The migrations already make what the schema says."
          : written.map((file) => path.relative(".", file)).join("\n"),
      );
      return 0;
    }
    case "check": {
      const differences = await withPostgres(historyDifferences);
      for (const { engine, sql } of differences) {
        console.log(sql === "" ? `${engine}: the migrations make what the schema says.` : `${engine} lacks:\n${sql}`);
      }
      return differences.every(({ sql }) => sql === "") ? 0 : 1;
    }
  }
  console.error(usage);
  return 2;
}

/** Both engines are always compared: on the PostgreSQL that the environment names, else on one that npm brought. */
async function withPostgres<T>(run: (url: string) => Promise<T>): Promise<T> {
  const { engine, databaseUrl, databaseTestUrl } = env();
  const named = engine === "postgresql" ? databaseUrl : databaseTestUrl;
  if (named) return run(named);
  const server = await startPostgres();
  try {
    return await run(server.url);
  } finally {
    await server.stop();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
