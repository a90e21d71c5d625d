import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import { mayCompare } from "./small-groups";
import { addCounts, answersOf, noCounts, type WeekCounts } from "./week-counts";

// What a lead's board says, from what members did week by week. All of it is counting; nothing is fitted here.

/** One member with what they did in each week, named by its Monday. */
export type MemberWeeks = {
  userId: string;
  name: string;
  joinedAt: EpochMs;
  /** The last answer that counts; null: none since joining. */
  lastAt: EpochMs | null;
  weeks: ReadonlyMap<string, WeekCounts>;
  /** Assignments that are overdue, and that were missed. */
  overdue: number;
  missed: number;
};

/** A cell of trap × week over the cohort. `people`: how many decided it; rate null: too few of them. */
export type TrapCell = { week: string; decided: number; falls: number; people: number; rate: number | null };
export type TrapRow = { trap: string; cells: TrapCell[]; decided: number; falls: number };

/** What each trap did to the cohort, week by week, the most falls first. */
export function trapWeeks(
  members: readonly MemberWeeks[],
  weeks: readonly string[],
  traps: readonly string[],
): TrapRow[] {
  const rows = traps.map((trap): TrapRow => {
    const cells = weeks.map((week): TrapCell => {
      const counted = members.flatMap((member) => {
        const own = member.weeks.get(week)?.traps[trap];
        return own === undefined ? [] : [{ decided: own[1], falls: own[2] }];
      });
      const decided = counted.reduce((total, own) => total + own.decided, 0);
      const falls = counted.reduce((total, own) => total + own.falls, 0);
      const people = counted.filter((own) => own.decided > 0).length;
      return { week, decided, falls, people, rate: !mayCompare(people) ? null : falls / decided };
    });
    const sum = (of: "decided" | "falls") => cells.reduce((total, cell) => total + cell[of], 0);
    return { trap, cells, decided: sum("decided"), falls: sum("falls") };
  });
  return rows.filter(({ decided }) => decided > 0).sort((a, b) => b.falls - a.falls || a.trap.localeCompare(b.trap));
}

/** How one member stands in one lesson. */
export type LessonCell = { lesson: string; answered: number; right: number };

/** What a member did in all of some weeks. */
export const totalOf = ({ weeks }: Pick<MemberWeeks, "weeks">, of: readonly string[]): WeekCounts =>
  of.reduce((sum, week) => addCounts(sum, weeks.get(week) ?? noCounts), noCounts);

/** The lessons of a member over some weeks, in the order that is given. */
export function lessonCells(
  member: Pick<MemberWeeks, "weeks">,
  weeks: readonly string[],
  lessons: readonly string[],
): LessonCell[] {
  const total = totalOf(member, weeks);
  return lessons.map((lesson) => {
    const [answered, right] = total.lessons[lesson] ?? [0, 0];
    return { lesson, answered, right };
  });
}

/** A trap that takes more of the cohort than it did. */
export type Outbreak = {
  trap: string;
  now: { falls: number; decided: number; people: number };
  before: { falls: number; decided: number };
};

const LEAST_DECIDED = 15;
/** The difference in standard errors from which on a rise is called one. */
const RISE_Z = 2;

/**
 * Traps whose rate of falls in the last two weeks lies above that of the six before by two standard errors of the
 * difference of two proportions (pooled), with enough answers on both sides and enough people on this one. Strongest first.
 */
export function outbreaks(
  rows: readonly TrapRow[],
  members: readonly MemberWeeks[],
  weeks: readonly string[],
): Outbreak[] {
  const [late, early] = [weeks.slice(-2), weeks.slice(-8, -2)];
  const found = rows.flatMap(({ trap, cells }) => {
    const sum = (of: readonly string[], what: "falls" | "decided") =>
      cells.filter(({ week }) => of.includes(week)).reduce((total, cell) => total + cell[what], 0);
    const now = { falls: sum(late, "falls"), decided: sum(late, "decided") };
    const before = { falls: sum(early, "falls"), decided: sum(early, "decided") };
    if (now.decided < LEAST_DECIDED || before.decided < LEAST_DECIDED) return [];
    const people = members.filter((member) => late.some((week) => (member.weeks.get(week)?.traps[trap]?.[1] ?? 0) > 0));
    if (!mayCompare(people.length)) return [];
    const pooled = (now.falls + before.falls) / (now.decided + before.decided);
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / now.decided + 1 / before.decided));
    const z = error === 0 ? 0 : (now.falls / now.decided - before.falls / before.decided) / error;
    return z < RISE_Z ? [] : [{ z, outbreak: { trap, now: { ...now, people: people.length }, before } }];
  });
  return found.sort((a, b) => b.z - a.z).map(({ outbreak }) => outbreak);
}

/** Why a lead should look at somebody. */
export type Risk =
  | { kind: "never"; days: number }
  | { kind: "silent"; days: number }
  | { kind: "missed"; count: number }
  | { kind: "overdue"; count: number }
  | { kind: "sinking"; before: number; now: number; answers: number }
  | { kind: "trap"; trap: string; falls: number; decided: number };

const SILENT_DAYS = 7;
const ENOUGH = 15;
const SINK = 0.15;

/** What speaks for it that a member falls behind, the most pressing first. */
export function risksOf(member: MemberWeeks, weeks: readonly string[], now: EpochMs): Risk[] {
  const daysSince = (at: EpochMs): number => Math.floor((now - at) / DAY_MS);
  const silent = daysSince(member.lastAt ?? member.joinedAt);
  const gone: Risk[] =
    silent < SILENT_DAYS ? [] : [{ kind: member.lastAt === null ? "never" : "silent", days: silent }];
  const [late, early] = [totalOf(member, weeks.slice(-2)), totalOf(member, weeks.slice(-8, -2))];
  const [a, b] = [answersOf(late), answersOf(early)];
  const share = ({ answers, right }: { answers: number; right: number }): number => right / Math.max(1, answers);
  const sinks = a.answers >= ENOUGH && b.answers >= ENOUGH && share(b) - share(a) >= SINK;
  const worst = Object.entries(totalOf(member, weeks.slice(-4)).traps)
    .filter(([, [, decided, falls]]) => decided >= 6 && falls / decided >= 0.5)
    .sort(([, x], [, y]) => y[2] - x[2])[0];
  return [
    ...(member.missed === 0 ? [] : [{ kind: "missed" as const, count: member.missed }]),
    ...(member.overdue === 0 ? [] : [{ kind: "overdue" as const, count: member.overdue }]),
    ...gone,
    ...(sinks ? [{ kind: "sinking" as const, before: share(b), now: share(a), answers: a.answers }] : []),
    ...(worst === undefined
      ? []
      : [{ kind: "trap" as const, trap: worst[0], falls: worst[1][2], decided: worst[1][1] }]),
  ];
}

/** The cohort in one week. `right` null: too few people to be shown. */
export type CohortWeek = { week: string; people: number; answers: number; right: number | null };

/** The cohort beside its own past. */
export function cohortWeeks(members: readonly MemberWeeks[], weeks: readonly string[]): CohortWeek[] {
  return weeks.map((week) => {
    const own = members.flatMap((member) => {
      const counts = member.weeks.get(week);
      return counts === undefined ? [] : [answersOf(counts)];
    });
    const active = own.filter(({ answers }) => answers > 0);
    const answers = active.reduce((sum, one) => sum + one.answers, 0);
    const right = active.reduce((sum, one) => sum + one.right, 0);
    return { week, people: active.length, answers, right: !mayCompare(active.length) ? null : right / answers };
  });
}
