import type { Database, Reader } from "./database";
import { GroupedReads } from "./grouped-reads";
import { sumByWeek } from "./member-weeks";
import { selectMembers } from "./sql/select-cohort";

async function markOfCohort(db: Reader, cohortId: string, weeks: readonly string[]): Promise<string> {
  const [summed, people, work] = await Promise.all([
    sumByWeek(db, cohortId, weeks),
    selectMembers(db, cohortId),
    db.assignmentWork.aggregate({
      where: { assignment: { cohortId }, doneAt: { not: null } },
      _count: { _all: true },
      _max: { doneAt: true },
    }),
  ]);
  const marks = weeks.map((week) => [week, summed.get(week)?.mark ?? ""]);
  const done = [work._count._all, work._max.doneAt];
  return JSON.stringify([marks, people, done]);
}

const inOneKey = (cohortId: string, weeks: readonly string[]): string => [cohortId, ...weeks].join(" ");

async function readMarks(db: Reader, keys: readonly string[]): Promise<Map<string, string>> {
  const marks = new Map<string, string>();
  for (const key of keys) {
    const [cohortId = "", ...weeks] = key.split(" ");
    marks.set(key, await markOfCohort(db, cohortId, weeks));
  }
  return marks;
}

const groups = new WeakMap<Database, GroupedReads<string>>();

/**
 * A text that is another one as soon as anything moved that a cohort's board counts over some weeks: what its learners
 * did, who they are, their names, and which assignments they have done. It is read once for those who ask at the same time. For those who lead the cohort:
 * ask `findLedCohort` first.
 */
export async function findCohortMark(db: Database, cohortId: string, weeks: readonly string[]): Promise<string> {
  const group = groups.get(db) ?? new GroupedReads((keys) => readMarks(db.reader, keys));
  groups.set(db, group);
  return (await group.find(inOneKey(cohortId, weeks))) ?? "";
}
