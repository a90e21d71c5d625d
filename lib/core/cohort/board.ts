import { z } from "zod";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import { mayCompare } from "./small-groups";
import { addCounts, noCounts, type WeekCounts } from "./week-counts";

// What a lead's board says, from what members did week by week. All of it is counting; nothing is fitted here.

/** What one member did in each week, named by its Monday. */
export type MemberWeeks = { weeks: ReadonlyMap<string, WeekCounts> };

const sum = z.number().int().nonnegative();
/** What traps did to the cohort in one week: trap → [decided, falls, people who decided it]. */
export const trapSumsSchema = z.record(z.string(), z.tuple([sum, sum, sum]));
export type TrapSums = z.infer<typeof trapSumsSchema>;

/** What traps did to all of some members; who is named twice, with two weeks, is one of the people. */
export function sumTraps(members: readonly { id: string; counts: Pick<WeekCounts, "traps"> }[]): TrapSums {
  const sums = new Map<string, { decided: number; falls: number; people: Set<string> }>();
  for (const { id, counts } of members) {
    for (const [trap, [, decided, falls]] of Object.entries(counts.traps)) {
      const known = sums.get(trap) ?? { decided: 0, falls: 0, people: new Set<string>() };
      known.decided += decided;
      known.falls += falls;
      if (decided > 0) known.people.add(id);
      sums.set(trap, known);
    }
  }
  return Object.fromEntries(
    [...sums].map(([trap, { decided, falls, people }]) => [trap, [decided, falls, people.size]]),
  );
}

/** A cell of trap × week over the cohort. `people`: how many decided it; rate null: too few of them. */
export type TrapCell = { week: string; decided: number; falls: number; people: number; rate: number | null };
export type TrapRow = { trap: string; cells: TrapCell[]; decided: number; falls: number };

/** What each trap did to the cohort, week by week, the most falls first. */
export function trapWeeks(
  sums: ReadonlyMap<string, TrapSums>,
  weeks: readonly string[],
  traps: readonly string[],
): TrapRow[] {
  const rows = traps.map((trap): TrapRow => {
    const cells = weeks.map((week): TrapCell => {
      const [decided, falls, people] = sums.get(week)?.[trap] ?? [0, 0, 0];
      return { week, decided, falls, people, rate: !mayCompare(people) ? null : falls / decided };
    });
    const total = (of: "decided" | "falls") => cells.reduce((all, cell) => all + cell[of], 0);
    return { trap, cells, decided: total("decided"), falls: total("falls") };
  });
  return rows.filter(({ decided }) => decided > 0).sort((a, b) => b.falls - a.falls || a.trap.localeCompare(b.trap));
}

/** How one member stands in one lesson. */
export type LessonCell = { lesson: string; answered: number; right: number };

/** What a member did in all of some weeks. */
export const totalOf = ({ weeks }: MemberWeeks, of: readonly string[]): WeekCounts =>
  of.reduce((total, week) => addCounts(total, weeks.get(week) ?? noCounts), noCounts);

/** The lessons of what a member did, in the order that is given. */
export const lessonCells = (total: Pick<WeekCounts, "lessons">, lessons: readonly string[]): LessonCell[] =>
  lessons.map((lesson) => {
    const [answered, right] = total.lessons[lesson] ?? [0, 0];
    return { lesson, answered, right };
  });

/** A trap that takes more of the cohort than it did. */
export type Outbreak = {
  trap: string;
  now: { falls: number; decided: number; people: number };
  before: { falls: number; decided: number };
};

type Rise = { trap: string; now: { falls: number; decided: number }; before: { falls: number; decided: number } };

const LEAST_DECIDED = 15;
/** Of fewer falls the normal approximation is none, and among dozens of traps some rise every week by chance. */
const LEAST_FALLS = 5;
/** The difference in standard errors from which on a rise is called one. */
const RISE_Z = 2;

/** The weeks in which a rise is looked for. */
export const lateWeeks = (weeks: readonly string[]): string[] => weeks.slice(-2);

/**
 * Traps whose rate of falls in the last two weeks lies above that of the six before by two standard errors of the
 * difference of two proportions (pooled), with enough answers on both sides. Strongest first. Whether they were enough
 * people is for `outbreaks` to say.
 */
export function rises(rows: readonly TrapRow[], weeks: readonly string[]): Rise[] {
  const [late, early] = [lateWeeks(weeks), weeks.slice(-8, -2)];
  const found = rows.flatMap(({ trap, cells }) => {
    const total = (of: readonly string[], what: "falls" | "decided") =>
      cells.filter(({ week }) => of.includes(week)).reduce((all, cell) => all + cell[what], 0);
    const now = { falls: total(late, "falls"), decided: total(late, "decided") };
    const before = { falls: total(early, "falls"), decided: total(early, "decided") };
    if (now.decided < LEAST_DECIDED || before.decided < LEAST_DECIDED || now.falls < LEAST_FALLS) return [];
    const pooled = (now.falls + before.falls) / (now.decided + before.decided);
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / now.decided + 1 / before.decided));
    const z = error === 0 ? 0 : (now.falls / now.decided - before.falls / before.decided) / error;
    return z < RISE_Z ? [] : [{ z, rise: { trap, now, before } }];
  });
  return found.sort((a, b) => b.z - a.z).map(({ rise }) => rise);
}

/** The rises that enough people were part of; `late`: what the traps did in the `lateWeeks` taken together. */
export function outbreaks(rising: readonly Rise[], late: TrapSums): Outbreak[] {
  return rising.flatMap(({ trap, now, before }) => {
    const people = late[trap]?.[2] ?? 0;
    return mayCompare(people) ? [{ trap, now: { ...now, people }, before }] : [];
  });
}

/** Why a lead should look at somebody. */
export type Risk =
  | { kind: "never"; days: number }
  | { kind: "silent"; days: number }
  | { kind: "missed"; count: number }
  | { kind: "overdue"; count: number }
  | { kind: "sinking"; before: number; now: number; answers: number }
  | { kind: "trap"; trap: string; falls: number; decided: number };

/** What a member did lately, of which the risks are told. */
export type Lately = {
  joinedAt: EpochMs;
  /** The last answer that counts; null: none since joining. */
  lastAt: EpochMs | null;
  /** In the last two weeks, and in the six before. */
  late: Answered;
  early: Answered;
  /** The trap that took most of them in the last four weeks, if it took half of what they decided. */
  worst: WorstTrap | null;
  /** Assignments that are overdue, and that were missed. */
  overdue: number;
  missed: number;
};
export type Answered = { answers: number; right: number };

const SILENT_DAYS = 7;
const ENOUGH = 15;
const SINK = 0.15;
const LEAST_TRAPPED = 6;
/** So many weeks are looked at for the trap that takes somebody most. */
export const WORST_WEEKS = 4;

const worstTrapSchema = z.strictObject({ trap: z.string(), falls: sum, decided: sum });
export type WorstTrap = z.infer<typeof worstTrapSchema>;

/**
 * The worst trap of a member in the last one, two … weeks up to one, the latest week alone first; empty where there is
 * none in any. By these it is known later, too, when some weeks without an answer have gone by.
 */
export const worstTrapsSchema = z.array(worstTrapSchema.nullable()).max(WORST_WEEKS);
export type WorstTraps = z.infer<typeof worstTrapsSchema>;

function worstOf({ traps }: WeekCounts): WorstTrap | null {
  const [worst] = Object.entries(traps)
    .filter(([, [, decided, falls]]) => decided >= LEAST_TRAPPED && falls / decided >= 0.5)
    .sort(([a, x], [b, y]) => y[2] - x[2] || (a < b ? -1 : 1));
  return worst === undefined ? null : { trap: worst[0], falls: worst[1][2], decided: worst[1][1] };
}

/** The worst traps of a member in the weeks up to the last of these. */
export function worstTraps({ weeks }: MemberWeeks, of: readonly string[]): WorstTraps {
  let total = noCounts;
  const worst = [...of]
    .reverse()
    .slice(0, WORST_WEEKS)
    .map((week) => {
      total = addCounts(total, weeks.get(week) ?? noCounts);
      return worstOf(total);
    });
  return worst.every((one) => one === null) ? [] : worst;
}

/** The worst trap in the last four of some weeks, from what is known of the week in which a member last answered. */
export function worstLately(known: { week: string; worst: WorstTraps }, weeks: readonly string[]): WorstTrap | null {
  const place = weeks.slice(-WORST_WEEKS).indexOf(known.week);
  return place < 0 ? null : (known.worst[place] ?? null);
}

/** What speaks for it that a member falls behind, the most pressing first. */
export function risksOf(member: Lately, now: EpochMs): Risk[] {
  const daysSince = (at: EpochMs): number => Math.floor((now - at) / DAY_MS);
  const silent = daysSince(member.lastAt ?? member.joinedAt);
  const gone: Risk[] =
    silent < SILENT_DAYS ? [] : [{ kind: member.lastAt === null ? "never" : "silent", days: silent }];
  const { late, early, worst } = member;
  const share = ({ answers, right }: Answered): number => right / Math.max(1, answers);
  const sinks = late.answers >= ENOUGH && early.answers >= ENOUGH && share(early) - share(late) >= SINK;
  return [
    ...(member.missed === 0 ? [] : [{ kind: "missed" as const, count: member.missed }]),
    ...(member.overdue === 0 ? [] : [{ kind: "overdue" as const, count: member.overdue }]),
    ...gone,
    ...(sinks ? [{ kind: "sinking" as const, before: share(early), now: share(late), answers: late.answers }] : []),
    ...(worst === null ? [] : [{ kind: "trap" as const, ...worst }]),
  ];
}

/** The cohort in one week. `right` null: too few people to be shown. */
export type CohortWeek = { week: string; people: number; answers: number; right: number | null };

/** The cohort beside its own past. */
export function cohortWeeks(
  sums: ReadonlyMap<string, Answered & { people: number }>,
  weeks: readonly string[],
): CohortWeek[] {
  return weeks.map((week) => {
    const { people, answers, right } = sums.get(week) ?? { people: 0, answers: 0, right: 0 };
    return { week, people, answers, right: !mayCompare(people) ? null : right / answers };
  });
}
