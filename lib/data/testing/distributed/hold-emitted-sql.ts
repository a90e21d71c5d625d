import { loadModule } from "libpg-query";
import { afterAll, expect } from "vitest";
import { emittedSql, listenToSql } from "./emitted-sql";
import { breachesOf } from "./rules";

// Every file of data tests: what the application said to PostgreSQL in it must pass on a distributed engine too.

listenToSql();
afterAll(async () => {
  if (emittedSql().size === 0) return;
  await loadModule();
  const breaches = [...emittedSql()].flatMap((sql) => breachesOf(sql).map((breach) => ({ sql, ...breach })));
  expect(breaches, "docs/scale-plan.md says why").toEqual([]);
});
