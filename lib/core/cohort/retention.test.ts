import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { letsGoAt, RETENTION_CHOICES, retentionDaysOf, retentionOf } from "./retention";

test("every choice is found again by its days", () => {
  for (const { value } of RETENTION_CHOICES) expect(retentionOf(retentionDaysOf(value))).toBe(value);
  expect(retentionOf(100)).toBe("90");
});

test("only an archived cohort with a number of days lets go", () => {
  expect(letsGoAt(null, 30)).toBeNull();
  expect(letsGoAt(1_000, null)).toBeNull();
  expect(letsGoAt(1_000, 30)).toBe(1_000 + 30 * DAY_MS);
});
