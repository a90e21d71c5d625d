import path from "node:path";
import pg from "pg";
import { z } from "zod";
import { readPacks } from "@/lib/content/read-pack";
import { openDatabase, useDatabase as placeDatabase } from "@/lib/data/database";
import { applyMigrations } from "@/lib/data/migrate";
import { createPostgresScratch } from "@/lib/data/scratch-database";
import { startPostgres } from "@/lib/data/testing/embedded-postgres";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { getReview } from "@/lib/usecases/attempt/get-review";
import { getRoom } from "@/lib/usecases/attempt/get-room";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import { at, formOf, got, load, newTab, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { OPERATIONS, type Operation, type PerOperation, type StatementCost } from "./demand";

/**
 * What was measured of one operation on PostgreSQL: by one client, without HTTP. Times are those of the quickest run, since
 * what else the machine does only adds to them; the rest is an average.
 */
export type OperationCost = {
  /** From the call to its result, in ms. */
  ms: number;
  /** Of it, in statements: from sending each to its answer. */
  databaseMs: number;
  statements: number;
  /** What it adds to the write-ahead log, which replicas and backups carry. */
  walBytes: number;
};

export type Measured = {
  costs: PerOperation<OperationCost>;
  statements: StatementCost[];
  /** What one sat exam adds to the database, tables and indexes. */
  bytesPerExam: number;
  exams: number;
  questions: number;
};

/** The bank is loaded in one transaction. */
const LOAD_MS = 300_000;

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
type Heard = { sql: string; ms: number };

const textOf = (query: unknown): string =>
  typeof query === "string" ? query : z.object({ text: z.string() }).parse(query).text;

/** Hears every statement that is sent from now on, and how long its answer took. */
function hearStatements(): Heard[] {
  const heard: Heard[] = [];
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the overloads of the driver in one.
  const send = pg.Client.prototype.query as Query;
  const query: Query = function (...args) {
    const began = performance.now();
    const note = (): number => heard.push({ sql: textOf(args[0]), ms: performance.now() - began });
    const done = args.at(-1);
    if (typeof done === "function") {
      // As a pool asks.
      const noted = (...told: unknown[]): unknown => {
        note();
        return Reflect.apply(done, undefined, told);
      };
      return send.apply(this, [...args.slice(0, -1), noted]);
    }
    const answer = send.apply(this, args);
    if (answer instanceof Promise) void answer.then(note, note);
    return answer;
  };
  Object.assign(pg.Client.prototype, { query });
  return heard;
}

const wal = z.tuple([z.object({ at: z.coerce.number(), size: z.coerce.number() })]);

/** Where the write-ahead log stands, and how large the database is, by a connection that nobody hears. */
async function standing(url: string, send: Query): Promise<{ at: number; size: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const sql =
      "SELECT (pg_current_wal_insert_lsn() - '0/0')::float8 AS at, pg_database_size(current_database())::float8 AS size";
    const answer = z.object({ rows: wal }).parse(await send.call(client, sql));
    return answer.rows[0];
  } finally {
    await client.end();
  }
}

/** One exam by one new person: each question visited, answered and left, in a batch for each. */
async function sit(during: <T>(what: Operation, run: () => Promise<T>) => Promise<T>): Promise<number> {
  const viewer = await newViewer();
  const wish = { examId: "mla-c01", blueprintId: "mla-c01-domain-3", extraTime: "none" } as const;
  const { attemptId } = got(await during("start", () => startExam(at(viewer), wish)));
  there(await during("page", () => getRoom(at(viewer), attemptId)));
  const tab = newTab();
  const form = await formOf(attemptId);
  for (const [index, item] of form.entries()) {
    const now = START_MS + index * 60_000;
    const events = [
      tab.visit(item.id, true, now),
      tab.answer(item.id, index % 3 === 0 ? item.wrong : item.right, { clientAt: now }),
      tab.visit(item.id, false, now),
    ];
    got(await during("save", () => saveEvents(at(viewer, now), { attemptId, events })));
  }
  const end = at(viewer, START_MS + form.length * 60_000);
  got(await during("finish", () => endAttempt(end, { attemptId, as: "finished" })));
  there(await during("review", () => getReview(end, attemptId, "all")));
  return form.length;
}

const perOperation = <T>(make: (name: Operation) => T): PerOperation<T> => ({
  start: make("start"),
  page: make("page"),
  save: make("save"),
  finish: make("finish"),
  review: make("review"),
});

type Runs = { times: number[]; inDatabase: number[]; walBytes: number; statements: Map<string, number[]> };
const noRuns = (): Runs => ({ times: [], inDatabase: [], walBytes: 0, statements: new Map() });

/** Sits so many exams of the shipped bank on a PostgreSQL of its own, and says what each step cost. */
export async function measure(exams: number): Promise<Measured> {
  const server = await startPostgres();
  const scratch = await createPostgresScratch(server.url);
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the overloads of the driver in one.
  const send = pg.Client.prototype.query as Query;
  try {
    await applyMigrations(scratch.url);
    const heard = hearStatements();
    const db = await openDatabase(scratch.url, { timeoutMs: LOAD_MS });
    placeDatabase(db);
    try {
      const packs = got(await readPacks(path.resolve(import.meta.dirname, "../../questions")));
      await load(there(packs.find(({ info }) => info.id === "mla-c01")));
      const told = perOperation(noRuns);
      const during = async <T>(what: Operation, run: () => Promise<T>): Promise<T> => {
        const before = await standing(scratch.url, send);
        heard.length = 0;
        const began = performance.now();
        const value = await run();
        const sum = told[what];
        sum.times.push(performance.now() - began);
        sum.inDatabase.push(heard.reduce((all, { ms }) => all + ms, 0));
        for (const { sql, ms } of heard) sum.statements.set(sql, [...(sum.statements.get(sql) ?? []), ms]);
        sum.walBytes += (await standing(scratch.url, send)).at - before.at;
        return value;
      };
      // Compilers and caches warm up, on both sides.
      let questions = await sit((_, run) => run());
      const before = await standing(scratch.url, send);
      for (let made = 0; made < exams; made += 1) questions = await sit(during);
      const after = await standing(scratch.url, send);
      const costs = perOperation((name) => {
        const { times, inDatabase, walBytes, statements } = told[name];
        return {
          ms: Math.min(...times),
          databaseMs: Math.min(...inDatabase),
          statements: [...statements.values()].flat().length / times.length,
          walBytes: walBytes / times.length,
        };
      });
      const statements = OPERATIONS.flatMap((operation) =>
        [...told[operation].statements].map(([sql, each]) => {
          const times = each.length / told[operation].times.length;
          return { sql, operation, times, ms: times * Math.min(...each) };
        }),
      );
      return { costs, statements, bytesPerExam: (after.size - before.size) / exams, exams, questions };
    } finally {
      placeDatabase(undefined);
      await db.close();
    }
  } finally {
    Object.assign(pg.Client.prototype, { query: send });
    await scratch.drop();
    await server.stop();
  }
}
