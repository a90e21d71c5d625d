import type { Reader } from "./database";
import { sumByWeek } from "./member-weeks";

/**
 * A text that is another one as soon as anything moved that a cohort's board counts over some weeks: what its learners
 * did, who they are, and their names. For those who lead it: ask `findLedCohort` first.
 */
export async function markOfCohort(db: Reader, cohortId: string, weeks: readonly string[]): Promise<string> {
  const learning = { cohortId, role: "learner", endedAt: null };
  const [summed, memberships, people] = await Promise.all([
    sumByWeek(db, cohortId, weeks),
    db.membership.aggregate({ where: learning, _count: { _all: true }, _max: { joinedAt: true } }),
    db.user.findMany({
      where: { memberships: { some: learning } },
      orderBy: { id: "asc" },
      select: { id: true, name: true, email: true },
    }),
  ]);
  const marks = weeks.map((week) => [week, summed.get(week)?.mark ?? ""]);
  const named = people.map(({ id, name, email }) => [id, name, email]);
  return JSON.stringify([marks, memberships._count._all, memberships._max.joinedAt, named]);
}
