// Breaks a production server on SQLite again and again while learners sit an exam, and then compares what the learners
// were told with what there is:  npm run soak -- [--minutes 60] [--learners 500] [--every 20] [--report docs/reliability.md]
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import Sqlite from "better-sqlite3";
import { contentHash } from "@/lib/content/content-hash";
import { readPacks } from "@/lib/content/read-pack";
import { seededRng } from "@/lib/core/shared/rng";
import { findAttempt, listItems } from "@/lib/data/attempts";
import { database, openDatabase, useDatabase as placeDatabase } from "@/lib/data/database";
import { applyMigrations } from "@/lib/data/migrate";
import { newId } from "@/lib/data/new-id";
import { listEvents } from "@/lib/data/responses";
import { sqlitePath } from "@/lib/data/sqlite-file";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import { loadPack } from "@/lib/usecases/content/load-pack";
import { formOf, got, there } from "@/lib/usecases/testing/scene";
import { newClient } from "./live-clients";
import { answerUntil, handIn, type Learner, type Replies } from "./soak-learner";
import { type Place, Server } from "./soak-server";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    learners: { type: "string", default: "500" },
    every: { type: "string", default: "20" },
    seed: { type: "string", default: "soak" },
    port: { type: "string", default: "4490" },
    report: { type: "string" },
  },
});
const MINUTES = Number(values.minutes);
const LEARNERS = Number(values.learners);
const EVERY_S = Number(values.every);
const THINK_MS = Math.max(200, LEARNERS * 20);
const LOCK_S = 4;
const root = path.resolve(import.meta.dirname, "..");
const FAULTS = ["killed", "locked", "stopped"] as const;
type Fault = (typeof FAULTS)[number];

async function gather(place: Place): Promise<Learner[]> {
  const now = Date.now();
  const packs = await readPacks(path.join(root, "questions"));
  if (!packs.ok) throw new Error("the content packs have faults: npm run content:check");
  const pack = there(packs.value.find(({ info }) => info.exams.some(({ blueprints }) => blueprints.length > 0)));
  await loadPack(pack, { position: 0, hashOf: contentHash }, now);
  const exam = there(pack.info.exams[0]);
  const learners: Learner[] = [];
  for (let number = 0; number < LEARNERS; number += 1) {
    const client = await newClient("learner", place.address, place.secret);
    const asked = { examId: exam.id, blueprintId: there(exam.blueprints[0]).id, extraTime: "untimed" as const };
    const { attemptId } = got(await startExam({ viewer: client.viewer, now }, asked));
    const items = await formOf(attemptId);
    const own = { acked: [], last: new Map(), revisions: new Map(), faults: [] };
    learners.push({ client, attemptId, clientId: `soak-${newId()}`, items, ...own });
  }
  return learners;
}

/** Another process holds the write lock, as far as the server can tell. */
async function lock(databaseUrl: string): Promise<void> {
  const holder = new Sqlite(sqlitePath(databaseUrl), { timeout: 2_000 });
  holder.exec("BEGIN IMMEDIATE");
  await wait(LOCK_S * 1_000);
  holder.exec("ROLLBACK");
  holder.close();
}

async function breakIt(server: Server, fault: Fault, place: Place): Promise<string[]> {
  switch (fault) {
    case "killed":
      await server.end("SIGKILL");
      await server.start();
      return [];
    case "locked":
      await lock(place.databaseUrl);
      return [];
    case "stopped": {
      const code = await server.end("SIGTERM");
      await server.start();
      return code === 0 ? [] : [`told to stop, the server ended with ${code}`];
    }
  }
}

/** Compares the log of a learner with the database; what is wrong, in words. */
async function check(learner: Learner): Promise<string[]> {
  const { reader } = await database();
  const { attemptId, clientId, client } = learner;
  const stored = (await listEvents(reader, attemptId)).filter(
    ({ event, outcome }) => event.clientId === clientId && outcome === "stored",
  );
  const times = new Map<number, number>();
  for (const { event } of stored) times.set(event.clientSeq, (times.get(event.clientSeq) ?? 0) + 1);
  const lost = learner.acked.filter((seq) => !times.has(seq));
  const twice = [...times].filter(([, count]) => count > 1);
  const attempt = await findAttempt(reader, client.viewer, attemptId);
  const items = await listItems(reader, attemptId);
  const graded = (id: string) => {
    const right = learner.last.get(id);
    return right === undefined ? "unanswered" : right ? "right" : "wrong";
  };
  const wrong = items.filter(({ id, outcome }) => outcome !== graded(id));
  const right = items.filter(({ id, pilot }) => !pilot && graded(id) === "right").length;
  return [
    ...learner.faults,
    ...lost.map((seq) => `lost: ${attemptId} event ${seq}`),
    ...twice.map(([seq]) => `twice: ${attemptId} event ${seq}`),
    ...(times.size === learner.acked.length
      ? []
      : [`${attemptId}: ${times.size} stored, ${learner.acked.length} told`]),
    ...(attempt?.state === "finished" ? [] : [`not finished: ${attemptId}`]),
    ...wrong.map(({ id }) => `graded otherwise: item ${id}`),
    ...(attempt?.result?.right === right ? [] : [`score: ${attemptId} has ${attempt?.result?.right}, not ${right}`]),
  ];
}

async function main(): Promise<boolean> {
  if (!existsSync(path.join(root, ".next", "BUILD_ID"))) throw new Error("there is no build yet: npm run build");
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "trapline-soak-"));
  const databaseUrl = `file:${path.join(dataDir, "soak.db")}`;
  const secret = randomBytes(32).toString("hex");
  const place: Place = { address: `http://127.0.0.1:${values.port}`, databaseUrl, dataDir, secret };
  await applyMigrations(databaseUrl);
  const db = await openDatabase(databaseUrl);
  placeDatabase(db);
  const server = new Server(place);
  try {
    const learners = await gather(place);
    await server.start();
    const rng = seededRng(values.seed);
    const end = Date.now() + MINUTES * 60_000;
    const replies: Replies = new Map();
    let over = false;
    const sitting = learners.map((learner, at) =>
      answerUntil(learner, replies, seededRng(`${values.seed} ${at}`), THINK_MS, () => over),
    );
    const problems: string[] = [];
    const done = new Map<Fault, number>(FAULTS.map((fault) => [fault, 0]));
    const ackedSoFar = (): number => learners.reduce((sum, learner) => sum + learner.acked.length, 0);
    // Each fault at least once, and between two of them answers that could be lost, however slow the machine is.
    for (let turn = 0; turn < FAULTS.length || Date.now() < end; turn += 1) {
      const goal = ackedSoFar() + LEARNERS;
      await wait(EVERY_S * 1_000 * (0.5 + rng()));
      while (ackedSoFar() < goal) await wait(100);
      const fault = FAULTS[turn % FAULTS.length] ?? "killed";
      problems.push(...(await breakIt(server, fault, place)));
      done.set(fault, (done.get(fault) ?? 0) + 1);
    }
    over = true;
    await Promise.all(sitting);
    await Promise.all(learners.map((learner) => handIn(learner, replies)));
    for (const learner of learners) problems.push(...(await check(learner)));
    const acked = ackedSoFar();
    const faults = FAULTS.map((fault) => `${done.get(fault)} × ${fault}`).join(", ");
    const came = [...replies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, count]) => `${what}: ${count}`);
    const machine = `${os.cpus().length} cores (${os.cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.version}`;
    const lines = [
      `- ${LEARNERS} learners, ${MINUTES} minutes, seed \`${values.seed}\`, the production build on SQLite, ${machine}; ${faults}.`,
      `- ${acked} answers acknowledged; replies by status (\`none\`: no answer came): ${came.join(", ")}.`,
      `- Lost, twice, stuck, graded otherwise or answered as they should not be: ${problems.length}.`,
      ...problems.slice(0, 20).map((problem) => `  - ${problem}`),
    ];
    console.log(lines.join("\n"));
    if (values.report !== undefined) {
      const head =
        "# Reliability\n\nWritten by `npm run soak`: learners answer while the server is killed, told to stop, or finds its database locked.\n";
      await writeFile(values.report, `${head}\n${lines.join("\n")}\n`);
    }
    return problems.length === 0;
  } finally {
    server.drop();
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

process.exitCode = (await main()) ? 0 : 1;
