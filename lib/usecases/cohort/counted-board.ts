import {
  type CohortWeek,
  cohortWeeks,
  type Lately,
  type LessonCell,
  lateWeeks,
  lessonCells,
  type Outbreak,
  outbreaks,
  rises,
  type TrapRow,
  trapWeeks,
  WORST_WEEKS,
  worstLately,
} from "@/lib/core/cohort/board";
import { addCounts, answersOf, noCounts, type WeekCounts } from "@/lib/core/cohort/week-counts";
import { listPackLessons, type PackView } from "@/lib/core/pack/pack-view";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { KeptByMark } from "@/lib/core/shared/kept-by-mark";
import { findCohortMark } from "@/lib/data/cohort-mark";
import { spanKey, sumTrapsOf, type WeekReader, weekReader } from "@/lib/data/cohort-weeks";
import { type CohortRow, listMembers, type Member } from "@/lib/data/cohorts";
import type { Database, Reader } from "@/lib/data/database";
import { listWeeks, listWorst, type SummedWeek, sumByMember } from "@/lib/data/member-weeks";
import { addSums, sumUnsummed } from "./trap-sums";

// What of a board is counted from what learners did in some weeks. It takes long for a thousand of them and is the same
// until one of them answers: it is kept, by the mark of the rows that it is counted from.

/** So many cohorts' boards are kept at once. */
const KEPT_BOARDS = 100;

/** One for all: a thousand names are compared often. */
const byName = new Intl.Collator();

/** What a learner did lately, without how they stand to assignments. */
export type CountedLately = Omit<Lately, "overdue" | "missed">;

/** A learner of the roster, as far as it is counted from their weeks. */
export type CountedRow = {
  member: Member;
  answers: number;
  right: number;
  /** Usual time on a question, in ms; null: none answered. */
  paceMs: number | null;
  lastAt: EpochMs | null;
  lessons: LessonCell[];
};

export type CountedBoard = {
  learners: readonly Member[];
  /** The same, in the order in which names are looked for. */
  byName: readonly Member[];
  lately: ReadonlyMap<string, CountedLately>;
  traps: TrapRow[];
  past: CohortWeek[];
  outbreaks: Outbreak[];
  /** The rows of the roster from a place on, so many. */
  rows: (from: number, count: number) => Promise<CountedRow[]>;
};

type Of = { db: Database; cohort: CohortRow; pack: PackView; weeks: readonly string[] };

const NOTHING = { answers: 0, right: 0 };

/** What each of some learners of a cohort did lately, by membership. */
export async function latelyOf(
  db: Reader,
  cohort: CohortRow,
  learners: readonly Member[],
  weeks: readonly string[],
): Promise<Map<string, CountedLately>> {
  const [late, early, known] = await Promise.all([
    sumByMember(db, cohort.id, weeks.slice(-2)),
    sumByMember(db, cohort.id, weeks.slice(-8, -2)),
    listWorst(db, cohort.id, weeks.slice(-WORST_WEEKS)),
  ]);
  const worst = new Map(known.map((one) => [`${one.membershipId}/${one.week}`, one]));
  return new Map(
    learners.map(({ membershipId, joinedAt }) => {
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

async function rowsOf(
  { db, cohort, pack, weeks }: Of,
  shown: readonly Member[],
  lately: ReadonlyMap<string, CountedLately>,
): Promise<CountedRow[]> {
  const membershipIds = shown.map(({ membershipId }) => membershipId);
  const own = await totalsOf(db.reader, cohort, { weeks, membershipIds });
  const lessons = listPackLessons(pack).map(({ id }) => id);
  return shown.map((member): CountedRow => {
    const total = own.get(member.membershipId) ?? noCounts;
    const { answers, right } = answersOf(total);
    return {
      member,
      answers,
      right,
      paceMs: answers === 0 ? null : total.spentMs / answers,
      lastAt: lately.get(member.membershipId)?.lastAt ?? null,
      lessons: lessonCells(total, lessons),
    };
  });
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

async function countBoard(of: Of): Promise<CountedBoard> {
  const { db, cohort, pack, weeks } = of;
  await sumUnsummed(db, cohort.id);
  const read = weekReader(db.reader, cohort.id);
  const findLately = async () => {
    const members = await listMembers(db.reader, cohort.id);
    const learners = members.filter(({ role }) => role === "learner");
    return { learners, lately: await latelyOf(db.reader, cohort, learners, weeks) };
  };
  const [sums, { learners, lately }] = await Promise.all([addSums(db, cohort, weeks, read), findLately()]);
  const traps = trapWeeks(sums.traps, weeks, [...pack.traps.keys()]);
  const pages = new KeptByMark<CountedRow[]>(10);
  return {
    learners,
    byName: [...learners].sort((a, b) => byName.compare(a.name, b.name)),
    lately,
    traps,
    past: cohortWeeks(sums.summed, weeks),
    outbreaks: await findOutbreaks({ db, cohort, read }, traps, weeks, sums.summed),
    rows: (from, count) => {
      const shown = learners.slice(from, from + count);
      return pages.get(
        String(from),
        async () => String(count),
        () => rowsOf(of, shown, lately),
      );
    },
  };
}

const kept = new WeakMap<Database, WeakMap<PackView, KeptByMark<CountedBoard>>>();

function keptOf(db: Database, pack: PackView): KeptByMark<CountedBoard> {
  const ofPacks = kept.get(db) ?? new WeakMap<PackView, KeptByMark<CountedBoard>>();
  kept.set(db, ofPacks);
  const boards = ofPacks.get(pack) ?? new KeptByMark<CountedBoard>(KEPT_BOARDS);
  ofPacks.set(pack, boards);
  return boards;
}

/** What a board counts over some weeks, for those who lead the cohort: ask `findLedCohort` first. */
export const getCountedBoard = (of: Of): Promise<CountedBoard> =>
  keptOf(of.db, of.pack).get(
    of.cohort.id,
    () => findCohortMark(of.db, of.cohort.id, of.weeks),
    () => countBoard(of),
  );
