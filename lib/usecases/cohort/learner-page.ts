import type { Context } from "@/lib/core/access/viewer";
import { type LessonCell, lessonCells, totalOf } from "@/lib/core/cohort/board";
import { weekOf, weeksUpTo } from "@/lib/core/cohort/wall-time";
import { answersOf } from "@/lib/core/cohort/week-counts";
import type { Readiness } from "@/lib/core/learning/readiness/readiness";
import { listPackLessons, type PackView, symptomsOf } from "@/lib/core/pack/pack-view";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type AttemptRow, listAttempts } from "@/lib/data/attempts";
import { type CohortRow, findLedCohort, listMembers, type Member } from "@/lib/data/cohorts";
import { database, type Reader } from "@/lib/data/database";
import { listWeeks } from "@/lib/data/member-weeks";
import { listBank } from "@/lib/data/questions";
import { type CurrentExam, findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "@/lib/usecases/learning/fold-learner";
import { readinessFor } from "@/lib/usecases/learning/get-readiness";
import { recordAccess } from "@/lib/usecases/privacy/record-access";

const WEEKS = 8;
const ATTEMPTS = 20;

export type LearnerTrapRow = { trap: string; decided: number; falls: number };

/** What a lead sees of one learner: what counts since they joined, in the cohort's exam, and nothing else. */
export type LearnerPage = {
  cohort: CohortRow;
  pack: PackView;
  member: Member;
  weeks: { week: string; answers: number; right: number }[];
  lessons: LessonCell[];
  traps: LearnerTrapRow[];
  attempts: Pick<
    AttemptRow,
    "id" | "title" | "mode" | "state" | "startedAt" | "finishedAt" | "result" | "assignmentId"
  >[];
  /** The symptoms that they work on, with the state of each trap. */
  remediations: { symptom: string; states: string[] }[];
  readiness: Readiness | null;
};

/** A learner of a cohort, found and not yet looked at. */
export type FoundLearner = { cohort: CohortRow; member: Member; found: CurrentExam };

/** A learner who is in a cohort now. Whether the caller may look at them is for the caller to know. */
export async function findLearner(db: Reader, cohort: CohortRow, userId: string): Promise<FoundLearner | null> {
  const [member] = await listMembers(db, cohort.id, { userId, role: "learner" });
  const found = await findExamWithPack(db, cohort.examId);
  return member === undefined || found === null ? null : { cohort, member, found };
}

/** A learner of a cohort for one of its leads, who is written down as having opened `what`; null for everybody else. */
export async function openLearner(
  { viewer, now }: Context,
  at: { cohortId: string; userId: string },
  what: "page" | "report",
): Promise<FoundLearner | null> {
  const db = await database();
  const cohort = await findLedCohort(db.reader, viewer, at.cohortId);
  const opened = cohort === null ? null : await findLearner(db.reader, cohort, at.userId);
  if (opened === null) return null;
  // Written down before anything of theirs is read.
  const access = { leadId: viewer.userId, learnerId: opened.member.userId, cohortId: opened.cohort.id, what };
  await db.transaction((tx) => recordAccess(tx, access, now));
  return opened;
}

/** One learner of a cohort as its leads may see them; null for everybody else. */
export async function getLearnerPage(
  context: Context,
  at: { cohortId: string; userId: string },
): Promise<LearnerPage | null> {
  const opened = await openLearner(context, at, "page");
  return opened === null ? null : learnerPageOf((await database()).reader, opened, context.now);
}

/** What a cohort's leads see of one learner. */
export async function learnerPageOf(
  reader: Reader,
  { cohort, member, found: { pack, exam } }: FoundLearner,
  now: EpochMs,
): Promise<LearnerPage> {
  const weeks = weeksUpTo(weekOf(now, cohort.timeZone), WEEKS);
  const rows = await listWeeks(reader, cohort.id, { weeks, membershipIds: [member.membershipId] });
  const own = { weeks: new Map(rows.map(({ week, counts }) => [week, counts])) };
  const total = totalOf(own, weeks);
  const learner = { userId: member.userId };
  const sat = await listAttempts(reader, learner, { take: ATTEMPTS, examId: exam.id });
  const folded = await getFoldedLearner(reader, learner, pack.id);
  const work = Object.entries(folded.state.remediations);
  return {
    cohort,
    pack,
    member,
    weeks: weeks.map((week) => {
      const counts = own.weeks.get(week);
      return { week, ...(counts === undefined ? { answers: 0, right: 0 } : answersOf(counts)) };
    }),
    lessons: lessonCells(
      total,
      listPackLessons(pack).map(({ id }) => id),
    ),
    traps: Object.entries(total.traps)
      .flatMap(([trap, [, decided, falls]]) => (decided === 0 ? [] : [{ trap, decided, falls }]))
      .sort((a, b) => b.falls - a.falls || a.trap.localeCompare(b.trap)),
    attempts: sat.filter(({ startedAt }) => startedAt >= member.joinedAt),
    remediations: work.map(([symptom, { remediation }]) => ({
      symptom: symptomsOf(pack).find(({ id }) => id === symptom)?.symptom ?? symptom,
      states: Object.values(remediation.traps).map(({ kind }) => kind),
    })),
    readiness:
      answersOf(total).answers === 0 ? null : readinessFor(folded, exam, await listBank(reader, pack.id, exam.id), now),
  };
}
