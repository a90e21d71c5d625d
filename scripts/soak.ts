// Breaks production servers again and again while learners sit an exam over a bad line, and then compares what the learners
// were told with what there is:
// npm run soak -- [--engine postgresql] [--servers 3] [--minutes 60] [--learners 500] [--every 20] [--report docs/reliability.md]
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { seededRng } from "@/lib/core/shared/rng";
import { openDatabase, useDatabase as placeDatabase } from "@/lib/data/database";
import { applyMigrations } from "@/lib/data/migrate";
import { createPostgresScratch } from "@/lib/data/scratch-database";
import { type PostgresServer, startPostgres } from "@/lib/data/testing/embedded-postgres";
import { there } from "@/lib/usecases/testing/scene";
import { Balancer } from "./soak-balancer";
import { makeOtherBuild } from "./soak-build";
import { faultsOf, type Stage } from "./soak-faults";
import { answerUntil, handIn, type Learner, type Replies } from "./soak-learner";
import { Line } from "./soak-line";
import { withSection } from "./soak-report";
import { type Place, Server } from "./soak-server";
import { check, loadContent, seatLearner } from "./soak-world";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "sqlite" },
    servers: { type: "string" },
    minutes: { type: "string", default: "60" },
    learners: { type: "string", default: "500" },
    every: { type: "string", default: "20" },
    seed: { type: "string", default: "soak" },
    port: { type: "string", default: "4490" },
    only: { type: "string" },
    report: { type: "string" },
  },
});
const ENGINE = z.enum(["sqlite", "postgresql"]).parse(values.engine);
const SERVERS = Number(values.servers ?? (ENGINE === "sqlite" ? 1 : 3));
const MINUTES = Number(values.minutes);
const LEARNERS = Number(values.learners);
const EVERY_S = Number(values.every);
const PORT = Number(values.port);
const THINK_MS = Math.max(200, LEARNERS * 20);
const LASTING_MS = Math.min(4_000, EVERY_S * 1_000);
const DRAIN_S = 3;
const MISHAPS_SHARE = 0.15;
const root = path.resolve(import.meta.dirname, "..");
const names = { sqlite: "SQLite", postgresql: "PostgreSQL" };

/** A place for the data, on the engine, and how to be rid of it. */
async function makePlace(postgres: PostgresServer | null): Promise<Place> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "trapline-soak-"));
  const onPostgres = postgres === null ? null : await createPostgresScratch(postgres.url);
  const databaseUrl = onPostgres?.url ?? `file:${path.join(dataDir, "soak.db")}`;
  await applyMigrations(databaseUrl);
  const drainS = SERVERS > 1 ? DRAIN_S : 0;
  return { address: `http://127.0.0.1:${PORT}`, databaseUrl, dataDir, secret: randomBytes(32).toString("hex"), drainS };
}

const summed = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, count]) => `${what}: ${count}`)
    .join(", ");

/** Breaks one thing after the other until the time is up, each at least once; what did not hold, in words. */
async function breakThings(stage: Stage, done: Map<string, number>, acked: () => number): Promise<string[]> {
  const rng = seededRng(values.seed);
  const problems: string[] = [];
  const faults = [...faultsOf(ENGINE)].filter(([name]) => values.only?.split(",").includes(name) ?? true);
  // Another build comes once: a later one would be the same.
  const again = faults.filter(([name]) => name !== "deployed" && name !== "published");
  const end = Date.now() + MINUTES * 60_000;
  for (let turn = 0; turn < faults.length || Date.now() < end; turn += 1) {
    // Between two of them come answers that could be lost, however slow the machine is.
    const goal = acked() + LEARNERS;
    await wait(EVERY_S * 1_000 * (0.5 + rng()));
    while (acked() < goal) await wait(100);
    const [name, fault] = there(faults[turn] ?? again[turn % again.length]);
    const begun = Date.now();
    problems.push(...(await fault(stage, done.get(name) ?? 0)).map((problem) => `${name}: ${problem}`));
    console.error(`${name}, ${((Date.now() - begun) / 1_000).toFixed(1)} s`);
    done.set(name, (done.get(name) ?? 0) + 1);
  }
  return problems;
}

/** All hand in at once; the server and the database are killed while they are graded. */
async function handInUnderFire(stage: Stage, learners: readonly Learner[], replies: Replies): Promise<void> {
  let graded = 0;
  const grading = learners.map(async (learner) => {
    await handIn(learner, replies);
    graded += 1;
  });
  while (graded < Math.ceil(learners.length / 4)) await wait(1);
  const server = there(stage.servers[0]);
  await server.end("SIGKILL");
  await stage.postgres?.crash("SIGKILL");
  await stage.postgres?.restart();
  await server.start();
  await Promise.all(grading);
}

async function sit(stage: Stage, learners: readonly Learner[]): Promise<string[]> {
  const { line, balancer, servers, early, crowd } = stage;
  const replies: Replies = new Map();
  let over = false;
  const sitting = learners.map((learner, at) =>
    answerUntil(learner, replies, seededRng(`${values.seed} ${at}`), THINK_MS, () => over),
  );
  const done = new Map<string, number>();
  const acked = (): number => learners.reduce((sum, learner) => sum + learner.acked.length, 0);
  const problems = await breakThings(stage, done, acked);
  over = true;
  await Promise.all(sitting);
  await handInUnderFire(stage, [...learners, crowd], replies);
  await line.settled();
  for (const learner of [...learners, early, crowd]) problems.push(...(await check(learner)));
  for (const { port } of servers)
    if (!balancer.answered.has(port)) problems.push(`the server at port ${port} was never asked`);
  const machine = `${os.cpus().length} cores (${os.cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.version}`;
  const faults = [...done].map(([name, count]) => `${count} × ${name}`).join(", ");
  const many = SERVERS === 1 ? "one server" : `${SERVERS} servers`;
  const lines = [
    `- ${LEARNERS} learners, ${MINUTES} minutes, seed \`${values.seed}\`, the production build, ${many}, ${machine}; ${faults}, and killed once more while all were graded.`,
    `- The line: ${summed(line.happened)}.`,
    `- ${acked()} answers acknowledged; replies by status (\`none\`: no answer came): ${summed(replies)}.`,
    `- Lost, twice, stuck, graded otherwise or answered as they should not be: ${problems.length}.`,
    ...problems.slice(0, 20).map((problem) => `  - ${problem}`),
  ];
  console.log(lines.join("\n"));
  if (values.report !== undefined) {
    const was = existsSync(values.report) ? await readFile(values.report, "utf8") : "";
    await writeFile(values.report, withSection(was, names[ENGINE], lines));
  }
  return problems;
}

async function main(): Promise<boolean> {
  if (!existsSync(path.join(root, ".next", "BUILD_ID"))) throw new Error("there is no build yet: npm run build");
  const postgres = ENGINE === "postgresql" ? await startPostgres({ durable: true }) : null;
  const place = await makePlace(postgres);
  // A whole pack is loaded in one transaction.
  const db = await openDatabase(place.databaseUrl, { timeoutMs: 300_000 });
  placeDatabase(db);
  const servers = Array.from({ length: SERVERS }, (_, at) => new Server(place, PORT + 2 + at));
  const balancer = new Balancer(servers.map(({ port }) => port));
  const line = new Line(PORT + 1, values.seed, MISHAPS_SHARE);
  const otherBuild = path.join(place.dataDir, "build");
  try {
    await makeOtherBuild(otherBuild);
    const pack = await loadContent();
    const learners: Learner[] = [];
    const [early, crowd] = [await seatLearner(pack, place), await seatLearner(pack, place)];
    while (learners.length < LEARNERS) learners.push(await seatLearner(pack, place));
    await balancer.start(PORT + 1);
    await line.start(PORT);
    await Promise.all(servers.map((server) => server.start()));
    await handIn(early, new Map());
    const stage = { place, lasting: LASTING_MS, servers, balancer, line, postgres, pack, early, crowd, otherBuild };
    return (await sit(stage, learners)).length === 0;
  } finally {
    for (const server of servers) server.drop();
    await line.stop();
    balancer.stop();
    await db.close();
    await postgres?.stop();
    await rm(place.dataDir, { recursive: true, force: true });
  }
}

process.exitCode = (await main()) ? 0 : 1;
