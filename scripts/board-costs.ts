// Times what a lead opens of a large cohort, in the use cases: npm run board:costs --
// [--learners 1000] [--responses 1000 of each] [--engine sqlite|postgresql] [--database a PostgreSQL server's URL]
import os from "node:os";
import { parseArgs } from "node:util";
import { weekOf } from "@/lib/core/cohort/wall-time";
import { noCounts, type WeekCounts } from "@/lib/core/cohort/week-counts";
import { listMembers } from "@/lib/data/cohorts";
import { openDatabase, useDatabase as placeDatabase } from "@/lib/data/database";
import { addToWeek } from "@/lib/data/member-weeks";
import { applyMigrations } from "@/lib/data/migrate";
import { createPostgresScratch, createSqliteScratch } from "@/lib/data/scratch-database";
import { startPostgres } from "@/lib/data/testing/embedded-postgres";
import { listCohortAssignments } from "@/lib/usecases/assignment/manage-assignments";
import { getBoard } from "@/lib/usecases/cohort/board";
import { recountForCohorts } from "@/lib/usecases/cohort/count-weeks";
import { getLearnerPage } from "@/lib/usecases/cohort/learner-page";
import { getReteachKit } from "@/lib/usecases/cohort/reteach";
import { type BoardScratch, fillCohort } from "./board-scratch";

const { values } = parseArgs({
  options: {
    learners: { type: "string", default: "1000" },
    responses: { type: "string", default: "1000" },
    engine: { type: "string", default: "sqlite" },
    database: { type: "string" },
  },
});
const OPENINGS = 30;
const AT_MOST_MS = 200;

/** The first opening, then the others; `before` is not timed. */
async function time(what: string, open: (round: number) => Promise<unknown>, before?: () => Promise<void>) {
  const times: number[] = [];
  for (let round = 0; round <= OPENINGS; round += 1) {
    await before?.();
    const began = performance.now();
    if ((await open(round)) === null) throw new Error(`${what}: nothing was opened`);
    times.push(performance.now() - began);
  }
  const [first = Number.NaN, ...later] = times;
  later.sort((a, b) => a - b);
  const at = (share: number) => later[Math.min(later.length - 1, Math.floor(later.length * share))] ?? Number.NaN;
  console.log(`| ${what} | ${first.toFixed(0)} | ${at(0.5).toFixed(0)} | ${at(0.95).toFixed(0)} |`);
  return at(0.95);
}

/** Whether counting anew gives the rows that were loaded, for some learners whose rows were copied. */
async function isAsRebuilt({ userIds, packId }: BoardScratch): Promise<boolean> {
  const db = await openDatabase(databaseUrl);
  try {
    for (const userId of userIds.slice(-3)) {
      const rows = () => db.reader.memberWeek.findMany({ where: { membership: { userId } }, orderBy: { week: "asc" } });
      const before = JSON.stringify(await rows());
      await db.transaction((tx) => recountForCohorts(tx, { userId, packId }));
      if (JSON.stringify(await rows()) !== before) return false;
    }
    return true;
  } finally {
    await db.close();
  }
}

const { engine } = values;
const server = engine === "postgresql" && values.database === undefined ? await startPostgres() : null;
const serverUrl = values.database ?? server?.url;
const scratch = serverUrl === undefined ? await createSqliteScratch() : await createPostgresScratch(serverUrl);
const databaseUrl = scratch.url;
await applyMigrations(databaseUrl);
const db = await openDatabase(databaseUrl);
placeDatabase(db);
try {
  const now = Date.now();
  const size = { learners: Number(values.learners), responses: Number(values.responses) };
  const filled = await fillCohort(databaseUrl, size, now);
  const { lead, cohortId, userIds } = filled;
  const cpu = os.cpus()[0]?.model ?? "unknown";
  console.log(
    `${size.learners} learners, ${size.learners * size.responses} responses over eight weeks (loaded in ${filled.loadedSeconds.toFixed(0)} s), ${OPENINGS} openings, ${db.engine}, ${os.cpus().length} cores (${cpu.trim()}), Node ${process.version}, load ${os.loadavg()[0]?.toFixed(1)}`,
  );
  console.log(`Counted anew, the weeks are as they were loaded: ${(await isAsRebuilt(filled)) ? "yes" : "NO"}`);
  const members = (await listMembers(db.reader, cohortId)).filter(({ role }) => role === "learner");
  const week = weekOf(now, "Europe/Vienna");
  let moved = 0;
  /** Somebody else's answer is counted, so that nothing kept of this week holds any more. */
  const move = async () => {
    moved += 1;
    const membershipId = members[(7 * moved) % members.length]?.membershipId ?? "";
    const counts: WeekCounts = { ...noCounts, lessons: { "3.1": [1, 1] }, spentMs: 1_000 };
    await db.transaction((tx) => addToWeek(tx, { membershipId, week }, counts, now));
  };
  console.log("\n| what is opened | first, ms | p50, ms | p95, ms |\n|---|---|---|---|");
  const trap = (await getBoard(lead, cohortId))?.traps[0]?.trap ?? "";
  const times = [
    await time("board", () => getBoard(lead, cohortId)),
    await time("board, other pages of the roster", (round) => getBoard(lead, cohortId, 1 + (round % 20))),
    await time("board, after somebody has answered", () => getBoard(lead, cohortId), move),
    await time("a learner's page", (round) => getLearnerPage(lead, { cohortId, userId: userIds[round] ?? "" })),
    await time("reteach", () => getReteachKit(lead, { cohortId, trap })),
    await time("assignments", () => listCohortAssignments(lead, cohortId)),
  ];
  const holds = times.every((p95) => p95 < AT_MOST_MS);
  console.log(holds ? `\nEvery p95 is under ${AT_MOST_MS} ms.` : `\nA p95 is over ${AT_MOST_MS} ms.`);
  process.exitCode = holds ? 0 : 1;
} finally {
  placeDatabase(undefined);
  await db.close();
  await scratch.drop();
  await server?.stop();
}
