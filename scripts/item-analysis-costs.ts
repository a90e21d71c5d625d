import { countedStatistics } from "@/lib/core/item-analysis/counts/counted-statistics";
import {
  type ItemCounts,
  itemCountsSchema,
  mergeCounts,
  type OpenCounts,
  openCounts,
} from "@/lib/core/item-analysis/counts/item-counts";
import { driftSide, splitWindows } from "@/lib/core/item-analysis/counts/windows";
import { findDrift } from "@/lib/core/item-analysis/flags/drift";
import { itemFlags } from "@/lib/core/item-analysis/flags/flags";
import type { ItemDescription } from "@/lib/core/item-analysis/statistics/item-statistics";
import { expectedReliability } from "@/lib/core/item-analysis/statistics/reliability";
import { seededRng } from "@/lib/core/shared/rng";

const ANSWERS = 1_000_000;
const QUESTIONS = 400;
const WINDOWS = 13;
const LENGTHS = [10, 14, 20, 40, 65];
const OPTIONS = ["a", "b", "c", "d"];
const TIMES = 7;

const description: ItemDescription = {
  kind: "choice",
  options: OPTIONS.map((id, at) => ({ id, isKey: at === 0, trap: at === 1 ? "trap" : null })),
};

type Stored = { question: number; window: number; json: string };

/** Folds a year of attempts of many lengths; only the folding is timed, not the making up. */
function fold(): { rows: Stored[]; foldMs: number; answers: number } {
  const rng = seededRng("item-analysis");
  const open = new Map<number, OpenCounts>();
  let foldMs = 0;
  let answers = 0;
  while (answers < ANSWERS) {
    const length = LENGTHS[Math.floor(rng() * LENGTHS.length)] ?? 14;
    const window = Math.floor((answers / ANSWERS) * WINDOWS);
    const ability = rng() + rng() - 1;
    const attempt = Array.from({ length }, () => {
      const question = Math.floor(rng() * QUESTIONS);
      const right = rng() < 1 / (1 + Math.exp(-2 * ability + (question % 9) / 3 - 1.5));
      return { question, right, option: right ? "a" : (OPTIONS[1 + Math.floor(rng() * 3)] ?? "b") };
    });
    const began = performance.now();
    const rights = attempt.filter(({ right }) => right).length;
    for (const { question, right, option } of attempt) {
      const place = window * QUESTIONS + question;
      const counts = open.get(place) ?? openCounts();
      open.set(place, counts);
      counts.add({
        option,
        right,
        rest: { right: rights - (right ? 1 : 0), of: length - 1 },
        taken: option === "b" ? ["trap"] : [],
        refused: right ? ["trap"] : [],
      });
    }
    foldMs += performance.now() - began;
    answers += length;
  }
  const began = performance.now();
  const rows = [...open].map(([place, counts]) => ({
    question: place % QUESTIONS,
    window: Math.floor(place / QUESTIONS),
    json: JSON.stringify(counts.close()),
  }));
  return { rows, foldMs: foldMs + performance.now() - began, answers };
}

/** From stored rows to every figure and flag of every question, and the bank's reliability. */
function read(rows: readonly Stored[]): { flags: number; kr20: number | null } {
  const windows = new Map<number, { window: number; counts: ItemCounts }[]>();
  for (const { question, window, json } of rows) {
    const list = windows.get(question) ?? [];
    list.push({ window, counts: itemCountsSchema.parse(JSON.parse(json)) });
    windows.set(question, list);
  }
  const items = [...windows.values()].map((list) => {
    const { earlier, later } = splitWindows(list);
    const drift = findDrift(driftSide(earlier), driftSide(later));
    const statistics = countedStatistics([...earlier, ...later], description);
    return { statistics, flags: itemFlags(statistics, drift) };
  });
  const reliability = expectedReliability(
    items.map(({ statistics }) => statistics),
    65,
  );
  return { flags: items.reduce((sum, { flags }) => sum + flags.length, 0), kr20: reliability?.kr20 ?? null };
}

/** The median time of `run`, in milliseconds, after one that does not count. */
function medianMs(run: () => unknown): number {
  const times = Array.from({ length: TIMES + 1 }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  }).slice(1);
  return times.sort((a, b) => a - b)[TIMES >> 1] ?? Number.NaN;
}

/** Processor time, which other work on the machine does not lengthen as it does the clock's. */
function cpuMs(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1_000);
}

/**
 * What a million answers to 400 questions cost: folding them all, and opening the analysis of the whole bank from a row
 * per question and four weeks of a year, or from a row per question.
 */
export function measureItemAnalysis() {
  const { rows, foldMs, answers } = fold();
  const oneRow = Array.from({ length: QUESTIONS }, (_, question): Stored => {
    const parts = rows.filter((row) => row.question === question);
    const counts = mergeCounts(parts.map(({ json }) => itemCountsSchema.parse(JSON.parse(json))));
    return { question, window: 0, json: JSON.stringify(counts) };
  });
  const began = performance.now();
  const first = read(rows);
  const firstMs = performance.now() - began;
  return {
    answers,
    questions: QUESTIONS,
    rows: rows.length,
    storedBytes: rows.reduce((sum, { json }) => sum + json.length, 0),
    foldMs: Math.round(foldMs),
    openFirstMs: Math.round(firstMs),
    openMedianMs: Math.round(medianMs(() => read(rows))),
    openCpuMs: cpuMs(() => read(rows)),
    openOneRowMs: Math.round(medianMs(() => read(oneRow))),
    flags: first.flags,
    kr20Of65: first.kr20,
  };
}
