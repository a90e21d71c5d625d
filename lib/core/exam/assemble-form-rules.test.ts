import { describe, expect, test } from "vitest";
import { seededRng } from "@/lib/core/shared/rng";
import { assembleForm, type Candidate, type Shortfall } from "./assemble-form";
import { type Blueprint, formSize } from "./blueprint";

// Named rules of the assembly, each held by twenty seeds; what holds for any bank is in assemble-form.test.ts.

const plain: Candidate = {
  id: "q",
  family: null,
  lesson: "3.1",
  type: "multiple-choice",
  traps: [],
  exams: [],
  counterCue: false,
  difficulty: 3,
  caseId: null,
  caseIndex: null,
  seen: 0,
  familySeen: 0,
};
const questions = (count: number, own: Partial<Candidate> = {}, prefix = "q"): Candidate[] =>
  Array.from({ length: count }, (_, index) => ({ ...plain, ...own, id: `${prefix}${index}` }));
const caseOf = (caseId: string, lessons: readonly string[]): Candidate[] =>
  lessons.map((lesson, index) => ({ ...plain, id: `${caseId}${index}`, lesson, caseId, caseIndex: index }));
const form = (own: Partial<Blueprint>): Blueprint => ({
  id: "form",
  title: "Form",
  summary: "A form.",
  seconds: 600,
  lessons: [{ lesson: "3.1", scored: 3 }],
  pilots: 0,
  quotas: [],
  ...own,
});

const seeds = Array.from({ length: 20 }, (_, seed) => `seed-${seed}`);

describe("whatever the seed", () => {
  test.each<{
    name: string;
    blueprint: Blueprint;
    bank: Candidate[];
    must?: string[];
    never?: string[];
    orderings?: number;
  }>([
    {
      name: "a minimum is met by a question met before where no fresh one fits",
      blueprint: form({ quotas: [{ trap: "hot", min: 1 }] }),
      bank: [...questions(10), ...questions(1, { traps: ["hot"], seen: 3 }, "hot")],
      must: ["hot0"],
    },
    {
      name: "a fresh question meets a minimum before a met one",
      blueprint: form({ quotas: [{ trap: "hot", min: 1 }] }),
      bank: [
        ...questions(10),
        ...questions(1, { traps: ["hot"] }, "fresh"),
        ...questions(5, { traps: ["hot"], seen: 1 }, "met"),
      ],
      must: ["fresh0"],
    },
    {
      name: "a maximum of nought keeps a kind out, pilots included",
      blueprint: form({ pilots: 2, quotas: [{ type: "ordering", max: 0 }] }),
      bank: [...questions(5, { seen: 9 }), ...questions(10, { type: "ordering" }, "order")],
      never: questions(10, {}, "order").map(({ id }) => id),
    },
    {
      name: "a maximum counts pilots too",
      blueprint: form({ pilots: 2, quotas: [{ type: "ordering", min: 2, max: 2 }] }),
      bank: [...questions(5, { seen: 9 }), ...questions(10, { type: "ordering" }, "order")],
      orderings: 2,
    },
    {
      name: "a case that is larger than its lesson's share stays out",
      blueprint: form({}),
      bank: [...caseOf("case", ["3.1", "3.1", "3.1", "3.1"]), ...questions(3, { seen: 5 })],
      never: ["case0"],
    },
    {
      name: "a case with a question of a lesson that the form has not stays out",
      blueprint: form({}),
      bank: [...caseOf("case", ["3.1", "3.9"]), ...questions(3, { seen: 5 })],
      never: ["case0", "case1"],
    },
    {
      name: "a case counts for each lesson that it touches",
      blueprint: form({
        lessons: [
          { lesson: "3.1", scored: 2 },
          { lesson: "3.2", scored: 1 },
        ],
        quotas: [{ inCase: true, min: 3 }],
      }),
      bank: [...caseOf("case", ["3.2", "3.1", "3.1"]), ...questions(5), ...questions(5, { lesson: "3.2" }, "r")],
      must: ["case0", "case1", "case2"],
    },
    {
      name: "a pilot is of one of the form's lessons",
      blueprint: form({ pilots: 1 }),
      bank: [...questions(4, { seen: 4 }), ...questions(10, { lesson: "3.9" }, "far")],
      never: questions(10, {}, "far").map(({ id }) => id),
    },
  ])("$name", ({ blueprint, bank, must = [], never = [], orderings }) => {
    for (const seed of seeds) {
      const made = assembleForm(blueprint, bank, seededRng(seed));
      const ids = made.ok ? made.value.map(({ id }) => id) : [];
      expect(made.ok).toBe(true);
      expect(ids).toEqual(expect.arrayContaining(must));
      expect(ids.filter((id) => never.includes(id))).toEqual([]);
      expect(ids).toHaveLength(formSize(blueprint));
      if (orderings !== undefined) expect(ids.filter((id) => id.startsWith("order"))).toHaveLength(orderings);
    }
  });

  test.each<{ name: string; blueprint: Blueprint; bank: Candidate[]; short: Shortfall[] }>([
    {
      name: "an empty bank",
      blueprint: form({}),
      bank: [],
      short: [{ kind: "lesson", lesson: "3.1", wanted: 3, available: 0 }],
    },
    {
      name: "too few for the pilots",
      blueprint: form({ pilots: 2 }),
      bank: questions(4),
      short: [{ kind: "pilots", wanted: 2, available: 1 }],
    },
    {
      name: "a minimum that nothing in the bank meets",
      blueprint: form({ quotas: [{ counterCue: true, min: 1 }] }),
      bank: questions(9),
      short: [{ kind: "quota", quota: { counterCue: true, min: 1 }, reached: 0 }],
    },
    {
      name: "a maximum that leaves too few",
      blueprint: form({ quotas: [{ type: "multiple-choice", max: 2 }] }),
      bank: questions(9),
      short: [{ kind: "lesson", lesson: "3.1", wanted: 3, available: 2 }],
    },
    {
      name: "a case that cannot be cut",
      blueprint: form({ lessons: [{ lesson: "3.1", scored: 1 }] }),
      bank: caseOf("case", ["3.1", "3.1"]),
      short: [{ kind: "lesson", lesson: "3.1", wanted: 1, available: 0 }],
    },
  ])("$name is told", ({ blueprint, bank, short }) => {
    for (const seed of seeds)
      expect(assembleForm(blueprint, bank, seededRng(seed))).toEqual({ ok: false, error: short });
  });
});

test("different seeds give different forms", () => {
  const forms = seeds.map((seed) => JSON.stringify(assembleForm(form({}), questions(30), seededRng(seed))));
  expect(new Set(forms).size).toBe(seeds.length);
});
