import { sumTraps, type TrapSums, trapSumsSchema } from "@/lib/core/cohort/board";
import type { Database, Reader } from "./database";
import { listWeek, type SummedWeek, type WeekRow } from "./member-weeks";

/** A week, or weeks that are taken together: who answered in two of them is one person there. */
export type Span = readonly string[];

export const spanKey = (span: Span): string => span.join("/");

/** Reads each week of a cohort once, for however many spans it is in. */
export type WeekReader = (week: string) => Promise<WeekRow[]>;

export function weekReader(db: Reader, cohortId: string): WeekReader {
  const read = new Map<string, Promise<WeekRow[]>>();
  return (week) => {
    const rows = read.get(week) ?? listWeek(db, cohortId, week);
    // A large cohort's counts of all weeks need not be in memory together.
    if (read.size > 1) read.clear();
    read.set(week, rows);
    return rows;
  };
}

async function sumSpan(span: Span, read: WeekReader): Promise<TrapSums> {
  const rows = await Promise.all(span.map(read));
  return sumTraps(rows.flat().map(({ membershipId, counts }) => ({ id: membershipId, counts })));
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
  read = weekReader(db.reader, cohortId),
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
  for (const { span, week, mark } of marked) {
    if (kept.get(week)?.mark !== mark) made.push({ week, mark, sums: await sumSpan(span, read) });
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
