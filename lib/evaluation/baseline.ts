import { z } from "zod";
import type { Yardstick } from "./yardstick";

/** What a run is held against: figures by row id, as a run recorded them. */
export const baselineSchema = z.strictObject({
  recordedOn: z.string(),
  data: z.string(),
  rows: z.record(z.string(), z.strictObject({ figure: z.number(), se: z.number() })),
});
export type Baseline = z.infer<typeof baselineSchema>;

export type Setback = { id: string; figure: number; baseline: number; allowed: number };

/**
 * The rows that are worse than the baseline by more than two standard errors (the larger of the two). A row that is to
 * lie within a range is no setback while it does.
 */
export function setbacks(rows: readonly Yardstick[], baseline: Baseline): Setback[] {
  return rows.flatMap((row): Setback[] => {
    const known = baseline.rows[row.id];
    if (known === undefined || row.better === "within") return [];
    const slack = 2 * Math.max(row.se, known.se) + 1e-9;
    const allowed = row.better === "higher" ? known.figure - slack : known.figure + slack;
    const isWorse = row.better === "higher" ? row.figure < allowed : row.figure > allowed;
    return isWorse ? [{ id: row.id, figure: row.figure, baseline: known.figure, allowed }] : [];
  });
}
