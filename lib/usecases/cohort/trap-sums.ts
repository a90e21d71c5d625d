import type { TrapSums } from "@/lib/core/cohort/board";
import { sumTrapsOf } from "@/lib/data/cohort-weeks";
import type { CohortRow } from "@/lib/data/cohorts";
import type { Database } from "@/lib/data/database";
import { listUnsummed, type SummedWeek, sumByWeek, sumWeeks } from "@/lib/data/member-weeks";

/** What a cohort, whose lead the caller is, did in weeks, and what the traps did to it; both from kept sums. */
export async function sumCohort(
  db: Database,
  cohort: Pick<CohortRow, "id">,
  weeks: readonly string[],
): Promise<{ summed: Map<string, SummedWeek>; traps: Map<string, TrapSums> }> {
  for (const id of await listUnsummed(db.reader, cohort.id)) await db.transaction((tx) => sumWeeks(tx, id));
  const summed = await sumByWeek(db.reader, cohort.id, weeks);
  return {
    summed,
    traps: await sumTrapsOf(
      db,
      cohort.id,
      [...summed.keys()].map((week) => [week]),
      summed,
    ),
  };
}
