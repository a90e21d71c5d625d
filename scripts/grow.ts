// Copies the learners of a SQLite database until it holds so many response events, for measuring at size:
//   npm run simulate -- --learners 20 --days 20 --keep FILE && npm run grow -- FILE --events 1000000
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { v7 as uuidv7 } from "uuid";

const { values, positionals } = parseArgs({
  options: { events: { type: "string", default: "1000000" } },
  allowPositionals: true,
});
const [file] = positionals;
if (file === undefined) {
  console.error("Name the database file to grow.");
  process.exit(2);
}

/** What belongs to people, in an order that keeps every foreign key; sessions and what is once only stay out. */
const TABLES = [
  "User",
  "Attempt",
  "AttemptItem",
  "Response",
  "ResponseEvent",
  "Learner",
  "LearningEvent",
  "LearnerLesson",
  "LearnerTrap",
  "Remediation",
] as const;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const db = new Database(file, { fileMustExist: true });
db.pragma("journal_mode = WAL");
db.pragma("synchronous = OFF");
type Row = Record<string, unknown>;
const rowsOf = new Map(TABLES.map((table) => [table, db.prepare<[], Row>(`SELECT * FROM "${table}"`).all()]));

/** Every id is new in a copy but those of question versions. */
const kept = new Set(
  db
    .prepare<[], { id: string }>(`SELECT id FROM "QuestionVersion"`)
    .all()
    .map(({ id }) => id),
);
const insertOf = new Map(
  TABLES.map((table) => {
    const columns = Object.keys(rowsOf.get(table)?.[0] ?? { id: "" });
    const names = columns.map((name) => `"${name}"`).join(", ");
    return [
      table,
      db.prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map((name) => `@${name}`).join(", ")})`),
    ];
  }),
);

const copyAll = db.transaction(() => {
  const fresh = new Map<string, string>();
  const renamed = (text: string): string =>
    text.replace(UUID, (id) => {
      if (kept.has(id)) return id;
      const known = fresh.get(id) ?? uuidv7();
      fresh.set(id, known);
      return known;
    });
  for (const table of TABLES) {
    const insert = insertOf.get(table);
    for (const row of rowsOf.get(table) ?? []) {
      const copy = Object.entries(row).map(([name, value]) => [
        name,
        typeof value === "string" ? renamed(value) : value,
      ]);
      insert?.run(Object.fromEntries(copy));
    }
  }
});

const count = (): number => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM "ResponseEvent"`).get()?.n ?? 0;
const each = count();
if (each === 0) {
  console.error("The database has no response event to copy.");
  process.exit(2);
}
const started = Date.now();
for (let events = each; events < Number(values.events); events += each) copyAll();
console.log(`${count()} response events in ${((Date.now() - started) / 1_000).toFixed(0)} s`);
db.close();
