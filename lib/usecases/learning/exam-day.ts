import type { Context } from "@/lib/core/access/viewer";
import { type ExamPlan, examPlan } from "@/lib/core/learning/exam-plan/exam-plan";
import { isWork } from "@/lib/core/learning/remediation/next-step";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import {
  type ExamDateRow,
  type ExamOutcome,
  listExamDates,
  setExamDay as storeExamDay,
  setExamOutcome as storeExamOutcome,
} from "@/lib/data/exam-dates";
import { listBank } from "@/lib/data/questions";
import { toDay } from "@/lib/data/time";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";
import { readinessFor } from "./get-readiness";
import type { Weaknesses } from "./get-weaknesses";

/** What a plan fills a day with at most. */
const MINUTES_A_DAY = 45;

export type ExamDay = {
  dates: ExamDateRow[];
  next: ExamDateRow | null;
  passed: ExamDateRow | null;
  plan: ExamPlan;
  /** What the plan fills a day with at most. */
  minutesADay: number;
};

/** The beginning of a calendar day (UTC) of the form `YYYY-MM-DD`. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The viewer's exam day with the plan that leads up to it, from what the dashboard knows. */
export async function getExamDay({ viewer, now }: Context, seen: Weaknesses): Promise<ExamDay> {
  const { reader } = await database();
  const dates = await listExamDates(reader, viewer, seen.exam.id);
  const open = dates.find(({ outcome }) => outcome === null) ?? null;
  const today = startOf(toDay(now));
  const isAhead = open !== null && startOf(open.day) >= today;
  const [blueprint] = seen.exam.blueprints;
  const { readiness } = seen;
  return {
    dates,
    next: isAhead ? open : null,
    passed: open !== null && !isAhead ? open : null,
    minutesADay: MINUTES_A_DAY,
    plan: examPlan({
      today,
      examDay: isAhead ? startOf(open.day) : null,
      readiness: readiness === null || readiness.kind === "not-enough-evidence" ? "unknown" : readiness.band.verdict,
      dueReviews: seen.due.today.length + seen.due.left.length,
      remediations: seen.underWay.map(({ symptom, steps }) => {
        const treat = steps.filter(isWork);
        const check = steps.filter(({ kind }) => ["check", "wait", "exam-or-wait"].includes(kind));
        return { symptom: symptom.id, trapsToTreat: treat.length, trapsToCheck: check.length };
      }),
      lessons: [...seen.lessons]
        .sort((a, b) => a.interval.chance - b.interval.chance)
        .filter(({ interval }) => interval.low < 0.6)
        .map(({ id }) => ({ lesson: id, minutes: (seen.pack.lessons.get(id)?.minutes ?? 12) + 15 })),
      examMinutes: Math.round(((blueprint?.seconds ?? 0) * 1_000) / MINUTE_MS),
      minutesADayAtMost: MINUTES_A_DAY,
    }),
  };
}

/** Enters the day of the real exam; null takes it away. A day in the past is only taken for telling how it went. */
export async function chooseExamDay({ viewer, now }: Context, day: string | null): Promise<void> {
  const { exam } = await getCurrentExam(viewer);
  const db = await database();
  await db.transaction((tx) => storeExamDay(tx, viewer, exam.id, day, now));
}

/** Tells how the real exam went; the readiness of that moment is kept beside it, for the recalibration. */
export async function tellExamOutcome(
  { viewer, now }: Context,
  input: { id: string; outcome: ExamOutcome; score: number | null },
): Promise<Result<null, "missing">> {
  const { pack, exam } = await getCurrentExam(viewer);
  const db = await database();
  return db.transaction(async (tx) => {
    const folded = await getFoldedLearner(tx, viewer, pack.id);
    const estimate = readinessFor(folded, exam, await listBank(tx, pack.id, exam.id), now);
    const readiness = estimate?.kind === "estimate" ? estimate.chance : null;
    const stored = await storeExamOutcome(
      tx,
      viewer,
      input.id,
      { outcome: input.outcome, score: input.score, readiness },
      now,
    );
    return stored ? ok(null) : fail("missing" as const);
  });
}
