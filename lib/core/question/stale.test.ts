import { expect, test } from "vitest";
import { isStale } from "./stale";

test.each([
  { verifiedOn: "2025-11-26", today: "2026-11-26", stale: false },
  { verifiedOn: "2025-11-25", today: "2026-11-26", stale: true },
  { verifiedOn: "2026-11-26", today: "2026-11-26", stale: false },
  { verifiedOn: "2027-02-28", today: "2028-02-29", stale: true },
])("verified on $verifiedOn, on $today: $stale", ({ verifiedOn, today, stale }) => {
  expect(isStale(verifiedOn, today)).toBe(stale);
});
