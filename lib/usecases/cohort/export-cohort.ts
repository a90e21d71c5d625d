import { csvText } from "@/lib/content/interchange/csv/cells";
import type { Context } from "@/lib/core/access/viewer";
import { trapWeeks } from "@/lib/core/cohort/board";
import { mayCompare } from "@/lib/core/cohort/small-groups";
import { wallTimeOf, weekOf, weeksUpTo } from "@/lib/core/cohort/wall-time";
import { xapiStatements } from "@/lib/core/cohort/xapi";
import { listAssignments } from "@/lib/data/assignments";
import { countQuestions, listMemberAttempts, type MemberAttempt } from "@/lib/data/cohort-attempts";
import { type CohortRow, findLedCohort, listMembers, type Member } from "@/lib/data/cohorts";
import { type Database, database } from "@/lib/data/database";
import { findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { recordAccess } from "@/lib/usecases/privacy/record-access";
import { sumCohort } from "./trap-sums";

/** What a lead may take out of a cohort. `questions` and `traps` speak of the group alone. */
export const COHORT_EXPORTS = ["roster", "gradebook", "questions", "traps", "xapi"] as const;
export type CohortExport = (typeof COHORT_EXPORTS)[number];

const WEEKS = 52;

type Group = { db: Database; cohort: CohortRow; learners: Member[]; attempts: MemberAttempt[]; now: number };

const when = ({ cohort }: Group, at: number): string => wallTimeOf(at, cohort.timeZone).replace("T", " ");

function roster(group: Group): string[][] {
  const rows = group.learners.map(({ userId, name, email, joinedAt }) => {
    const own = group.attempts.filter((attempt) => attempt.userId === userId);
    const last = Math.max(0, ...own.map(({ finishedAt }) => finishedAt));
    return [name, email ?? "", when(group, joinedAt), String(own.length), last === 0 ? "" : when(group, last)];
  });
  return [["name", "email", "joined", "attempts", "last attempt"], ...rows];
}

async function gradebook(group: Group): Promise<string[][]> {
  const titles = new Map((await listAssignments(group.db.reader, group.cohort.id)).map(({ id, title }) => [id, title]));
  const names = new Map(group.learners.map(({ userId, name, email }) => [userId, [name, email ?? ""]]));
  const rows = group.attempts.map(({ userId, title, mode, assignmentId, startedAt, finishedAt, result }) => {
    const band = result.band === null ? ["", ""] : [String(result.band.low), String(result.band.high)];
    const scores = [String(result.right), String(result.scored), ...band];
    const assignment = assignmentId === null ? "" : (titles.get(assignmentId) ?? "");
    return [
      ...(names.get(userId) ?? ["", ""]),
      title,
      mode,
      assignment,
      when(group, startedAt),
      when(group, finishedAt),
      ...scores,
    ];
  });
  const head = [
    "name",
    "email",
    "attempt",
    "kind",
    "assignment",
    "begun",
    "ended",
    "right",
    "scored",
    "likely from",
    "likely to",
  ];
  return [head, ...rows];
}

async function questions({ db, attempts }: Group): Promise<string[][]> {
  const counts = (await countQuestions(db.reader, attempts)).filter(({ people }) => mayCompare(people));
  const rows = counts.map(({ questionId, answered, right, people }) => [
    questionId,
    String(people),
    String(answered),
    String(right),
  ]);
  return [["question", "people", "answered", "right"], ...rows];
}

async function traps({ db, cohort, now }: Group, ids: readonly string[]): Promise<string[][]> {
  const weeks = weeksUpTo(weekOf(now, cohort.timeZone), WEEKS);
  const sums = await sumCohort(db, cohort, weeks);
  const rows = trapWeeks(sums.traps, weeks, ids).flatMap(({ trap, cells }) =>
    cells
      .filter(({ rate }) => rate !== null)
      .map(({ week, people, decided, falls }) => [trap, week, String(people), String(decided), String(falls)]),
  );
  return [["trap", "week", "people", "decided", "falls"], ...rows];
}

/**
 * A cohort as a file: CSV with cells that no spreadsheet runs, or xAPI statements as JSON. Null for all but its leads.
 * What speaks of single learners is told to each of them.
 */
export async function exportCohort(
  { viewer, now }: Context,
  input: { cohortId: string; what: CohortExport; origin: string },
): Promise<{ fileName: string; text: string } | null> {
  const db = await database();
  const cohort = await findLedCohort(db.reader, viewer, input.cohortId);
  const found = cohort === null ? null : await findExamWithPack(db.reader, cohort.examId);
  if (cohort === null || found === null) return null;
  const learners = (await listMembers(db.reader, cohort.id)).filter(({ role }) => role === "learner");
  const { what } = input;
  if (what !== "questions" && what !== "traps") {
    // Written down before anything is read.
    await db.transaction(async (tx) => {
      for (const { userId } of learners) {
        await recordAccess(tx, { leadId: viewer.userId, learnerId: userId, cohortId: cohort.id, what: "export" }, now);
      }
    });
  }
  const attempts = what === "traps" ? [] : await listMemberAttempts(db.reader, cohort.examId, learners);
  const group: Group = { db, cohort, learners, attempts, now };
  const name = `cohort-${what}`;
  switch (what) {
    case "roster":
      return { fileName: `${name}.csv`, text: csvText(roster(group)) };
    case "gradebook":
      return { fileName: `${name}.csv`, text: csvText(await gradebook(group)) };
    case "questions":
      return { fileName: `${name}.csv`, text: csvText(await questions(group)) };
    case "traps":
      return { fileName: `${name}.csv`, text: csvText(await traps(group, [...found.pack.traps.keys()])) };
    case "xapi":
      return {
        fileName: `${name}.json`,
        text: xapiStatements(attempts, { learners, origin: input.origin, examId: cohort.examId }),
      };
  }
}
