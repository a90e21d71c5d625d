// What `soak` breaks, and what has to hold while it is broken. Each returns what did not, in words.
import { setTimeout as wait } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { routesOnDisk } from "@/e2e/fixtures/app-tree";
import { contentHash } from "@/lib/content/content-hash";
import type { PackContent } from "@/lib/content/read-pack";
import type { Viewer } from "@/lib/core/access/viewer";
import { newId } from "@/lib/data/new-id";
import { postgresClient } from "@/lib/data/postgres-client";
import { sqlitePath } from "@/lib/data/sqlite-file";
import type { PostgresServer } from "@/lib/data/testing/embedded-postgres";
import type { Engine } from "@/lib/env";
import { loadPack } from "@/lib/usecases/content/load-pack";
import { makeRepair, undoRepair } from "@/lib/usecases/repair/make-repair";
import { disputed, newJudge } from "@/lib/usecases/testing/repairs";
import { got, there } from "@/lib/usecases/testing/scene";
import type { Balancer } from "./soak-balancer";
import { migrateAhead } from "./soak-build";
import type { Learner } from "./soak-learner";
import type { Line } from "./soak-line";
import type { Place, Server } from "./soak-server";

/** All that a fault may touch. `lasting` is how long what is gone stays gone. */
export type Stage = {
  place: Place;
  lasting: number;
  servers: readonly Server[];
  balancer: Balancer;
  line: Line;
  postgres: PostgresServer | null;
  pack: PackContent;
  /** Whose attempt was over before the others began. */
  early: Learner;
  /** Whose events all come at once. */
  crowd: Learner;
  /** The folder of the other build. */
  otherBuild: string;
};

type Fault = (stage: Stage, turn: number) => Promise<string[]>;

const nth = (servers: readonly Server[], turn: number): Server => there(servers[turn % servers.length]);

/** Told to stop, it has to end by itself with code 0; and where others serve meanwhile, nobody may notice. */
async function stopInOrder({ balancer, servers }: Stage, server: Server, folder?: string): Promise<string[]> {
  const before = balancer.failed.length;
  const code = await server.end("SIGTERM");
  await server.start(folder);
  const noticed = servers.length > 1 ? balancer.failed.slice(before) : [];
  const words = noticed.map((what) => `while a server stopped: ${what}`);
  return code === 0 ? words : [`told to stop, the server ended with ${code}`, ...words];
}

/** Every page and every address of the API, with keys of things that are not there. */
const everyAddress = (): string[] =>
  (["page.tsx", "route.ts"] as const)
    .flatMap((name) => routesOnDisk(name))
    .map(({ route }) => route.replaceAll(/\[[^\]]+\]/g, newId()));

/** Asks for every page and address: none may fail otherwise than by saying that it will work later. */
async function askEverywhere({ early }: Stage, server: Server): Promise<string[]> {
  const problems: string[] = [];
  let later = 0;
  for (const address of everyAddress()) {
    const reply = await server.ask(address, { cookie: early.client.cookie });
    if (reply === null) problems.push(`${address}: no answer`);
    else if (reply.status === 503 && reply.headers.get("retry-after") !== null) later += 1;
    else if (reply.status >= 500) problems.push(`${address}: ${reply.status}`);
    await reply?.body?.cancel();
  }
  return later > 0 ? problems : ["no address said that the database is away", ...problems];
}

/** What is only read has to be there while nothing can be written. */
async function readOn({ early }: Stage, server: Server): Promise<string[]> {
  const addresses = [`/attempts/${early.attemptId}`, `/attempts/${early.attemptId}/review`, "/attempts", "/practice"];
  const api = `/api/v1/attempts/${early.attemptId}`;
  const problems: string[] = [];
  for (const address of [...addresses, api]) {
    const reply = await server.ask(address, { cookie: early.client.cookie });
    if (reply?.status !== 200) problems.push(`${address} while nothing can be written: ${reply?.status}`);
    await reply?.body?.cancel();
  }
  return problems;
}

const killed: Fault = async ({ servers }, turn) => {
  const server = nth(servers, turn);
  await server.end("SIGKILL");
  await server.start();
  return [];
};

const stopped: Fault = (stage, turn) => stopInOrder(stage, nth(stage.servers, turn));

const offline: Fault = async ({ line, lasting }) => {
  line.gone = true;
  await wait(lasting);
  line.gone = false;
  return [];
};

/** Another process holds the write lock, as far as the server can tell. */
const locked: Fault = async ({ place, lasting }) => {
  const holder = new Sqlite(sqlitePath(place.databaseUrl), { timeout: 10_000 });
  holder.exec("BEGIN IMMEDIATE");
  await wait(lasting);
  holder.exec("ROLLBACK");
  holder.close();
  return [];
};

/** One more than may wait for the database, with the one that holds it up. */
const CROWD = 1_050;
/** So many of those who were turned away come back at a time. */
const TOGETHER = 16;

/** Sends an event past the line and the balancer; what came back, with 0 for no answer. */
async function sendFlag({ client, attemptId, clientId, items }: Learner, server: Server, clientSeq: number) {
  const event = { itemId: there(items[0]).id, kind: "flag", value: clientSeq % 2 === 0, clientId, clientSeq };
  try {
    const reply = await fetch(`http://127.0.0.1:${server.port}/api/v1/attempts/${attemptId}/events`, {
      method: "PUT",
      headers: { "content-type": "application/json", cookie: client.cookie },
      body: JSON.stringify({ events: [{ ...event, baseRevision: 0, clientAt: Date.now() }] }),
    });
    await reply.body?.cancel();
    return { clientSeq, status: reply.status, retryAfter: reply.headers.get("retry-after") };
  } catch {
    return { clientSeq, status: 0, retryAfter: null };
  }
}

/** More at once than may wait, while another process holds the lock: some are told to come back, and none is forgotten. */
const crowded: Fault = async ({ place, crowd, servers, lasting }) => {
  const server = nth(servers, 0);
  const holder = new Sqlite(sqlitePath(place.databaseUrl), { timeout: 10_000 });
  holder.exec("BEGIN IMMEDIATE");
  const first = crowd.acked.length;
  const sending = Array.from({ length: CROWD }, (_, at) => sendFlag(crowd, server, first + at + 1));
  let turnedAway = 0;
  for (const one of sending) void one.then(({ status }) => (status === 503 ? turnedAway++ : undefined));
  while (turnedAway === 0) await wait(20);
  await wait(lasting);
  holder.exec("ROLLBACK");
  holder.close();
  const problems: string[] = [];
  const settle = async (one: Awaited<ReturnType<typeof sendFlag>>): Promise<void> => {
    let last = one;
    while (last.status === 0 || (last.status === 503 && last.retryAfter !== null)) {
      await wait(100);
      last = await sendFlag(crowd, server, one.clientSeq);
    }
    if (last.status === 200) crowd.acked.push(last.clientSeq);
    else problems.push(`one of a crowd: ${last.status}, Retry-After ${last.retryAfter}`);
  };
  const waiting = await Promise.all(sending);
  while (waiting.length > 0) await Promise.all(waiting.splice(0, TOGETHER).map(settle));
  return problems;
};

const full: Fault = async (stage, turn) => {
  const server = nth(stage.servers, turn);
  server.fillDisk(true);
  const problems = await readOn(stage, server);
  await wait(stage.lasting);
  server.fillDisk(false);
  return problems;
};

const databaseKilled: Fault = async (stage, turn) => {
  const postgres = there(stage.postgres);
  await postgres.crash(turn % 2 === 0 ? "SIGKILL" : "SIGQUIT");
  const problems = await askEverywhere(stage, nth(stage.servers, turn));
  await wait(stage.lasting);
  await postgres.restart();
  for (const server of stage.servers) await server.ready();
  return problems;
};

const sessionsEnded: Fault = async ({ place }) => {
  const admin = postgresClient(place.databaseUrl);
  await admin.connect();
  const others = "pid <> pg_backend_pid() AND datname = current_database()";
  await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`);
  await admin.end();
  return [];
};

/** Another build takes over, server by server, on a database that has a migration more. */
const deployed: Fault = async (stage) => {
  const problems: string[] = [];
  await migrateAhead(stage.place.databaseUrl);
  for (const server of stage.servers) problems.push(...(await stopInOrder(stage, server, stage.otherBuild)));
  return problems;
};

/** The questions that are before the learners get a new version with another wording. */
const published: Fault = async ({ pack, early }, turn) => {
  const before = new Set(early.items.map(({ questionId }) => questionId));
  const reword = (one: PackContent["questions"][number]) => ({
    ...one,
    question: { ...one.question, stem: `${one.question.stem}\n\n(Edition ${turn}.)` },
    hash: contentHash(`${one.hash} ${turn}`),
  });
  const reworded = pack.questions.map((one) => (before.has(one.question.id) ? reword(one) : one));
  const edition = { ...pack, questions: reworded, hash: contentHash(`${pack.hash} ${turn}`) };
  await loadPack(edition, { position: 0, hashOf: contentHash }, Date.now());
  return [];
};

/** A judge drops a question that many have before them, and takes it back. */
const repaired: Fault = async ({ early, lasting }, turn) => {
  const judge: Viewer = await newJudge();
  const item = there(early.items[turn % early.items.length]);
  const now = () => Date.now();
  const disputeId = await disputed(early.client.viewer, early.attemptId, item.questionId, now());
  const made = await makeRepair(
    { viewer: judge, now: now() },
    { disputeId, ruling: { kind: "drop" }, because: "It is not sound." },
  );
  await wait(lasting);
  got(await undoRepair({ viewer: judge, now: now() }, got(made).repairId));
  return [];
};

const common = { killed, stopped, offline, published, repaired, deployed };
// Nobody but Linux lets the files of a process that runs be kept from growing.
const onSqlite = process.platform === "linux" ? { ...common, locked, crowded, full } : { ...common, locked, crowded };
const onPostgres = { ...common, "database killed": databaseKilled, "sessions ended": sessionsEnded };

/** What is broken on an engine, by name. */
export const faultsOf = (engine: Engine): ReadonlyMap<string, Fault> =>
  new Map(Object.entries(engine === "sqlite" ? onSqlite : onPostgres));
