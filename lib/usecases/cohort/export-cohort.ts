import { z } from "zod";
import { csvText } from "@/lib/content/interchange/csv/cells";
import { type Cell, writeXlsx } from "@/lib/content/spreadsheet/write-xlsx";
import type { Context } from "@/lib/core/access/viewer";
import { trapWeeks } from "@/lib/core/cohort/board";
import { mayCompare } from "@/lib/core/cohort/small-groups";
import { wallTimeOf, weekOf, weeksUpTo } from "@/lib/core/cohort/wall-time";
import { xapiStatements } from "@/lib/core/cohort/xapi";
import type { PackView } from "@/lib/core/pack/pack-view";
import { listAssignments } from "@/lib/data/assignments";
import { countQuestions, listMemberAttempts, type MemberAttempt } from "@/lib/data/cohort-attempts";
import { type CohortRow, findLedCohort, listMembers, type Member } from "@/lib/data/cohorts";
import { type Database, database } from "@/lib/data/database";
import { findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { recordAccess } from "@/lib/usecases/privacy/record-access";
import { sumCohort } from "./trap-sums";

/** What a lead may take out of a cohort. `questions` and `traps` speak of the group alone. */
export const cohortExportSchema = z.discriminatedUnion("what", [
  z.strictObject({
    what: z.enum(["roster", "gradebook", "questions", "traps"]),
    format: z.enum(["csv", "xlsx"]).default("csv"),
  }),
  z.strictObject({ what: z.literal("xapi") }),
]);
export type CohortExport = z.infer<typeof cohortExportSchema>;
type TableExport = Extract<CohortExport, { format: string }>;

/** A file to save, with its media type. */
export type ExportedFile = { fileName: string; type: string; bytes: Uint8Array };

const TITLES: Record<TableExport["what"], string> = {
  roster: "Roster",
  gradebook: "Gradebook",
  questions: "By question",
  traps: "By trap and week",
};

const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const WEEKS = 52;

type Group = { db: Database; cohort: CohortRow; learners: Member[]; attempts: MemberAttempt[]; now: number };

const when = ({ cohort }: Group, at: number): string => wallTimeOf(at, cohort.timeZone).replace("T", " ");

function roster(group: Group): Cell[][] {
  const rows = group.learners.map(({ userId, name, email, joinedAt }) => {
    const own = group.attempts.filter((attempt) => attempt.userId === userId);
    const last = Math.max(0, ...own.map(({ finishedAt }) => finishedAt));
    return [name, email ?? "", when(group, joinedAt), own.length, last === 0 ? "" : when(group, last)];
  });
  return [["name", "email", "joined", "attempts", "last attempt"], ...rows];
}

async function gradebook(group: Group): Promise<Cell[][]> {
  const titles = new Map((await listAssignments(group.db.reader, group.cohort.id)).map(({ id, title }) => [id, title]));
  const names = new Map(group.learners.map(({ userId, name, email }) => [userId, [name, email ?? ""]]));
  const rows = group.attempts.map(({ userId, title, mode, assignmentId, startedAt, finishedAt, result }) => {
    const band = result.band === null ? ["", ""] : [result.band.low, result.band.high];
    const scores = [result.right, result.scored, ...band];
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

async function questions({ db, attempts }: Group): Promise<Cell[][]> {
  const counts = (await countQuestions(db.reader, attempts)).filter(({ people }) => mayCompare(people));
  const rows = counts.map(({ questionId, answered, right, people }) => [questionId, people, answered, right]);
  return [["question", "people", "answered", "right"], ...rows];
}

async function trapsByWeek({ db, cohort, now }: Group, traps: PackView["traps"]): Promise<Cell[][]> {
  const weeks = weeksUpTo(weekOf(now, cohort.timeZone), WEEKS);
  const sums = await sumCohort(db, cohort, weeks);
  const rows = trapWeeks(sums.traps, weeks, [...traps.keys()]).flatMap(({ trap, cells }) =>
    cells
      .filter(({ rate }) => rate !== null)
      .map(({ week, people, decided, falls }) => [trap, traps.get(trap)?.name ?? trap, week, people, decided, falls]),
  );
  return [["trap", "name", "week", "people", "decided", "falls"], ...rows];
}

/** A table of a cohort, by its name. */
async function tableOf(what: TableExport["what"], group: Group, traps: PackView["traps"]): Promise<Cell[][]> {
  switch (what) {
    case "roster":
      return roster(group);
    case "gradebook":
      return gradebook(group);
    case "questions":
      return questions(group);
    case "traps":
      return trapsByWeek(group, traps);
  }
}

function fileOf({ what, format }: TableExport, rows: readonly (readonly Cell[])[]): ExportedFile {
  const fileName = `cohort-${what}.${format}`;
  switch (format) {
    case "csv": {
      const text = csvText(rows.map((row) => row.map(String)));
      return { fileName, type: "text/csv; charset=utf-8", bytes: new TextEncoder().encode(text) };
    }
    case "xlsx":
      return { fileName, type: XLSX_TYPE, bytes: writeXlsx({ title: TITLES[what], rows }) };
  }
}

/**
 * A cohort as a file: a table as CSV or XLSX with cells that no spreadsheet runs, or xAPI statements as JSON. Null for all
 * but its leads. What speaks of single learners is told to each of them.
 */
export async function exportCohort(
  { viewer, now }: Context,
  { cohortId, asked, origin }: { cohortId: string; asked: CohortExport; origin: string },
): Promise<ExportedFile | null> {
  const db = await database();
  const cohort = await findLedCohort(db.reader, viewer, cohortId);
  const found = cohort === null ? null : await findExamWithPack(db.reader, cohort.examId);
  if (cohort === null || found === null) return null;
  const learners = (await listMembers(db.reader, cohort.id)).filter(({ role }) => role === "learner");
  const { what } = asked;
  if (what !== "questions" && what !== "traps") {
    // Written down before anything is read.
    await db.transaction(async (tx) => {
      for (const { userId } of learners) {
        await recordAccess(tx, { leadId: viewer.userId, learnerId: userId, cohortId: cohort.id, what: "export" }, now);
      }
    });
  }
  const attempts = what === "traps" ? [] : await listMemberAttempts(db.reader, cohort.examId, learners);
  if (asked.what === "xapi") {
    const text = xapiStatements(attempts, { learners, origin, examId: cohort.examId });
    return { fileName: "cohort-xapi.json", type: "application/json", bytes: new TextEncoder().encode(text) };
  }
  const group: Group = { db, cohort, learners, attempts, now };
  return fileOf(asked, await tableOf(asked.what, group, found.pack.traps));
}
