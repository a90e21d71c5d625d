import { statSync } from "node:fs";
import os from "node:os";
import type { Context } from "@/lib/core/access/viewer";
import { openDatabase, useDatabase as placeDatabase } from "@/lib/data/database";
import { applyMigrations } from "@/lib/data/migrate";
import { createSqliteScratch } from "@/lib/data/scratch-database";
import { sqlitePath } from "@/lib/data/sqlite-file";
import { getBankAnalysis } from "@/lib/usecases/analysis/get-bank-analysis";
import { findQuestionAnalysis } from "@/lib/usecases/analysis/get-question-analysis";
import { recountAll } from "./item-analysis-recount";
import { fillDatabase } from "./item-analysis-scratch";

const TIMES = 9;

/** The first time and the median of those after it, in milliseconds. */
async function openings(run: () => Promise<unknown>): Promise<{ firstMs: number; medianMs: number }> {
  const times: number[] = [];
  for (let i = 0; i <= TIMES; i += 1) {
    const began = performance.now();
    await run();
    times.push(Math.round((performance.now() - began) * 10) / 10);
  }
  const [firstMs = Number.NaN, ...later] = times;
  return { firstMs, medianMs: later.sort((a, b) => a - b)[TIMES >> 1] ?? Number.NaN };
}

/** What so many answers in a database cost: counting all anew, and opening the analysis of the bank and of a question. */
export async function measureDatabase(answers: number) {
  const scratch = await createSqliteScratch();
  await applyMigrations(scratch.url);
  const db = await openDatabase(scratch.url);
  placeDatabase(db);
  try {
    const now = Date.now();
    await fillDatabase(sqlitePath(scratch.url), answers, now);
    const cpu = process.cpuUsage();
    const { seconds, ...counted } = await recountAll(false, () => undefined);
    const { user, system } = process.cpuUsage(cpu);
    // Twice: the second time the process is warm, and there are old counts to take away.
    const again = await recountAll(false, () => undefined);
    const viewer: Context["viewer"] = {
      ...{ userId: "none", sessionIdHash: "none", role: "instructor", name: "Nobody", email: null },
      ...{ isGuest: false, examId: null, extraTime: "none" },
    };
    const context = { viewer, now };
    const bank = await getBankAnalysis(context, { part: null, after: null });
    const written = bank?.rows.find(({ isFamily }) => !isFamily)?.questionId ?? "";
    const most = await db.reader.itemFigure.findFirst({ orderBy: { n: "desc" }, select: { subject: true } });
    const draw = await db.reader.question.findFirst({
      where: { OR: [{ id: most?.subject ?? "" }, { family: most?.subject ?? "" }] },
      select: { id: true },
    });
    return {
      machine: `${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores, Node ${process.version}, SQLite`,
      ...counted,
      firstSeconds: Number(seconds.toFixed(1)),
      // Processor time, which other work on the machine does not lengthen as it does the clock's.
      firstCpuSeconds: Number(((user + system) / 1e6).toFixed(1)),
      againSeconds: Number(again.seconds.toFixed(1)),
      rows: await db.reader.itemStatistic.count(),
      databaseMb: Math.round(statSync(sqlitePath(scratch.url)).size / 1e6),
      openBank: await openings(() => getBankAnalysis(context, { part: null, after: null })),
      openQuestion: await openings(() => findQuestionAnalysis(context, written)),
      openBusiest: await openings(() => findQuestionAnalysis(context, draw?.id ?? "")),
    };
  } finally {
    await db.close();
    await scratch.drop();
  }
}
