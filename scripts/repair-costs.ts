// Times a repair that concerns many people on both engines: npm run repair:costs -- [--people 2000]
// What matters to everybody else is the longest that one transaction holds the door to the writers.
import os from "node:os";
import { parseArgs } from "node:util";
import type { Viewer } from "@/lib/core/access/viewer";
import { type Database, openDatabase, useDatabase as placeDatabase } from "@/lib/data/database";
import { applyMigrations } from "@/lib/data/migrate";
import { unscopedCountServed } from "@/lib/data/repairs";
import { createPostgresScratch, createSqliteScratch, type ScratchDatabase } from "@/lib/data/scratch-database";
import { startPostgres } from "@/lib/data/testing/embedded-postgres";
import { finishRepairs } from "@/lib/usecases/repair/finish-repairs";
import { makeRepair, undoRepair } from "@/lib/usecases/repair/make-repair";
import { previewRepair } from "@/lib/usecases/repair/preview-repair";
import { sitExam } from "@/lib/usecases/testing/learning";
import { disputed, newJudge } from "@/lib/usecases/testing/repairs";
import { at, type FormItem, formOf, got, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";

const { values } = parseArgs({ options: { people: { type: "string", default: "2000" } } });
const PEOPLE = Number(values.people);

const ruling = { kind: "accept" as const, keys: ["part-first"], reasons: {} };

/** A database that notes how long each of its transactions took, from its turn to its end. */
function watched(db: Database): { db: Database; longest: () => number } {
  let longest = 0;
  const transaction: Database["transaction"] = (work) => {
    const began = performance.now();
    return db.transaction(work).finally(() => {
      longest = Math.max(longest, performance.now() - began);
    });
  };
  return {
    db: { ...db, transaction },
    longest: () => {
      const was = longest;
      longest = 0;
      return was;
    },
  };
}

/** Lets people sit an exam and fall for everything until so many were served one choice. Returns a dispute on it. */
async function fill(db: Database): Promise<{ disputeId: string; served: number }> {
  await load();
  const sit = async (): Promise<{ viewer: Viewer; attemptId: string; form: FormItem[] }> => {
    const viewer = await newViewer();
    const attemptId = await sitExam(at(viewer), () => true);
    return { viewer, attemptId, form: await formOf(attemptId) };
  };
  const first = await sit();
  const isChoice = ({ pilot, question, questionId }: FormItem): boolean =>
    !pilot && question.type === "multiple-choice" && !questionId.includes("case");
  const { questionId, versionId } = there(first.form.find(isChoice));
  let served = 1;
  while (served < PEOPLE) {
    // Most of them are served it: so many more are needed at least.
    for (let missing = PEOPLE - served; missing > 0; missing -= 1) await sit();
    served = await unscopedCountServed(db.reader, versionId);
  }
  return { disputeId: await disputed(first.viewer, first.attemptId, questionId, START_MS + 1), served };
}

type Timed = { what: string; ms: number; longest: number };

async function measure(name: string, given: Database): Promise<void> {
  const { db, longest } = watched(given);
  placeDatabase(db);
  const { disputeId, served } = await fill(db);
  const judge = await newJudge();
  const timed: Timed[] = [];
  const time = async <T>(what: string, run: () => Promise<T>): Promise<T> => {
    longest();
    const began = performance.now();
    const value = await run();
    timed.push({ what, ms: performance.now() - began, longest: longest() });
    return value;
  };
  const all = async (now: number): Promise<void> => {
    while ((await finishRepairs(now)) > 0);
  };
  const now = START_MS + 2;
  await time("the preview", () => previewRepair(at(judge, now), { disputeId, ruling }));
  const made = await time("the repair, as far as whoever makes it waits", () =>
    makeRepair(at(judge, now), { disputeId, ruling, because: "The guide says to boil." }),
  );
  await time("the others, by the sweeper", () => all(now));
  await time("the undoing, as far as whoever undoes it waits", () =>
    undoRepair(at(judge, now + 1), got(made).repairId),
  );
  await time("the others, by the sweeper", () => all(now + 1));
  console.log(`\n${name}, ${served} people\n\n| what | s | longest transaction, ms |\n|---|---|---|`);
  for (const { what, ms, longest: most } of timed)
    console.log(`| ${what} | ${(ms / 1_000).toFixed(1)} | ${most.toFixed(0)} |`);
}

async function onEngine(name: string, make: () => Promise<ScratchDatabase>): Promise<void> {
  const scratch = await make();
  await applyMigrations(scratch.url);
  const db = await openDatabase(scratch.url);
  try {
    await measure(name, db);
  } finally {
    placeDatabase(undefined);
    await db.close();
    await scratch.drop();
  }
}

const cpu = os.cpus()[0]?.model ?? "unknown";
console.log(`${os.cpus().length} cores (${cpu}), Node ${process.version}`);
const server = await startPostgres();
try {
  await onEngine("SQLite", createSqliteScratch);
  await onEngine("PostgreSQL", () => createPostgresScratch(server.url));
} finally {
  await server.stop();
}
