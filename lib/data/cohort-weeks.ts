import { sumTraps, type TrapSums, trapSumsSchema } from "@/lib/core/cohort/board";
import { addCounts, type WeekCounts } from "@/lib/core/cohort/week-counts";
import type { Database } from "./database";
import { listWeeks, type SummedWeek } from "./member-weeks";

/** A week, or weeks that are taken together: who answered in two of them is one person there. */
export type Span = readonly string[];

export const spanKey = (span: Span): string => span.join("/");

async function sumSpan(db: Database, cohortId: string, span: Span): Promise<TrapSums> {
  const own = new Map<string, Pick<WeekCounts, "traps">>();
  for (const { membershipId, counts } of await listWeeks(db.reader, cohortId, { weeks: span })) {
    const known = own.get(membershipId);
    const traps = { lessons: {}, traps: counts.traps, spentMs: 0 };
    own.set(membershipId, known === undefined ? traps : addCounts({ ...traps, traps: known.traps }, traps));
  }
  return sumTraps([...own.values()]);
}

/**
 * What the traps did to all learners of a cohort, by `spanKey`. For those who lead it: ask `findLedCohort` first. A sum
 * is kept with the marks of its weeks and worked out anew once one has moved; `summed` is what `sumByWeek` says now.
 * Should an answer be counted in between, what is kept has the older mark, and the next one who asks works it out again.
 */
export async function sumTrapsOf(
  db: Database,
  cohortId: string,
  spans: readonly Span[],
  summed: ReadonlyMap<string, SummedWeek>,
): Promise<Map<string, TrapSums>> {
  const marked = spans.map((span) => ({
    span,
    week: spanKey(span),
    mark: span.map((week) => summed.get(week)?.mark ?? "").join(" "),
  }));
  const weeks = marked.map(({ week }) => week);
  const rows = await db.reader.cohortWeek.findMany({ where: { cohortId, week: { in: weeks } } });
  const kept = new Map(rows.map(({ week, mark, traps }) => [week, { mark, traps }]));
  const made: { week: string; mark: string; sums: TrapSums }[] = [];
  // One by one: a large cohort's counts of all weeks need not be in memory together.
  for (const { span, week, mark } of marked) {
    if (kept.get(week)?.mark !== mark) made.push({ week, mark, sums: await sumSpan(db, cohortId, span) });
  }
  if (made.length > 0) {
    await db.transaction(async (tx) => {
      for (const { week, mark, sums } of made) {
        const row = { mark, traps: JSON.stringify(sums) };
        const where = { cohortId_week: { cohortId, week } };
        await tx.cohortWeek.upsert({ where, create: { cohortId, week, ...row }, update: row });
      }
    });
  }
  return new Map([
    ...[...kept].map(([week, { traps }]) => [week, trapSumsSchema.parse(JSON.parse(traps))] as const),
    ...made.map(({ week, sums }) => [week, sums] as const),
  ]);
}
