import { expect, test } from "vitest";
import { inShort, planOf, withPlan } from "./report";

const cost = { ms: 10, databaseMs: 5, statements: 4, walBytes: 2_000 };
const costs = { start: cost, page: cost, save: cost, finish: cost, review: cost };
const measured = {
  costs,
  statements: [{ sql: 'SELECT "a" FROM "public"."Attempt" WHERE 1=1', operation: "save" as const, times: 2, ms: 5 }],
  bytesPerExam: 50_000,
  exams: 10,
  questions: 14,
};

test("a statement is told by its verb and tables", () => {
  expect(inShort('SELECT "public"."User"."id" FROM "public"."User" WHERE ("public"."User"."id" = $1)')).toBe(
    "SELECT User",
  );
  expect(inShort('INSERT INTO "public"."A" ("id") VALUES ($1) ON CONFLICT ("id") DO NOTHING')).toBe(
    "INSERT A … ON CONFLICT",
  );
  expect(inShort("COMMIT")).toBe("COMMIT");
});

test("ten times the candidates need ten times as much, and what goes beyond the first size says so", () => {
  const plan = planOf(measured, null, "A machine.");
  expect(plan).toContain("| 1,000 | 2, for the last minute |");
  expect(plan).toContain("| 10,000 (extrapolated) |");
  // 20 exams of 50 kB for each of 1,000, and of 100,000.
  expect(plan).toMatch(/\| 1\.0 \|$/m);
  expect(plan).toMatch(/\| 100\.0 \|$/m);
  expect(plan).toContain("`SELECT Attempt` (100 %)");
  expect(plan).toContain("No bench was given");
});

test("figures take the place of the last ones, and the words around them stay", () => {
  const page = "Before.\n\n<!-- figures -->\n\nold\n\n<!-- /figures -->\n\nAfter.\n";
  expect(withPlan(page, "new")).toBe("Before.\n\n<!-- figures -->\n\nnew\n\n<!-- /figures -->\n\nAfter.\n");
  expect(() => withPlan("nothing", "new")).toThrow("no place");
});
