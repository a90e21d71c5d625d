import { expect, test } from "vitest";
import { withSection } from "./soak-report";

test("a run replaces the part of its engine and leaves the other as it was", () => {
  const one = withSection("# Reliability\n\nAn old head.\n\n- An old run.\n", "SQLite", ["- 1 learner.", "- Lost: 0."]);
  const both = withSection(one, "PostgreSQL", ["- 2 learners."]);
  expect(both).toContain("\n## SQLite\n\n- 1 learner.\n- Lost: 0.\n\n## PostgreSQL\n\n- 2 learners.\n");
  expect(both).not.toContain("An old");
  const again = withSection(both, "SQLite", ["- 3 learners."]);
  expect(again).toContain("\n## SQLite\n\n- 3 learners.\n\n## PostgreSQL\n\n- 2 learners.\n");
});
