import type { Context } from "@/lib/core/access/viewer";
import {
  type CohortWeek,
  cohortWeeks,
  type LessonCell,
  lessonCells,
  type MemberWeeks,
  type Outbreak,
  outbreaks,
  type Risk,
  risksOf,
  type TrapRow,
  totalOf,
  trapWeeks,
} from "@/lib/core/cohort/board";
import { weekOf, weeksUpTo } from "@/lib/core/cohort/wall-time";
import { answersOf, type WeekCounts } from "@/lib/core/cohort/week-counts";
import type { Readiness } from "@/lib/core/learning/readiness/readiness";
import { listPackLessons } from "@/lib/core/pack/pack-view";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { listAssignments } from "@/lib/data/assignments";
import { type CohortRow, findLedCohort, listMembers, type Member } from "@/lib/data/cohorts";
import { database, type Reader } from "@/lib/data/database";
import { listWeeks } from "@/lib/data/member-weeks";
import { listBank } from "@/lib/data/questions";
import { standings } from "@/lib/usecases/assignment/manage-assignments";
import { type CurrentExam, findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "@/lib/usecases/learning/fold-learner";
import { readinessFor } from "@/lib/usecases/learning/get-readiness";

/** The board looks back so many weeks. */
const WEEKS = 8;
/** So many learners stand on one page of the roster. */
const ROSTER_PAGE = 50;

/** One learner of the roster, over the weeks of the board. `readiness` null: not enough is known of them. */
export type RosterRow = {
  member: Member;
  answers: number;
  right: number;
  /** Usual time on a question, in ms; null: none answered. */
  paceMs: number | null;
  lastAt: EpochMs | null;
  lessons: LessonCell[];
  risks: Risk[];
  readiness: Readiness | null;
};

export type Board = {
  cohort: CohortRow;
  found: CurrentExam;
  weeks: string[];
  learners: number;
  /** Those of whom something speaks for falling behind, by name; all of them, whatever page is shown. */
  atRisk: { userId: string; name: string; risks: Risk[] }[];
  roster: RosterRow[];
  page: { number: number; of: number };
  traps: TrapRow[];
  past: CohortWeek[];
  outbreaks: Outbreak[];
};

/** How many assignments of each learner are overdue or were missed. */
async function behind(db: Reader, cohort: CohortRow, learners: readonly Member[], now: EpochMs) {
  const late = new Map(learners.map(({ userId }) => [userId, { overdue: 0, missed: 0 }]));
  const all = await standings(db, await listAssignments(db, cohort.id), { cohortId: cohort.id, learners }, now);
  for (const { member, standing } of [...all.values()].flat()) {
    const own = late.get(member.userId);
    if (own !== undefined && (standing === "overdue" || standing === "missed")) own[standing] += 1;
  }
  return late;
}

async function memberWeeks(
  db: Reader,
  cohort: CohortRow,
  learners: readonly Member[],
  weeks: readonly string[],
  now: EpochMs,
): Promise<MemberWeeks[]> {
  const rows = await listWeeks(db, cohort.id, weeks[0] ?? "");
  const own = new Map<string, { weeks: Map<string, WeekCounts>; lastAt: EpochMs }>();
  for (const { userId, week, counts, lastAt } of rows) {
    const known = own.get(userId) ?? { weeks: new Map<string, WeekCounts>(), lastAt };
    known.weeks.set(week, counts);
    own.set(userId, { weeks: known.weeks, lastAt: Math.max(known.lastAt, lastAt) });
  }
  const late = await behind(db, cohort, learners, now);
  return learners.map(({ userId, name, joinedAt }) => ({
    userId,
    name,
    joinedAt,
    lastAt: own.get(userId)?.lastAt ?? null,
    weeks: own.get(userId)?.weeks ?? new Map<string, WeekCounts>(),
    ...(late.get(userId) ?? { overdue: 0, missed: 0 }),
  }));
}

/** The learners of a cohort, whose lead the caller is, with what they did in some weeks. */
export async function getBoardMembers(
  db: Reader,
  cohort: CohortRow,
  weeks: readonly string[],
  now: EpochMs,
): Promise<MemberWeeks[]> {
  const learners = (await listMembers(db, cohort.id)).filter(({ role }) => role === "learner");
  return memberWeeks(db, cohort, learners, weeks, now);
}

/** The board of a cohort, read from folded rows; null for all but its leads. `page` of the roster, from 1. */
export async function getBoard({ viewer, now }: Context, cohortId: string, page = 1): Promise<Board | null> {
  const { reader } = await database();
  const cohort = await findLedCohort(reader, viewer, cohortId);
  return cohort === null ? null : boardOf(reader, cohort, page, now);
}

/** The board of a cohort, whose lead the caller is, with a page of its roster or with all of it. */
export async function boardOf(
  reader: Reader,
  cohort: CohortRow,
  page: number | "all",
  now: EpochMs,
): Promise<Board | null> {
  const found = await findExamWithPack(reader, cohort.examId);
  if (found === null) return null;
  const learners = (await listMembers(reader, cohort.id)).filter(({ role }) => role === "learner");
  const weeks = weeksUpTo(weekOf(now, cohort.timeZone), WEEKS);
  const members = await memberWeeks(reader, cohort, learners, weeks, now);
  const traps = trapWeeks(members, weeks, [...found.pack.traps.keys()]);
  const risks = new Map(members.map((member) => [member.userId, risksOf(member, weeks, now)]));
  const size = page === "all" ? learners.length : ROSTER_PAGE;
  const pages = Math.max(1, Math.ceil(learners.length / Math.max(1, size)));
  const number = page === "all" ? 1 : Math.min(Math.max(1, page), pages);
  const bank = await listBank(reader, found.pack.id, found.exam.id);
  const lessons = listPackLessons(found.pack).map(({ id }) => id);
  const shown = learners.slice((number - 1) * size, number * size);
  const roster: RosterRow[] = [];
  for (const member of shown) {
    const own = members.find(({ userId }) => userId === member.userId);
    if (own === undefined) continue;
    const total = totalOf(own, weeks);
    const { answers, right } = answersOf(total);
    const folded = answers === 0 ? null : await getFoldedLearner(reader, { userId: member.userId }, found.pack.id);
    roster.push({
      member,
      answers,
      right,
      paceMs: answers === 0 ? null : total.spentMs / answers,
      lastAt: own.lastAt,
      lessons: lessonCells(own, weeks, lessons),
      risks: risks.get(member.userId) ?? [],
      readiness: folded === null ? null : readinessFor(folded, found.exam, bank, now),
    });
  }
  const atRisk = members.flatMap(({ userId, name }) => {
    const own = risks.get(userId) ?? [];
    return own.length === 0 ? [] : [{ userId, name, risks: own }];
  });
  return {
    cohort,
    found,
    weeks,
    learners: learners.length,
    atRisk: atRisk.sort((a, b) => b.risks.length - a.risks.length || a.name.localeCompare(b.name)),
    roster,
    page: { number, of: pages },
    traps,
    past: cohortWeeks(members, weeks),
    outbreaks: outbreaks(traps, members, weeks),
  };
}
