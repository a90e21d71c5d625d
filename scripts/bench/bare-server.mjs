// A server without a framework that does one durable write for each request: what storage alone allows on this machine.
// node bare-server.mjs sqlite FILE | postgresql URL; prints its port.
import http from "node:http";
import Sqlite from "better-sqlite3";
import pg from "pg";

const [engine, where] = process.argv.slice(2);
const ROWS = 1_000;
const TEXT = "x".repeat(200);

function openSqlite() {
  const file = new Sqlite(where);
  file.pragma("journal_mode = wal");
  file.pragma("synchronous = full");
  file.exec("CREATE TABLE IF NOT EXISTS written (id INTEGER PRIMARY KEY, value TEXT NOT NULL)");
  const write = file.prepare("INSERT INTO written VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value");
  return async (id) => void write.run(id, TEXT);
}

async function openPostgres() {
  const pool = new pg.Pool({ connectionString: where, max: 10 });
  await pool.query("CREATE TABLE IF NOT EXISTS written (id INTEGER PRIMARY KEY, value TEXT NOT NULL)");
  const text = "INSERT INTO written VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET value = excluded.value";
  return (id) => pool.query({ name: "write", text, values: [id, TEXT] });
}

const write = engine === "sqlite" ? openSqlite() : await openPostgres();
let number = 0;
const server = http.createServer((_, response) => {
  number += 1;
  write(number % ROWS).then(
    () => response.end("{}"),
    () => {
      response.statusCode = 500;
      response.end();
    },
  );
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
