import pg from "pg";
import { applyMigrations, lacksMigrations } from "@/lib/data/migrate";
import { engineOf } from "@/lib/env";
import { BackupError } from "./backup-format";
import { withPostgres, withSnapshot } from "./open-store";
import { postgresStore } from "./postgres-store";
import { differingTables, type RowStore, sumsOf } from "./table-shape";

export type Copied = { tables: number; rows: number; before: number };

/** In the target while a copy is under way: rows beside it are of that copy, and of nobody else. */
const MARK = "_trapline_copy";

async function rowsIn(store: RowStore): Promise<number> {
  let rows = 0;
  for (const table of await store.tables()) rows += await store.count(table);
  return rows;
}

/** @throws BackupError when the target has rows that no copy of ours brought. */
async function demandOurs(client: pg.Client, store: RowStore): Promise<void> {
  const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS marked", [MARK]);
  if (rows[0]?.marked === true) return;
  if ((await rowsIn(store)) > 0) throw new BackupError("the PostgreSQL database is not empty");
  await client.query(`CREATE TABLE ${pg.escapeIdentifier(MARK)} ("begunAt" TIMESTAMPTZ NOT NULL DEFAULT now())`);
}

/** Copies what the target lacks. What it has is the beginning of each table, since rows come in the order of their keys. */
async function copyRows(source: RowStore, target: RowStore, onPage: (rows: number) => Promise<void>): Promise<number> {
  let copied = 0;
  for (const table of await source.tables()) {
    for await (const rows of source.pages(table, await target.lastKey(table))) {
      await target.insert(table, rows);
      copied += rows.length;
      await onPage(copied);
    }
  }
  return copied;
}

/**
 * Copies a whole SQLite database into an empty PostgreSQL, page by page, and compares both by counts and hashes. Nobody
 * can write to the source meanwhile. Stopped at any moment, it goes on where it was when it is run again.
 *
 * @throws BackupError when the two are not of these engines or states, or differ in the end.
 */
export async function copyEngine(
  from: string,
  to: string,
  onPage: (rows: number) => Promise<void> = () => Promise.resolve(),
): Promise<Copied> {
  if (engineOf(from) !== "sqlite" || engineOf(to) !== "postgresql") {
    throw new BackupError("a copy goes from SQLite to PostgreSQL");
  }
  if (await lacksMigrations(from))
    throw new BackupError("the SQLite database lacks migrations: npm run migrate -- apply");
  await applyMigrations(to);
  return withSnapshot(
    from,
    (source) =>
      withPostgres(to, async (client) => {
        const target = postgresStore(client);
        await demandOurs(client, target);
        const before = await rowsIn(target);
        await copyRows(source, target, onPage);
        const sums = await sumsOf(source);
        const differing = differingTables(sums, await sumsOf(target));
        if (differing.length > 0) {
          throw new BackupError(
            `the databases differ in ${differing.join(", ")}: was the source written to since the copy began? Empty the PostgreSQL database and begin anew`,
          );
        }
        await client.query(`DROP TABLE ${pg.escapeIdentifier(MARK)}`);
        const rows = [...sums.values()].reduce((sum, table) => sum + table.rows, 0);
        return { tables: sums.size, rows, before };
      }),
    { hold: true },
  );
}
