import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { questionHash } from "@/lib/content/content-hash";
import { lintPack } from "@/lib/content/lint/rules";
import { type PackContent, type PackQuestion, readPack } from "@/lib/content/read-pack";
import { drawUntil } from "@/lib/core/question/family/chance";
import type { Family } from "@/lib/core/question/family/family";
import { holds } from "@/lib/core/question/family/problem";
import { questionSchema } from "@/lib/core/question/schema";
import { seededRng } from "@/lib/core/shared/rng";
import { family as backlog } from "./mla-c01-async-backlog";
import { family as batch } from "./mla-c01-batch-arithmetic";
import { family as cost } from "./mla-c01-cost-comparison";
import { family as cpu } from "./mla-c01-cpu-target";
import { family as reading } from "./mla-c01-invocations-reading";
import { family as latency } from "./mla-c01-latency-alarm";
import { family as memory } from "./mla-c01-multi-model-memory";
import { family as nextCapacity } from "./mla-c01-next-capacity";
import { family as fleet } from "./mla-c01-peak-fleet";
import { family as rollout } from "./mla-c01-rollout-arithmetic";
import { family as target } from "./mla-c01-scaling-target";
import { family as breakEven } from "./mla-c01-serverless-break-even";
import { family as concurrency } from "./mla-c01-serverless-concurrency";
import { family as spot } from "./mla-c01-spot-checkpoints";
import { family as caching } from "./mla-c01-step-caching";
import { family as weights } from "./mla-c01-variant-weights";
import { assumptions, derived, idle, type Numbers, rules, snares } from "./testing/sheet-rules";

// What must hold for every draw of every family. Keys are worked out anew by formulas that are not the families' own, and
// numbers are read from the options as a learner reads them.

const DRAWS = 10_000;
const LONG = { timeout: 120_000 };

/** Every number of an input by its path. */
function numbersOf(input: unknown, at = ""): Numbers {
  if (typeof input === "number") return { [at]: input };
  if (typeof input !== "object" || input === null) return {};
  const nested = Object.entries(input).map(([key, value]) => numbersOf(value, at === "" ? key : `${at}.${key}`));
  return Object.assign({}, ...nested);
}

/** Ways to write a number: grouped, with two decimals or as many as it has. */
const written = (value: number): string[] => {
  const [whole = "", decimals] = String(Number(value.toFixed(8))).includes("e")
    ? value.toFixed(8).replace(/0+$/, "").split(".")
    : String(Number(value.toFixed(8))).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals === undefined
    ? [grouped, `${grouped}.00`]
    : [`${grouped}.${decimals}`, `${grouped}.${decimals.padEnd(2, "0")}`];
};

const NUMBER = /\d[\d,]*(?:\.\d+)?/;
const numberIn = (text: string): number => Number((NUMBER.exec(text)?.[0] ?? "").replaceAll(",", ""));
const decimalsIn = (text: string): number => /\.(\d+)/.exec(NUMBER.exec(text)?.[0] ?? "")?.[1]?.length ?? 0;
const wordsIn = (text: string): string => text.replace(NUMBER, "#");
const countWords = (text: string): number => text.split(/\s+/).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;

const COUNTS = /^# (?:instances|models|concurrent transforms)$/;

/** Whether two options are apart as the sheet asks, by what they say. */
function apart(left: string, right: string): boolean {
  const [a, b] = [numberIn(left), numberIn(right)];
  if (wordsIn(left) !== wordsIn(right) && (a === b || Math.abs(a - b) > 0)) return true;
  if (COUNTS.test(wordsIn(left))) return Math.abs(a - b) >= 1;
  // Rounding to what is shown takes at most half a unit of the last place from each side.
  return Math.abs(a - b) >= 0.08 * Math.max(a, b) - 10 ** -decimalsIn(left);
}

const families = [
  backlog,
  batch,
  cost,
  cpu,
  reading,
  latency,
  memory,
  nextCapacity,
  fleet,
  rollout,
  target,
  breakEven,
  concurrency,
  spot,
  caching,
  weights,
];

test("every family's file is among those that are tested here", () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  expect(files.sort()).toEqual(families.map(({ id }) => `${id}.ts`).sort());
  for (const { id, variants } of families)
    expect(Object.keys(rules[id] ?? {}).sort()).toEqual(Object.keys(variants).sort());
});

describe.each(families.map((family) => ({ name: family.id, family })))("$name", ({ family }) => {
  const names = Object.keys(family.variants);

  test(`holds over ${DRAWS.toLocaleString("en")} draws`, LONG, () => {
    const places = [0, 0, 0, 0];
    const offered = new Set<string>();
    const faults: string[] = [];
    let longest = 0;
    for (let draw = 0; draw < DRAWS && faults.length < 5; draw += 1) {
      const name = names[draw % names.length] ?? "";
      const rng = seededRng(`property/${family.id}/${draw}`);
      const variant = family.variants[name];
      const problem = drawUntil(() => variant?.compose(rng) ?? null, name);
      const { stem, ask, options } = problem;
      const fault = (what: string): void =>
        void faults.push(
          `${name}, draw ${draw}: ${what}\n${stem}\n${ask}\n${options.map(({ text, trap }) => `${trap}: ${text}`).join("\n")}`,
        );
      const key = options.find(({ trap }) => trap === null);
      if (key === undefined || options.length !== 4 || options.filter(({ trap }) => trap === null).length !== 1) {
        fault("not four options with one key");
        continue;
      }
      const numbers = numbersOf(problem.input);
      const rule = rules[family.id]?.[name];
      const right = rule?.right(numbers) ?? Number.NaN;
      // Shown to the unit of its last place: half of that is lost by rounding.
      if (!(Math.abs(numberIn(key.text) - right) <= 0.5001 * 10 ** -decimalsIn(key.text))) fault(`the key is ${right}`);
      if (rule?.within(numbers) !== true) fault("outside of documented limits");
      for (const [index, one] of options.entries()) {
        for (const other of options.slice(index + 1))
          if (!apart(one.text, other.text)) fault(`${one.text} and ${other.text} are too close`);
        if (one.trap !== null) offered.add(one.trap);
        if (one.why.length < 20 || /NaN|undefined|Infinity/.test(`${one.text} ${one.why}`))
          fault(`rationale: ${one.why}`);
      }
      if (new Set(options.map(({ text }) => decimalsIn(text))).size > 1) fault("options of different precision");
      if (/NaN|undefined|Infinity/.test(stem)) fault("the stem has a hole");
      const given =
        derived[`${family.id}/${name}`]?.(numbers) ??
        Object.entries(numbers).flatMap(([path, value]) => (idle.has(path) ? [] : [value]));
      const text = `${stem} ${ask}`;
      for (const value of given) {
        const as = [...written(value), ...written(value * 100)];
        if (!as.some((words) => holds(text, words))) fault(`the stem keeps back ${value}`);
      }
      if (!written(Number(numberIn(key.text).toFixed(2))).some((words) => holds(key.why, words)))
        fault(`the solution does not say its number: ${key.why}`);
      for (const one of options) {
        const { show, wrong } = problem.solution;
        // The same number out of two traps would not tell which of them it was.
        const traps = new Set(
          wrong.filter((way) => show(way.value, decimalsIn(one.text), way.claim) === one.text).map(({ trap }) => trap),
        );
        if (one.trap === null ? false : traps.size !== 1 || !traps.has(one.trap))
          fault(`${one.text} comes out of ${[...traps].join(" and ")}`);
      }
      const snare = snares[`${family.id}/${name}`];
      if (snare !== undefined && !options.some(({ trap }) => trap === snare)) fault(`${snare} is not offered`);
      const { says = [], not } = assumptions[`${family.id}/${name}`] ?? {};
      for (const words of says) if (!words.test(stem)) fault(`does not say ${words}`);
      if (not?.test(text)) fault(`says ${not}`);
      const words = countWords(text);
      if (words < 40 || words > 130) fault(`${words} words`);
      places[options.indexOf(key)] = (places[options.indexOf(key)] ?? 0) + 1;
      const most = Math.max(...options.map((option) => option.text.length));
      const tied = options.filter((option) => option.text.length === most);
      if (tied.includes(key)) longest += 1 / tied.length;
    }
    expect(faults).toEqual([]);
    // Four places, a quarter each: within five standard deviations.
    for (const count of places) expect(Math.abs(count / DRAWS - 0.25)).toBeLessThan(5 * Math.sqrt(0.1875 / DRAWS));
    expect([...offered].sort()).toEqual([...family.traps].sort());
    share.longest.push(longest / DRAWS);
  });

  test("the generator alone decides, and every variant comes up", () => {
    for (let seed = 0; seed < 40; seed += 1) {
      expect(family.draw(seededRng(`same/${seed}`))).toEqual(family.draw(seededRng(`same/${seed}`)));
    }
    const firstWords = (question: ReturnType<Family["draw"]>): string =>
      question.ask.replaceAll(new RegExp(NUMBER, "g"), "#");
    const asks = new Map(names.map((name) => [name, new Set<string>()]));
    for (const name of names) {
      for (let seed = 0; seed < 60; seed += 1)
        asks.get(name)?.add(firstWords(family.draw(seededRng(`ask/${seed}`), name)));
    }
    const drawn = new Set(Array.from({ length: 400 }, (_, seed) => firstWords(family.draw(seededRng(`any/${seed}`)))));
    for (const [name, own] of asks) expect([name, [...own].some((ask) => drawn.has(ask))]).toEqual([name, true]);
    // A handful of scenarios, none of which is the other with another number.
    for (const own of asks.values()) expect(own.size).toBeGreaterThan(1);
  });
});

const share: { longest: number[] } = { longest: [] };

test("over all families the longest option is the key hardly more often than chance", () => {
  expect(share.longest).toHaveLength(families.length);
  expect(share.longest.reduce((sum, one) => sum + one, 0) / families.length).toBeLessThan(0.3);
});

describe("as questions of the pack", () => {
  const packFolder = path.resolve(import.meta.dirname, "../..");
  let pack: PackContent;
  beforeAll(async () => {
    const read = await readPack(packFolder);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    pack = read.value;
  });

  test("hundreds of other draws pass the schema and every rule", LONG, () => {
    const questions = families.flatMap((family): PackQuestion[] =>
      Object.keys(family.variants).flatMap((name) =>
        Array.from({ length: 6 }, (_, index): PackQuestion => {
          const number = String(index + 61);
          const question = questionSchema.parse({
            ...family.draw(seededRng(`lint/${family.id}/${name}/${index}`), name),
            id: `${family.id}-${name}-${number}`,
          });
          return {
            question,
            context: null,
            draw: { family: family.id, seed: `${name}/${number}` },
            file: `mla-c01/domain-3/families/${family.id}.ts`,
            hash: questionHash(question, null, family.id),
          };
        }),
      ),
    );
    const faults = lintPack({ ...pack, questions }, { today: "2026-11-26" }).filter(
      ({ file, rule, severity }) => file.includes("/families/") && (severity === "error" || rule === "wording-cues"),
    );
    expect(faults).toEqual([]);
  });

  test("each family's draws are stored, no two alike, all variants among them", () => {
    for (const family of families) {
      const stored = pack.questions.filter(({ draw }) => draw?.family === family.id);
      expect(stored).toHaveLength(family.storedDraws);
      expect(new Set(stored.map(({ question }) => question.stem)).size).toBe(stored.length);
      expect(new Set(stored.map(({ draw }) => draw?.seed.split("/")[0]))).toEqual(
        new Set(Object.keys(family.variants)),
      );
    }
  });

  test("every numeric trap has six stored probes, and every other trap that a family names is the pack's", () => {
    const probes = new Map<string, number>();
    for (const { question, draw } of pack.questions) {
      if (draw === null || question.type !== "multiple-choice") continue;
      for (const trap of new Set(question.options.flatMap((option) => option.trap ?? [])))
        probes.set(trap, (probes.get(trap) ?? 0) + 1);
    }
    const numeric = pack.traps.filter((trap) => trap.numeric).map(({ id }) => id);
    expect(numeric.filter((id) => (probes.get(id) ?? 0) < 6)).toEqual([]);
    expect(numeric.every((id) => id.startsWith("nm-"))).toBe(true);
    const known = new Set(pack.traps.map(({ id }) => id));
    expect(z.array(z.string().refine((id) => known.has(id))).safeParse([...probes.keys()]).success).toBe(true);
  });
});
