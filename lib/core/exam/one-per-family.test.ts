import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { seededRng } from "@/lib/core/shared/rng";
import { assembleForm, type Candidate } from "./assemble-form";
import { drawPractice } from "./draw-practice";
import { byFreshness, freshnessOf, onePerFamily } from "./one-per-family";

const member = (id: string, family: string | null, own: Partial<Candidate> = {}): Candidate => ({
  id,
  family,
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
  ...own,
});

const draws = (family: string, count: number, own: (index: number) => Partial<Candidate> = () => ({})): Candidate[] =>
  Array.from({ length: count }, (_, index) => member(`${family}-${index}`, family, own(index)));
const written = (count: number, own: Partial<Candidate> = {}): Candidate[] =>
  Array.from({ length: count }, (_, index) => member(`w${index}`, null, own));

const familyOf = (id: string): string => id.replace(/-\d+$/, "");
const noneTwice = (ids: readonly string[]): boolean => new Set(ids.map(familyOf)).size === ids.length;

const banks = fc
  .array(fc.record({ size: fc.integer({ min: 1, max: 8 }), met: fc.array(fc.nat({ max: 2 }), { maxLength: 8 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((families) => [
    ...written(5),
    ...families.flatMap(({ size, met }, index) => {
      const familySeen = met.slice(0, size).reduce((sum, times) => sum + times, 0);
      return draws(`f${String.fromCharCode(97 + index)}`, size, (draw) => ({ seen: met[draw] ?? 0, familySeen }));
    }),
  ]);

describe("one draw of a family", () => {
  test("is left, the freshest one; what has no family stays", () => {
    fc.assert(
      fc.property(banks, fc.string(), (bank, seed) => {
        const left = onePerFamily(bank, byFreshness, seededRng(seed));
        expect(noneTwice(left.map(({ id }) => id))).toBe(true);
        expect(new Set(left.map(({ family }) => family))).toEqual(new Set(bank.map(({ family }) => family)));
        expect(left.filter(({ family }) => family === null)).toHaveLength(5);
        for (const { family, seen } of left) {
          const least = Math.min(...bank.filter((other) => other.family === family).map((other) => other.seen));
          if (family !== null) expect(seen).toBe(least);
        }
      }),
      FIXED_RUNS,
    );
  });

  test("is drawn by lot among equals, each as often as the others", () => {
    const rng = seededRng("even");
    const counts = new Map<string, number>();
    for (let i = 0; i < 1_200; i++) {
      const [one] = onePerFamily(draws("fa", 4), byFreshness, rng);
      counts.set(one?.id ?? "", (counts.get(one?.id ?? "") ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 300)).toBeLessThan(60);
    expect(counts.size).toBe(4);
  });

  test("a bank without families takes nothing from the generator", () => {
    const [used, fresh] = [seededRng("same"), seededRng("same")];
    expect(onePerFamily(written(9), byFreshness, used)).toEqual(written(9));
    expect(used()).toBe(fresh());
  });
});

test("a draw is unseen though another one was met, and knows of that one", () => {
  const bank = [...draws("fa", 3), ...written(2)];
  const fresh = freshnessOf(
    bank,
    new Map([
      ["fa-1", { times: 2 }],
      ["w0", { times: 1 }],
    ]),
  );
  expect(Object.fromEntries(fresh)).toEqual({
    "fa-0": { seen: 0, familySeen: 2 },
    "fa-1": { seen: 2, familySeen: 2 },
    "fa-2": { seen: 0, familySeen: 2 },
    w0: { seen: 1, familySeen: 1 },
    w1: { seen: 0, familySeen: 0 },
  });
});

describe("a practice set", () => {
  test("holds no family twice, though it comes out shorter", () => {
    fc.assert(
      fc.property(banks, fc.integer({ min: 1, max: 20 }), fc.string(), (bank, count, seed) => {
        const ids = drawPractice(bank, count, seededRng(seed));
        expect(noneTwice(ids)).toBe(true);
        expect(ids).toHaveLength(Math.min(count, onePerFamily(bank, byFreshness, seededRng(seed)).length));
      }),
      FIXED_RUNS,
    );
  });

  test("new questions, then new draws of met families, then met questions", () => {
    const bank = [
      ...written(1, { seen: 1, familySeen: 1 }),
      ...draws("fa", 3, (index) => ({ seen: index === 0 ? 1 : 0, familySeen: 1 })),
      ...draws("fb", 3),
      member("w9", null),
    ];
    for (let seed = 0; seed < 20; seed++) {
      const ids = drawPractice(bank, 4, seededRng(`order/${seed}`));
      expect(ids.slice(0, 2).map(familyOf).sort()).toEqual(["fb", "w9"]);
      expect([familyOf(ids[2] ?? ""), ids[3]]).toEqual(["fa", "w0"]);
      expect(ids[2]).not.toBe("fa-0");
    }
  });
});

describe("a form", () => {
  const blueprint = {
    id: "form",
    title: "Form",
    summary: "A form.",
    seconds: 600,
    lessons: [{ lesson: "3.1", scored: 4 }],
    pilots: 2,
    quotas: [{ trap: "rare", min: 1 }],
  };

  test("holds no family twice, pilots included, and meets a quota that few draws can", () => {
    const bank = [
      ...draws("fa", 12, (index) => ({ traps: index === 7 ? ["rare"] : [] })),
      ...draws("fb", 12),
      ...written(4),
    ];
    for (let seed = 0; seed < 20; seed++) {
      const form = assembleForm(blueprint, bank, seededRng(`form/${seed}`));
      if (!form.ok) throw new Error(JSON.stringify(form.error));
      const ids = form.value.map(({ id }) => id);
      expect(noneTwice(ids)).toBe(true);
      expect(ids).toContain("fa-7");
    }
  });

  test("is short where only another draw could fill it", () => {
    const form = assembleForm(
      blueprint,
      [...draws("fa", 40, () => ({ traps: ["rare"] })), ...written(4)],
      seededRng("short"),
    );
    expect(form.ok ? null : form.error).toEqual([{ kind: "pilots", wanted: 2, available: 1 }]);
  });

  test("takes the draw that is wanted as a probe", () => {
    const bank = [...draws("fa", 12, (index) => ({ traps: ["rare"], wanted: index === 5 })), ...written(5)];
    for (let seed = 0; seed < 20; seed++) {
      const form = assembleForm(blueprint, bank, seededRng(`wanted/${seed}`));
      expect(form.ok && form.value.filter(({ id }) => id.startsWith("fa")).map(({ id }) => id)).toEqual(["fa-5"]);
    }
  });
});
