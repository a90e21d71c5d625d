import Sqlite from "better-sqlite3";
import pg from "pg";
import { sqlitePath } from "@/lib/data/sqlite-file";

/** A row of a table, by its columns. */
export type Row = Record<string, string | number | boolean | null>;
/** Writes past Prisma, where there are many rows. */
export type Writer = { insert: (table: string, rows: readonly Row[]) => Promise<void>; close: () => Promise<void> };

/** Opens a door for many rows, a table's in one transaction each; every row of a call has the same columns. */
export async function openWriter(url: string): Promise<Writer> {
  if (url.startsWith("postgres")) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return {
      insert: async (table, rows) => {
        const columns = Object.keys(rows[0] ?? {})
          .map((name) => pg.escapeIdentifier(name))
          .join(", ");
        const into = pg.escapeIdentifier(table);
        await client.query(
          `INSERT INTO ${into} (${columns}) SELECT ${columns} FROM json_populate_recordset(null::${into}, $1)`,
          [JSON.stringify(rows)],
        );
      },
      close: () => client.end(),
    };
  }
  const file = new Sqlite(sqlitePath(url));
  file.pragma("synchronous = OFF");
  return {
    insert: async (table, rows) => {
      const columns = Object.keys(rows[0] ?? {});
      const names = columns.map((name) => `"${name}"`).join(", ");
      const statement = file.prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`);
      file.transaction(() => {
        for (const row of rows)
          statement.run(columns.map((name) => (typeof row[name] === "boolean" ? Number(row[name]) : row[name])));
      })();
    },
    close: async () => void file.close(),
  };
}
