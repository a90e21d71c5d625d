import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { candidatesOf } from "@/lib/content/lint/pack/blueprints";
import { lintPack } from "@/lib/content/lint/rules";
import { type PackContent, readPacks } from "@/lib/content/read-pack";
import { reportBank, reportLines } from "@/lib/content/report/bank-report";
import { withFigures } from "@/lib/content/report/readme-figures";
import { assembleForm } from "@/lib/core/exam/assemble-form";
import type { Blueprint, Quota } from "@/lib/core/exam/blueprint";
import type { Question } from "@/lib/core/question/schema";
import { offeredTraps } from "@/lib/core/question/score";
import { seededRng } from "@/lib/core/shared/rng";

// What is true of the packs as they are shipped. The rules have tests of their own, on packs that are made up.

let packs: PackContent[] = [];
const packOf = (id: string): PackContent => {
  const pack = packs.find(({ info }) => info.id === id);
  if (pack === undefined) throw new Error(`there is no pack ${id}`);
  return pack;
};

beforeAll(async () => {
  const read = await readPacks(import.meta.dirname);
  if (!read.ok) throw new Error(JSON.stringify(read.error.slice(0, 5)));
  packs = read.value;
});

test("no rule finds an error, and every question was reviewed blind", () => {
  const problems = packs.flatMap((pack) => lintPack(pack, { today: "2026-11-26" }));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const open = packs.flatMap(({ questions }) =>
    questions.filter(({ question: { review } }) => review === undefined || review.solvedBlind === "pending"),
  );
  expect(open.map(({ question }) => question.id)).toEqual([]);
});

test("the figures in the README are those of the banks: npm run content:report writes them", () => {
  const lines = packs
    .map(reportBank)
    .flatMap((report, index) => [...(index === 0 ? [] : [""]), ...reportLines(report)]);
  const readme = readFileSync(path.join(import.meta.dirname, "README.md"), "utf8");
  expect(readme).toBe(withFigures(readme, lines));
});

describe.each(["mla-c01", "git-everyday"])("forms of %s", (id) => {
  /** How many of the questions a quota counts, by the questions themselves and not by what the assembly was told. */
  const counted = (pack: PackContent, ids: readonly string[], quota: Quota): number => {
    const parents = new Map(pack.traps.map((trap) => [trap.id, trap.parent]));
    return pack.questions.filter(({ question, context }) => {
      if (!ids.includes(question.id)) return false;
      const traps = offeredTraps(question).flatMap((trap) => [trap, parents.get(trap) ?? trap]);
      return (
        (quota.type === undefined || question.type === quota.type) &&
        (quota.trap === undefined || traps.includes(quota.trap)) &&
        (quota.counterCue === undefined || question.counterCue) &&
        (quota.inCase === undefined || context !== null) &&
        (quota.difficulty === undefined ||
          (question.difficulty >= quota.difficulty[0] && question.difficulty <= quota.difficulty[1]))
      );
    }).length;
  };

  function check(pack: PackContent, examId: string, blueprint: Blueprint, items: { id: string; pilot: boolean }[]) {
    const ids = items.map((item) => item.id);
    expect(new Set(ids).size).toBe(ids.length);
    const byId = new Map<string, Question>(pack.questions.map(({ question }) => [question.id, question]));
    for (const one of ids) expect(byId.get(one)?.exams).toContain(examId);
    const scored = items.filter(({ pilot }) => !pilot).map((item) => item.id);
    for (const { lesson, scored: wanted } of blueprint.lessons) {
      expect(scored.filter((one) => byId.get(one)?.lesson === lesson)).toHaveLength(wanted);
    }
    expect(items.length - scored.length).toBe(blueprint.pilots);
    for (const quota of blueprint.quotas) {
      const reached = counted(pack, ids, quota);
      expect(reached).toBeGreaterThanOrEqual(quota.min ?? 0);
      expect(reached).toBeLessThanOrEqual(quota.max ?? Number.POSITIVE_INFINITY);
    }
  }

  test("each blueprint is assembled a thousand times, meets its quotas, and shows no question twice", () => {
    const pack = packOf(id);
    for (const exam of pack.info.exams) {
      const bank = candidatesOf(pack, exam);
      for (const blueprint of exam.blueprints) {
        for (let draw = 0; draw < 1_000; draw += 1) {
          const form = assembleForm(blueprint, bank, seededRng(`${blueprint.id}/${draw}`));
          if (!form.ok) throw new Error(`${blueprint.id}, draw ${draw}: ${JSON.stringify(form.error)}`);
          check(pack, exam.id, blueprint, form.value);
        }
      }
    }
  }, 120_000);
});

describe("the bank of the certification", () => {
  const written = () =>
    packOf("mla-c01")
      .questions.filter(({ draw }) => draw === null)
      .map(({ question }) => question);
  const share = (part: (question: Question) => boolean): number => written().filter(part).length / written().length;

  test("holds at least 300 written questions, 90 for each lesson, and 8 cases", () => {
    expect(written().length).toBeGreaterThanOrEqual(300);
    for (const lesson of ["3.1", "3.2", "3.3"]) {
      expect(written().filter((question) => question.lesson === lesson).length).toBeGreaterThanOrEqual(90);
    }
    const cases = new Set(packOf("mla-c01").questions.flatMap(({ context }) => context?.id ?? []));
    expect(cases.size).toBeGreaterThanOrEqual(8);
  });

  test("mixes types and difficulties, with counter-cues among them", () => {
    expect(share(({ type }) => type === "multiple-choice")).toBeGreaterThan(0.55);
    expect(share(({ type }) => type === "multiple-choice")).toBeLessThan(0.68);
    expect(share(({ type }) => type === "multiple-response")).toBeGreaterThan(0.17);
    expect(share(({ type }) => type === "ordering" || type === "matching")).toBeGreaterThan(0.13);
    for (const difficulty of [1, 2, 3, 4, 5]) {
      expect(share((question) => question.difficulty === difficulty)).toBeGreaterThan(0.05);
      expect(share((question) => question.difficulty === difficulty)).toBeLessThan(0.45);
    }
    expect(share(({ counterCue }) => counterCue)).toBeGreaterThanOrEqual(0.1);
    expect(share(({ counterCue }) => counterCue)).toBeLessThanOrEqual(0.15);
  });

  test("uses each cue of the facts sheet", () => {
    const rows = { T1: 11, T2: 11, T3: 11, T4: 11, S1: 10, S2: 11, S3: 11, S4: 10 };
    const cues = Object.entries(rows).flatMap(([row, count]) =>
      Array.from({ length: count }, (_, index) => `${row}.${index + 1}`),
    );
    const used = new Set(written().flatMap((question) => question.cues));
    expect(cues).toHaveLength(86);
    expect(cues.filter((cue) => !used.has(cue))).toEqual([]);
  });

  test("offers each of the chapter's traps 30 times and each other trap 6 times, draws of families included", () => {
    const pack = packOf("mla-c01");
    const offers = pack.questions.flatMap(({ question }) => offeredTraps(question));
    const chapter = new Set(pack.chapters.flatMap(({ traps }) => traps));
    const thin = pack.traps.filter(
      ({ id }) => offers.filter((trap) => trap === id).length < (chapter.has(id) ? 30 : 6),
    );
    expect(thin.map(({ id }) => id)).toEqual([]);
  });

  test("has all sixteen families of numeric problems, each with a dozen stored draws at least", () => {
    const draws = new Map<string, number>();
    for (const { draw } of packOf("mla-c01").questions) {
      if (draw !== null) draws.set(draw.family, (draws.get(draw.family) ?? 0) + 1);
    }
    expect(draws.size).toBe(16);
    expect([...draws.values()].filter((count) => count < 12)).toEqual([]);
  });

  test("practising for the later version serves nothing that fits only the earlier one", () => {
    const pack = packOf("mla-c01");
    const later = pack.info.exams.find(({ id }) => id === "mla-c02");
    if (later === undefined) throw new Error("there is no mla-c02");
    const earlierOnly = pack.questions.filter(({ question }) => !question.exams.includes("mla-c02"));
    expect(earlierOnly.length).toBeGreaterThan(5);
    const served = new Set(candidatesOf(pack, later).map(({ id }) => id));
    expect(earlierOnly.filter(({ question }) => served.has(question.id))).toEqual([]);
  });
});
