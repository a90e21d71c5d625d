import { loadModule } from "libpg-query";
import { beforeAll, describe, expect, test } from "vitest";
import { readHistory } from "@/lib/data/migration-history";
import { onEngine } from "@/lib/data/testing/engines";
import { emittedSql } from "./emitted-sql";
import { breachesOf } from "./rules";

beforeAll(() => loadModule());

const rulesOf = (sql: string) => breachesOf(sql).map(({ rule }) => rule);

describe("the rules of a distributed engine", () => {
  test.each([
    ['LOCK TABLE "User" IN EXCLUSIVE MODE', "no table locks"],
    ["SELECT pg_advisory_xact_lock($1)", "no advisory locks"],
    ["SELECT pg_catalog.pg_try_advisory_lock(1, 2)", "no advisory locks"],
    ['INSERT INTO "A" ("id") VALUES (nextval(\'a_seq\'))', "no sequences"],
    ["CREATE SEQUENCE a_seq", "no sequences"],
    ['CREATE TABLE "A" ("id" BIGSERIAL PRIMARY KEY)', "no sequences"],
    ['CREATE TABLE "A" ("id" INT GENERATED ALWAYS AS IDENTITY, PRIMARY KEY ("id"))', "no sequences"],
    ['ALTER TABLE "A" ADD COLUMN "n" SERIAL', "no sequences"],
    ['CREATE TABLE "A" ("id" TEXT NOT NULL)', "every table has a primary key"],
    ['CREATE TABLE "B" ("n" INT PRIMARY KEY) INHERITS ("A")', "no tables that inherit"],
    ['CREATE TEMPORARY TABLE "A" ("id" TEXT PRIMARY KEY)', "no temporary or unlogged tables"],
    ['CREATE UNLOGGED TABLE "A" ("id" TEXT PRIMARY KEY)', "no temporary or unlogged tables"],
    ['ALTER TABLE "A" ADD CONSTRAINT "u" UNIQUE ("n") DEFERRABLE', "no deferred constraints"],
    ['CREATE TRIGGER t BEFORE INSERT ON "A" FOR EACH ROW EXECUTE FUNCTION f()', "no triggers"],
    ["DO $$ BEGIN NULL; END $$", "no code in the database"],
    ["NOTIFY moved", "no notifications"],
    ["SELECT pg_notify('moved', $1)", "no notifications"],
    ["DECLARE c CURSOR FOR SELECT 1", "no cursors"],
    ['SELECT * FROM "A" TABLESAMPLE SYSTEM (1)', "no samples of a table"],
    ['SELECT xmin FROM "A"', "no columns of the system"],
    ["PREPARE TRANSACTION 'a'", "no prepared transactions"],
    ['SELECT "id" FROM "A" WHERE "state" = $1 FOR UPDATE', "no locks on rows of more than one key"],
    ['SELECT "id" FROM "A" WHERE "id" IN ($1, $2) FOR UPDATE', "no locks on rows of more than one key"],
    ['SELECT "id" FROM "A" WHERE "id" = $1 OR "n" = $2 FOR SHARE', "no locks on rows of more than one key"],
    ['SELECT 1 FROM "A" JOIN "B" ON true WHERE "A"."id" = $1 FOR UPDATE', "no locks on rows of more than one key"],
    [
      'WITH j AS (SELECT "id" FROM "A" FOR UPDATE SKIP LOCKED) SELECT * FROM j',
      "no locks on rows of more than one key",
    ],
  ])("%s breaks: %s", (sql, rule) => {
    expect(rulesOf(sql)).toContain(rule);
  });

  test.each([
    'SELECT "public"."A"."id" FROM "public"."A" WHERE "public"."A"."id" IN ($1,$2) ORDER BY "id" LIMIT $3 OFFSET $4',
    'INSERT INTO "A" ("id") VALUES ($1) ON CONFLICT ("id") DO UPDATE SET "n" = excluded."n" RETURNING "id"',
    'SELECT "id" FROM "A" WHERE "A"."id" = $1 AND "n" > $2 FOR UPDATE',
    'CREATE TABLE "A" ("id" TEXT NOT NULL, "n" INTEGER, CONSTRAINT "A_pkey" PRIMARY KEY ("id"))',
    "BEGIN ISOLATION LEVEL SERIALIZABLE",
    "COMMIT",
  ])("%s breaks none", (sql) => {
    expect(rulesOf(sql)).toEqual([]);
  });
});

test("no migration breaks a rule", async () => {
  const history = await readHistory("postgresql");
  expect(history.length).toBeGreaterThan(10);
  expect(history.flatMap(({ name, sql }) => breachesOf(sql).map((breach) => ({ name, ...breach })))).toEqual([]);
});

// That what the data tests emit is listened to: each of their files is held against the rules when it ends.
onEngine("postgresql", "what is emitted", (engine) => {
  test("reads and writes through both doors are heard", async () => {
    await engine.database().reader.pack.findMany({ where: { id: "heard" } });
    await engine.database().transaction((tx) => tx.pack.deleteMany({ where: { id: "heard" } }));
    const heard = [...emittedSql()];
    expect(heard).toContainEqual(expect.stringMatching(/^SELECT .*"Pack"/));
    expect(heard).toContainEqual(expect.stringMatching(/^DELETE FROM .*"Pack"/));
  });
});
