import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { seededRng } from "@/lib/core/shared/rng";
import { openDatabase, useDatabase as placeDatabase } from "@/lib/data/database";
import { applyMigrations } from "@/lib/data/migrate";
import { createPostgresScratch } from "@/lib/data/scratch-database";
import { startPostgres } from "@/lib/data/testing/embedded-postgres";
import { Server } from "../soak-server";
import { emptyAsking, productAskings, type StartForm, startAsk, startFormIn } from "./asks";
import { type Asking, generateLoad, LoadFault } from "./generate-load";
import { type OtherServer, startBareServer } from "./other-servers";
import { type Scenes, setScenes } from "./scenes";
import { type Figures, figuresOf, joinSamples, type Sample } from "./statistics";
import type { Cell, CellName, EngineRun } from "./verdicts";

export type Engine = "sqlite" | "postgresql";

export type Plan = {
  port: number;
  clients: readonly number[];
  /** Of each cell, in seconds. */
  warmUp: number;
  seconds: number;
  /** So many attempts may be started and finished. */
  once: number;
  learners: number;
  responses: number;
  /** So many learners start in the same second; 0: none do. */
  rush: number;
  only: readonly CellName[] | null;
  say: (line: string) => void;
};

/** A running product with its scenes, and the servers beside it. */
export type Stage = {
  address: string;
  scenes: Scenes;
  form: StartForm;
  empty: OtherServer;
  bare: OtherServer;
  server: Server;
};

type Storage = { databaseUrl: string; bareWhere: string; drop: () => Promise<void> };

async function openStorage(engine: Engine, folder: string): Promise<Storage> {
  if (engine === "sqlite") {
    const databaseUrl = `file:${path.join(folder, "bench.db")}`;
    return { databaseUrl, bareWhere: path.join(folder, "bare.db"), drop: async () => undefined };
  }
  const server = await startPostgres({ durable: true });
  const product = await createPostgresScratch(server.url);
  const bare = await createPostgresScratch(server.url);
  return { databaseUrl: product.url, bareWhere: bare.url, drop: () => server.stop() };
}

/** Sets a stage on an engine, and takes it down whatever becomes of the work. */
export async function onStage<T>(
  engine: Engine,
  plan: Plan,
  empty: OtherServer,
  work: (stage: Stage) => Promise<T>,
  nodeArgs: readonly string[] = [],
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "trapline-bench-"));
  const storage = await openStorage(engine, folder);
  const { databaseUrl } = storage;
  const secret = randomBytes(32).toString("hex");
  const address = `http://127.0.0.1:${plan.port}`;
  const server = new Server(
    { address, databaseUrl, dataDir: folder, secret, drainS: 0, nodeArgs },
    Number(new URL(address).port),
  );
  let bare: OtherServer | null = null;
  try {
    await applyMigrations(databaseUrl);
    const db = await openDatabase(databaseUrl);
    placeDatabase(db);
    try {
      const began = performance.now();
      const made = { server: address, secret, now: Date.now(), url: databaseUrl };
      const scenes = await setScenes(made, { ...plan, clients: Math.max(...plan.clients, 8) });
      plan.say(`${engine}: filled in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
      await server.start();
      bare = await startBareServer(engine, storage.bareWhere);
      const page = await fetch(`${address}/exams`, { headers: { cookie: scenes.fresh.at(-1) ?? "" } });
      const form = startFormIn(await page.text(), scenes.blueprintId);
      return await work({ address, scenes, form, empty, bare, server });
    } finally {
      placeDatabase(undefined);
      await db.close();
    }
  } finally {
    server.drop();
    bare?.stop();
    await storage.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

const isEmpty = (name: CellName): name is "empty-route" | "empty-page" | "durable-write" =>
  name === "empty-route" || name === "empty-page" || name === "durable-write";

const SETTLE_MS = 300;

/** Measures one thing at so many clients, after a warm-up. */
async function measure(stage: Stage, plan: Plan, name: CellName, clients: number, seconds: number): Promise<Sample> {
  const { address, empty, bare } = stage;
  const target = name === "durable-write" ? bare.address : isEmpty(name) ? empty.address : address;
  const askings = async (): Promise<readonly Asking[]> =>
    isEmpty(name) ? Array.from({ length: clients }, () => emptyAsking(name)) : productAskings(name, clients, stage);
  const run = async (length: number): Promise<Sample> => {
    const asking = await askings();
    return generateLoad(target, clients, length, (client) => {
      const own = asking[client];
      if (own === undefined) throw new Error(`${name}: there are fewer than ${clients} clients`);
      return own;
    });
  };
  try {
    await run(plan.warmUp);
    // What was under way when the warm-up ended is over before anything is measured.
    await stage.server.ask("/api/ready");
    await wait(SETTLE_MS);
    const sample = await run(seconds);
    if (sample.times.length === 0) throw new LoadFault(`no reply in ${seconds} s`);
    return sample;
  } catch (error) {
    if (error instanceof LoadFault) throw new LoadFault(`${name}, ${clients} clients: ${error.message}`);
    throw error;
  }
}

/** Each of the product's figures stands between two measurements of what it is compared with. */
const GROUPS: readonly { beside: "empty-route" | "empty-page"; names: readonly CellName[] }[] = [
  { beside: "empty-route", names: ["save", "finish", "start", "durable-write"] },
  { beside: "empty-page", names: ["attempt-page", "review", "dashboard", "home", "board"] },
];

async function measureAll(stage: Stage, plan: Plan, clients: number): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const { beside, names } of GROUPS) {
    const wanted = names.filter((name) => plan.only === null || plan.only.includes(name));
    if (wanted.length === 0) continue;
    const around = [await measure(stage, plan, beside, clients, plan.seconds / 2)];
    for (const name of wanted) {
      const figures = figuresOf(await measure(stage, plan, name, clients, plan.seconds));
      cells.push({ name, clients, figures });
      plan.say(`  ${name}, ${clients}: ${figures.perSecond.toFixed(1)}/s, p95 ${figures.p95.toFixed(1)} ms`);
    }
    around.push(await measure(stage, plan, beside, clients, plan.seconds / 2));
    const figures = figuresOf(joinSamples(around));
    cells.push({ name: beside, clients, figures });
    plan.say(`  ${beside}, ${clients}: ${figures.perSecond.toFixed(1)}/s`);
  }
  return cells;
}

/** So many learners start their exams in the same second, each at a moment of it. */
async function rush({ address, scenes, form }: Stage, learners: number): Promise<Figures> {
  const rng = seededRng("rush");
  const began = performance.now();
  const times = await Promise.all(
    Array.from({ length: learners }, async () => {
      const cookie = scenes.fresh.pop();
      if (cookie === undefined) throw new Error("nobody is left to start an exam");
      const { method, path: where, headers, body, faultOf } = startAsk(cookie, form, { address });
      await wait(rng() * 1_000);
      const asked = performance.now();
      const reply = await fetch(`${address}${where}`, { method, headers, body, redirect: "manual" });
      const fault = faultOf(reply.status, await reply.text());
      if (fault !== null) throw new LoadFault(`start in a rush: ${fault}`);
      return performance.now() - asked;
    }),
  );
  return figuresOf({ times, seconds: (performance.now() - began) / 1_000, bytes: 0 });
}

/** Measures everything on one engine. */
export async function runEngine(engine: Engine, plan: Plan, empty: OtherServer): Promise<EngineRun> {
  return onStage(engine, plan, empty, async (stage) => {
    const cells: Cell[] = [];
    for (const clients of plan.clients) cells.push(...(await measureAll(stage, plan, clients)));
    return { engine, cells, rush: plan.rush === 0 ? null : await rush(stage, plan.rush) };
  });
}
