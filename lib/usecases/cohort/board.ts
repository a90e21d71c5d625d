import type { Context } from "@/lib/core/access/viewer";
import { type CohortWeek, type Outbreak, type Risk, risksOf, type TrapRow } from "@/lib/core/cohort/board";
import { weekOf, weeksUpTo } from "@/lib/core/cohort/wall-time";
import type { Readiness } from "@/lib/core/learning/readiness/readiness";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type CohortRow, findLedCohort, type Member } from "@/lib/data/cohorts";
import { type Database, database, type Reader } from "@/lib/data/database";
import { type Behind, countBehind } from "@/lib/usecases/assignment/count-standings";
import { type CurrentExam, findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { readinessOfMany } from "@/lib/usecases/learning/readiness-of-many";
import { type CountedBoard, type CountedRow, getCountedBoard, latelyOf } from "./counted-board";

/** The board looks back so many weeks. */
const WEEKS = 8;
/** So many learners stand on one page of the roster. */
const ROSTER_PAGE = 50;

/** One learner of the roster, over the weeks of the board. `readiness` null: not enough is known of them. */
export type RosterRow = CountedRow & { readiness: Readiness | null };

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

const ON_TIME: Behind = { overdue: 0, missed: 0 };

/** What speaks for it that one learner of a cohort falls behind. */
export async function risksOfLearner(db: Reader, cohort: CohortRow, member: Member, now: EpochMs): Promise<Risk[]> {
  const weeks = weeksUpTo(weekOf(now, cohort.timeZone), WEEKS);
  const own = (await latelyOf(db, cohort, [member], weeks)).get(member.membershipId);
  const behind = await countBehind(db, cohort, [member], now);
  return own === undefined ? [] : risksOf({ ...own, ...(behind.get(member.userId) ?? ON_TIME) }, now);
}

/** Of whom something speaks for falling behind, those of whom most does first. */
async function findAtRisk(
  db: Reader,
  cohort: CohortRow,
  { learners, byName, lately }: CountedBoard,
  now: EpochMs,
): Promise<Board["atRisk"]> {
  const behind = await countBehind(db, cohort, learners, now);
  const atRisk = byName.flatMap(({ membershipId, userId, name }) => {
    const own = lately.get(membershipId);
    const risks = own === undefined ? [] : risksOf({ ...own, ...(behind.get(userId) ?? ON_TIME) }, now);
    return risks.length === 0 ? [] : [{ userId, name, risks }];
  });
  return atRisk.sort((a, b) => b.risks.length - a.risks.length);
}

/** Rows of the roster with how ready each is. */
async function withReadiness(
  db: Reader,
  found: CurrentExam,
  rows: readonly CountedRow[],
  now: EpochMs,
): Promise<RosterRow[]> {
  const active = rows.filter(({ answers }) => answers > 0).map(({ member }) => member.userId);
  const ready = await readinessOfMany(db, active, found, now);
  return rows.map((row) => ({ ...row, readiness: ready.get(row.member.userId) ?? null }));
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
  const weeks = weeksUpTo(weekOf(now, cohort.timeZone), WEEKS);
  const counted = await getCountedBoard({ db, cohort, pack: found.pack, weeks });
  const { learners, traps, past, outbreaks } = counted;
  const size = page === "all" ? Math.max(1, learners.length) : ROSTER_PAGE;
  const pages = Math.max(1, Math.ceil(learners.length / size));
  const number = page === "all" ? 1 : Math.min(Math.max(1, page), pages);
  const rows = await counted.rows((number - 1) * size, size);
  return {
    cohort,
    found,
    weeks,
    learners: learners.length,
    atRisk: await findAtRisk(reader, cohort, counted, now),
    roster: await withReadiness(reader, found, rows, now),
    page: { number, of: pages },
    traps,
    past,
    outbreaks,
  };
}
