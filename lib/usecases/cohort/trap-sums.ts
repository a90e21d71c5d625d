import type { TrapSums } from "@/lib/core/cohort/board";
import { sumTrapsOf, type WeekReader } from "@/lib/data/cohort-weeks";
import type { CohortRow } from "@/lib/data/cohorts";
import type { Database } from "@/lib/data/database";
import { listUnsummed, type SummedWeek, sumByWeek, sumWeeks } from "@/lib/data/member-weeks";

/** Works out the sums of weeks that were counted before sums were kept: whatever adds weeks up asks for this first. */
export async function sumUnsummed(db: Database, cohortId: string): Promise<void> {
  for (const id of await listUnsummed(db.reader, cohortId)) await db.transaction((tx) => sumWeeks(tx, id));
}

/** What a cohort, whose lead the caller is, did in weeks, and what the traps did to it; both from kept sums. */
export async function sumCohort(
  db: Database,
  cohort: Pick<CohortRow, "id">,
  weeks: readonly string[],
): Promise<CohortSums> {
  await sumUnsummed(db, cohort.id);
  return addSums(db, cohort, weeks);
}

type CohortSums = { summed: Map<string, SummedWeek>; traps: Map<string, TrapSums> };

/** As `sumCohort`, where `sumUnsummed` is done. */
export async function addSums(
  db: Database,
  cohort: Pick<CohortRow, "id">,
  weeks: readonly string[],
  read?: WeekReader,
): Promise<CohortSums> {
  const summed = await sumByWeek(db.reader, cohort.id, weeks);
  // In their order, so that the last ones are still at hand for who asks on.
  const spans = weeks.filter((week) => summed.has(week)).map((week) => [week]);
  return { summed, traps: await sumTrapsOf(db, cohort.id, spans, summed, read) };
}
