// Times the list of the bank with many questions on both engines: npm run bank:costs -- [--questions 10000]
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { contentHash, questionHash } from "@/lib/content/content-hash";
import { readPacks } from "@/lib/content/read-pack";
import type { Context } from "@/lib/core/access/viewer";
import type { AddressParams } from "@/lib/core/authoring/bank/bank-query";
import { cursorOf } from "@/lib/core/authoring/bank/bank-query";
import { database, openDatabase, useDatabase as placeDatabase } from "@/lib/data/database";
import { applyMigrations } from "@/lib/data/migrate";
import { publishVersion } from "@/lib/data/questions";
import { createPostgresScratch, createSqliteScratch, type ScratchDatabase } from "@/lib/data/scratch-database";
import { startPostgres } from "@/lib/data/testing/embedded-postgres";
import { previewBulk } from "@/lib/usecases/bank/bulk";
import { type BankList, listQuestions } from "@/lib/usecases/bank/list-questions";
import { loadPack } from "@/lib/usecases/content/load-pack";

const { values } = parseArgs({ options: { questions: { type: "string", default: "10000" } } });
const QUESTIONS = Number(values.questions);
const TIMES = 40;
const AT_MOST_MS = 150;
const A_STEP = 50;

const context: Context = {
  now: Date.now(),
  viewer: {
    userId: "costs",
    sessionIdHash: "",
    role: "instructor",
    name: "",
    email: null,
    isGuest: false,
    examId: null,
    extraTime: "none",
  },
};

/** Loads the shipped packs and copies the questions of the first until there are enough. */
async function fill(): Promise<{ lesson: string; trap: string; word: string }> {
  const packs = await readPacks(path.resolve(import.meta.dirname, "../questions"));
  if (!packs.ok) throw new Error("the content packs have faults: npm run content:check");
  for (const [position, pack] of packs.value.entries())
    await loadPack(pack, { position, hashOf: contentHash }, Date.now());
  const [pack] = packs.value;
  if (pack === undefined) throw new Error("there is no content pack");
  const written = pack.questions.filter(({ draw, context: place }) => draw === null && place === null);
  const db = await database();
  for (let from = pack.questions.length; from < QUESTIONS; from += A_STEP) {
    const copies = Array.from({ length: Math.min(A_STEP, QUESTIONS - from) }, (_, at) => {
      const model = written[(from + at) % written.length];
      if (model === undefined) throw new Error("the first pack has no written question");
      const number = String(from + at);
      const { review: _review, ...question } = model.question;
      return { ...question, id: `${question.id}-copy-${number}`, stem: `${question.stem} Case number ${number}.` };
    });
    await db.transaction(async (tx) => {
      for (const question of copies) {
        const served = { question, context: null, family: null };
        const hash = questionHash(question, null);
        const version = { served, hash, seed: null, verifiedOn: question.verifiedOn, review: null };
        await publishVersion(tx, pack.info.id, { ...version, source: "editor" }, Date.now());
      }
    });
  }
  const word = pack.questions[0]?.question.ask.split(" ").find((part) => part.length > 5) ?? "which";
  return { lesson: pack.lessons[0]?.id ?? "", trap: pack.traps[0]?.id ?? "", word };
}

type Timed = { what: string; total: number; p50: number; p95: number };

async function time(what: string, run: () => Promise<number>): Promise<Timed> {
  const times: number[] = [];
  let total = 0;
  for (let round = -3; round < TIMES; round += 1) {
    const began = performance.now();
    total = await run();
    if (round >= 0) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { what, total, p50: at(0.5), p95: at(0.95) };
}

async function listed(params: AddressParams): Promise<BankList> {
  const list = await listQuestions(context, params);
  if (list === null) throw new Error("the list is not there");
  return list;
}

async function measure(): Promise<Timed[]> {
  const { lesson, trap, word } = await fill();
  // A page in the middle, as somebody reaches it who turns pages.
  const middle = async (sort: "id" | "verified" | "-difficulty") => {
    let { rows } = await listed({ sort });
    for (let page = 0; page < 20; page += 1) {
      const last = rows.at(-1);
      if (last === undefined) break;
      ({ rows } = await listed({ sort, after: cursorOf(last, sort) }));
    }
    const last = rows.at(-1);
    return { sort, after: last === undefined ? "" : cursorOf(last, sort) };
  };
  const searches: [string, AddressParams][] = [
    ["first page", {}],
    ["page 21, by id", await middle("id")],
    ["page 21, by day of verification", await middle("verified")],
    ["page 21, by difficulty", await middle("-difficulty")],
    ["one lesson", { lesson }],
    ["a trap with its sub-traps", { trap }],
    ["a common word", { text: word }],
    ["two words and a lesson, by difficulty", { text: `${word} copy`, lesson, sort: "-difficulty" }],
    ["a word that one question has", { text: `"number ${QUESTIONS - 1}"` }],
    ["a word that none has, and what to let go", { text: "zzzzzz", lesson, type: "matching" }],
    [
      "every filter at once",
      { text: "a", lesson, trap, type: "multiple-choice", state: "all", draws: "without", age: "fresh" },
    ],
  ];
  const timed: Timed[] = [];
  for (const [what, params] of searches) timed.push(await time(what, async () => (await listed(params)).total));
  return timed;
}

/** The preview of the largest change that fits, which is not bound by the limit of the list. */
async function measurePreview(): Promise<string> {
  const began = performance.now();
  const params = { all: "yes", text: "copy-1", do: "difficulty", to: "5" };
  const preview = await previewBulk(context, params);
  const { planned, selected } = preview ?? {};
  return `preview of a change of ${selected?.total ?? 0} questions (${planned?.targets.length ?? 0} would change): ${Math.round(performance.now() - began)} ms`;
}

async function onEngine(name: string, make: () => Promise<ScratchDatabase>): Promise<boolean> {
  const scratch = await make();
  await applyMigrations(scratch.url);
  const db = await openDatabase(scratch.url);
  placeDatabase(db);
  try {
    const timed = await measure();
    console.log(`\n${name}\n\n| search | found | p50, ms | p95, ms |\n|---|---|---|---|`);
    for (const { what, total, p50, p95 } of timed)
      console.log(`| ${what} | ${total} | ${p50.toFixed(1)} | ${p95.toFixed(1)} |`);
    console.log(`\n${await measurePreview()}`);
    return timed.every(({ p95 }) => p95 < AT_MOST_MS);
  } finally {
    placeDatabase(undefined);
    await db.close();
    await scratch.drop();
  }
}

const cpu = os.cpus()[0]?.model ?? "unknown";
console.log(`${QUESTIONS} questions, ${TIMES} rounds, ${os.cpus().length} cores (${cpu}), Node ${process.version}`);
const server = await startPostgres();
try {
  const holds = [
    await onEngine("SQLite", createSqliteScratch),
    await onEngine("PostgreSQL", () => createPostgresScratch(server.url)),
  ].every(Boolean);
  console.log(holds ? `\nEvery p95 is under ${AT_MOST_MS} ms.` : `\nA p95 is over ${AT_MOST_MS} ms.`);
  process.exitCode = holds ? 0 : 1;
} finally {
  await server.stop();
}
