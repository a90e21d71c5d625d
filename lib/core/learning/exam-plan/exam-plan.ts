import { questionMinutes } from "@/lib/core/learning/remediation/step-minutes";
import { FIRST_CHECK_AFTER_MS, SECOND_CHECK_AFTER_MS } from "@/lib/core/learning/remediation/step-trap";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";

export type PlanInput = {
  /** The beginning of the learner's day. */
  today: EpochMs;
  /** The beginning of the day of the exam; null while it is not entered. */
  examDay: EpochMs | null;
  /** Where readiness stands: `unknown` while there is not enough evidence. */
  readiness: "unknown" | "below" | "open" | "above";
  /** Reviews of traps due now. */
  dueReviews: number;
  /** Remediations under way, the most urgent first, and how many of their traps are still to be treated. */
  remediations: readonly { symptom: string; trapsToTreat: number; trapsToCheck: number }[];
  /** Lessons still to be worked through, the weakest first. */
  lessons: readonly { lesson: string; minutes: number }[];
  /** A timed exam that can be sat. */
  examMinutes: number;
  /** The most a learner wants to do a day. */
  minutesADayAtMost: number;
};

export type PlanTask =
  | { kind: "reviews"; count: number; minutes: number }
  | { kind: "remediation"; symptom: string; traps: number; minutes: number }
  | { kind: "checks"; symptom: string; traps: number; minutes: number }
  | { kind: "lesson"; lesson: string; minutes: number }
  | { kind: "timed-exam"; minutes: number };

/** One week of the plan, from the beginning of a day to the beginning of another, which is not in it. */
export type PlanWeek = {
  from: EpochMs;
  until: EpochMs;
  tasks: readonly PlanTask[];
  minutes: number;
  minutesADay: number;
};

export type ExamPlan =
  | { kind: "no-date" }
  | { kind: "past" }
  | { kind: "exam-today" }
  | {
      kind: "plan";
      days: number;
      weeks: readonly PlanWeek[];
      /** What does not fit before the exam at the most minutes a day: what is due first, then work in its order. */
      leftOut: readonly PlanTask[];
      /** Too little time for two checks of a trap that is treated today, but by a timed exam between. */
      cureNeedsTimedExam: boolean;
    };

/** Reading the fact and the section, and the drill. */
const TREAT_MINUTES = 15;
const DAYS_A_WEEK = 7;

const minutesOf = (tasks: readonly PlanTask[]): number => tasks.reduce((sum, { minutes }) => sum + minutes, 0);

/** The work in its order: what was found wrong before what was not yet read. */
function workOf({ remediations, lessons }: PlanInput): PlanTask[] {
  return [
    ...remediations.flatMap(({ symptom, trapsToTreat }): PlanTask[] =>
      trapsToTreat > 0
        ? [{ kind: "remediation", symptom, traps: trapsToTreat, minutes: TREAT_MINUTES * trapsToTreat }]
        : [],
    ),
    ...lessons.map(({ lesson, minutes }): PlanTask => ({ kind: "lesson", lesson, minutes })),
  ];
}

/** What each week begins with: what is due, checks of what was treated the week before, and one timed exam. */
function fixedTasks(input: PlanInput, week: number, treatedBefore: readonly PlanTask[]): PlanTask[] {
  const tasks: PlanTask[] = [];
  if (week === 0 && input.dueReviews > 0) {
    tasks.push({ kind: "reviews", count: input.dueReviews, minutes: questionMinutes(input.dueReviews) });
  }
  if (week === 0) {
    for (const { symptom, trapsToCheck } of input.remediations) {
      if (trapsToCheck === 0) continue;
      tasks.push({ kind: "checks", symptom, traps: trapsToCheck, minutes: questionMinutes(trapsToCheck) });
    }
  }
  for (const task of treatedBefore) {
    if (task.kind !== "remediation") continue;
    const { symptom, traps } = task;
    // Two checks each.
    tasks.push({ kind: "checks", symptom, traps, minutes: questionMinutes(2 * traps) });
  }
  tasks.push({ kind: "timed-exam", minutes: input.examMinutes });
  return tasks;
}

/**
 * A small plan up to the day of the exam: weeks of seven days from today, the last one shorter. Each begins with what is
 * due, checks of what was treated the week before, and one timed exam; remediations, then lessons fill it up to the most
 * minutes a day, spread evenly over the weeks before the last. The last week of several has no new lesson. Who is
 * already above the pass mark gets no lessons: reviews and exams keep it.
 */
export function examPlan(input: PlanInput): ExamPlan {
  const { today, examDay } = input;
  if (examDay === null) return { kind: "no-date" };
  const days = Math.round((examDay - today) / DAY_MS);
  if (days < 0) return { kind: "past" };
  if (days === 0) return { kind: "exam-today" };
  const count = Math.ceil(days / DAYS_A_WEEK);
  let work = workOf(input).filter(({ kind }) => input.readiness !== "above" || kind !== "lesson");
  const weeks: PlanWeek[] = [];
  const unfitting: PlanTask[] = [];
  let treatedBefore: readonly PlanTask[] = [];
  for (let week = 0; week < count; week += 1) {
    const from = today + week * DAYS_A_WEEK * DAY_MS;
    const until = Math.min(examDay, from + DAYS_A_WEEK * DAY_MS);
    const room = input.minutesADayAtMost * Math.round((until - from) / DAY_MS);
    const tasks: PlanTask[] = [];
    // A task is taken whole or not at all.
    for (const task of fixedTasks(input, week, treatedBefore)) {
      if (minutesOf(tasks) + task.minutes <= room) tasks.push(task);
      else unfitting.push(task);
    }
    const last = week === count - 1;
    const open = work.filter(({ kind }) => !last || count === 1 || kind !== "lesson");
    // The even share of what is left, over the weeks that may still take it.
    const share = minutesOf(open) / Math.max(1, last ? 1 : count - 1 - week);
    const taken: PlanTask[] = [];
    for (const task of open) {
      const used = minutesOf(tasks) + minutesOf(taken);
      if (minutesOf(taken) >= share || used + task.minutes > room) break;
      taken.push(task);
    }
    work = work.filter((task) => !taken.includes(task));
    treatedBefore = taken;
    const minutes = minutesOf(tasks) + minutesOf(taken);
    const minutesADay = Math.ceil(minutes / Math.round((until - from) / DAY_MS));
    weeks.push({ from, until, tasks: [...tasks, ...taken], minutes, minutesADay });
  }
  const toTreat = input.remediations.some(({ trapsToTreat }) => trapsToTreat > 0);
  const cureNeedsTimedExam = toTreat && examDay - today <= FIRST_CHECK_AFTER_MS + SECOND_CHECK_AFTER_MS;
  return { kind: "plan", days, weeks, leftOut: [...unfitting, ...work], cureNeedsTimedExam };
}
