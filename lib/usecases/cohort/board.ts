import type { Context } from "@/lib/core/access/viewer";
import {
  type CohortWeek,
  cohortWeeks,
  type Lately,
  type LessonCell,
  lateWeeks,
  lessonCells,
  type Outbreak,
  outbreaks,
  type Risk,
  rises,
  risksOf,
  type TrapRow,
  trapWeeks,
  WORST_WEEKS,
  worstLately,
} from "@/lib/core/cohort/board";
import { weekOf, weeksUpTo } from "@/lib/core/cohort/wall-time";
import { addCounts, answersOf, noCounts, type WeekCounts } from "@/lib/core/cohort/week-counts";
import type { Readiness } from "@/lib/core/learning/readiness/readiness";
import { listPackLessons } from "@/lib/core/pack/pack-view";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { spanKey, sumTrapsOf, type WeekReader, weekReader } from "@/lib/data/cohort-weeks";
import { type CohortRow, findLedCohort, listMembers, type Member } from "@/lib/data/cohorts";
import { type Database, database, type Reader } from "@/lib/data/database";
import { listWeeks, listWorst, type SummedWeek, sumByMember } from "@/lib/data/member-weeks";
import { countBehind } from "@/lib/usecases/assignment/count-standings";
import { type CurrentExam, findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { readinessOfMany } from "@/lib/usecases/learning/readiness-of-many";
import { sumCohort } from "./trap-sums";

/** The board looks back so many weeks. */
const WEEKS = 8;
/** So many learners stand on one page of the roster. */
const ROSTER_PAGE = 50;

/** One for all: a thousand names are compared often. */
const byName = new Intl.Collator();

/** One learner of the roster, over the weeks of the board. `readiness` null: not enough is known of them. */
export type RosterRow = {
  member: Member;
  answers: number;
  right: number;
  /** Usual time on a question, in ms; null: none answered. */
  paceMs: number | null;
  lastAt: EpochMs | null;
  lessons: LessonCell[];
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

const NOTHING = { answers: 0, right: 0 };

/** What each learner did lately, by membership. */
async function latelyOf(
  db: Reader,
  cohort: CohortRow,
  learners: readonly Member[],
  weeks: readonly string[],
  now: EpochMs,
): Promise<Map<string, Lately>> {
  const late = await sumByMember(db, cohort.id, weeks.slice(-2));
  const early = await sumByMember(db, cohort.id, weeks.slice(-8, -2));
  const known = await listWorst(db, cohort.id, weeks.slice(-WORST_WEEKS));
  const worst = new Map(known.map((one) => [`${one.membershipId}/${one.week}`, one]));
  const behind = await countBehind(db, cohort, learners, now);
  return new Map(
    learners.map(({ membershipId, userId, joinedAt }) => {
      const own = { late: late.get(membershipId), early: early.get(membershipId) };
      const last = own.late ?? own.early;
      const trapped = last === undefined ? undefined : worst.get(`${membershipId}/${last.week}`);
      return [
        membershipId,
        {
          joinedAt,
          lastAt: last === undefined ? null : Math.max(last.lastAt, own.early?.lastAt ?? 0),
          late: own.late ?? NOTHING,
          early: own.early ?? NOTHING,
          worst: trapped === undefined ? null : worstLately(trapped, weeks),
          ...(behind.get(userId) ?? { overdue: 0, missed: 0 }),
        },
      ];
    }),
  );
}

/** What some learners did in weeks in sum, without what the traps did, by membership. */
async function totalsOf(
  db: Reader,
  cohort: CohortRow,
  of: { weeks: readonly string[]; membershipIds: readonly string[] },
): Promise<Map<string, WeekCounts>> {
  const totals = new Map<string, WeekCounts>();
  for (const { membershipId, counts } of await listWeeks(db, cohort.id, of)) {
    totals.set(membershipId, addCounts(totals.get(membershipId) ?? noCounts, { ...counts, traps: {} }));
  }
  return totals;
}

/** The rises that enough people are part of; only where there is one is it asked who they are. */
async function findOutbreaks(
  { db, cohort, read }: { db: Database; cohort: CohortRow; read: WeekReader },
  traps: readonly TrapRow[],
  weeks: readonly string[],
  summed: ReadonlyMap<string, SummedWeek>,
): Promise<Outbreak[]> {
  const rising = rises(traps, weeks);
  if (rising.length === 0) return [];
  const late = lateWeeks(weeks);
  const sums = await sumTrapsOf(db, cohort.id, [late], summed, read);
  return outbreaks(rising, sums.get(spanKey(late)) ?? {});
}

/** What speaks for it that one learner of a cohort falls behind. */
export async function risksOfLearner(db: Reader, cohort: CohortRow, member: Member, now: EpochMs): Promise<Risk[]> {
  const weeks = weeksUpTo(weekOf(now, cohort.timeZone), WEEKS);
  const own = (await latelyOf(db, cohort, [member], weeks, now)).get(member.membershipId);
  return own === undefined ? [] : risksOf(own, now);
}

/** One page of the roster. */
async function rosterOf(
  db: Reader,
  { cohort, found }: Pick<Board, "cohort" | "found">,
  shown: readonly Member[],
  lately: ReadonlyMap<string, Lately>,
  weeks: readonly string[],
  now: EpochMs,
): Promise<RosterRow[]> {
  const membershipIds = shown.map(({ membershipId }) => membershipId);
  const own = await totalsOf(db, cohort, { weeks, membershipIds });
  const active = shown.filter(({ membershipId }) => own.has(membershipId)).map(({ userId }) => userId);
  const ready = await readinessOfMany(db, active, found, now);
  const lessons = listPackLessons(found.pack).map(({ id }) => id);
  return shown.map((member): RosterRow => {
    const total = own.get(member.membershipId) ?? noCounts;
    const { answers, right } = answersOf(total);
    return {
      member,
      answers,
      right,
      paceMs: answers === 0 ? null : total.spentMs / answers,
      lastAt: lately.get(member.membershipId)?.lastAt ?? null,
      lessons: lessonCells(total, lessons),
      readiness: answers === 0 ? null : (ready.get(member.userId) ?? null),
    };
  });
}

/** The board of a cohort, read from folded rows; null for all but its leads. `page` of the roster, from 1. */
export async function getBoard({ viewer, now }: Context, cohortId: string, page = 1): Promise<Board | null> {
  const db = await database();
  const cohort = await findLedCohort(db.reader, viewer, cohortId);
  return cohort === null ? null : boardOf(db, cohort, page, now);
}

/** The board of a cohort, whose lead the caller is, with a page of its roster or with all of it. */
export async function boardOf(
  db: Database,
  cohort: CohortRow,
  page: number | "all",
  now: EpochMs,
): Promise<Board | null> {
  const { reader } = db;
  const found = await findExamWithPack(reader, cohort.examId);
  if (found === null) return null;
  const learners = (await listMembers(reader, cohort.id)).filter(({ role }) => role === "learner");
  const weeks = weeksUpTo(weekOf(now, cohort.timeZone), WEEKS);
  const read = weekReader(reader, cohort.id);
  const sums = await sumCohort(db, cohort, weeks, read);
  const traps = trapWeeks(sums.traps, weeks, [...found.pack.traps.keys()]);
  const lately = await latelyOf(reader, cohort, learners, weeks, now);
  const size = page === "all" ? Math.max(1, learners.length) : ROSTER_PAGE;
  const pages = Math.max(1, Math.ceil(learners.length / size));
  const number = page === "all" ? 1 : Math.min(Math.max(1, page), pages);
  const shown = learners.slice((number - 1) * size, number * size);
  const atRisk = learners.flatMap(({ membershipId, userId, name }) => {
    const own = lately.get(membershipId);
    const risks = own === undefined ? [] : risksOf(own, now);
    return risks.length === 0 ? [] : [{ userId, name, risks }];
  });
  return {
    cohort,
    found,
    weeks,
    learners: learners.length,
    atRisk: atRisk.sort((a, b) => b.risks.length - a.risks.length || byName.compare(a.name, b.name)),
    roster: await rosterOf(reader, { cohort, found }, shown, lately, weeks, now),
    page: { number, of: pages },
    traps,
    past: cohortWeeks(sums.summed, weeks),
    outbreaks: await findOutbreaks({ db, cohort, read }, traps, weeks, sums.summed),
  };
}
