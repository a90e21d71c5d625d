import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seededRng, shuffled } from "@/lib/core/shared/rng";
import { betaBinomial, fitBeta } from "./beta-binomial";
import { evaluateReadiness } from "./evaluate-readiness";
import { practiceTestNames, readPracticeTest } from "./practice-test";

const ITEMS = 24;
const PERSONS = 120;
let folder = "";

/** A made-up test of the layout: able people are right more often, and odd items are the exam. */
function made(persons: number): Record<string, string> {
  const rng = seededRng("made-up test");
  const names = Array.from({ length: ITEMS }, (_, j) => `Q${j + 1}`);
  const keys = names.map((_, j) => (j % 3 === 0 ? "AB" : "C"));
  const practice = names.flatMap((_, j) => (j % 2 === 0 ? [] : [j + 1]));
  const responses = Array.from({ length: persons }, (_, person) => {
    const ability = ((person % 12) - 5.5) / 2;
    return keys.map((key) => {
      if (rng() < 1 / (1 + Math.exp(-ability))) return key;
      return rng() < 0.5 ? "A" : rng() < 0.5 ? "D" : "";
    });
  });
  const scoreOf = (own: readonly string[]) => own.filter((answer, j) => j % 2 === 0 && answer === keys[j]).length;
  const lines = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
    [head, ...rows].map((row) => row.join(",")).join("\n");
  return {
    items_role: lines(
      ["item", "role"],
      names.map((name, j) => [name, j % 2 === 0 ? "exam" : "practice"]),
    ),
    key: lines(
      ["item", "key"],
      names.map((name, j) => [name, keys[j] ?? ""]),
    ),
    persons: lines(
      ["person", "fold", "exam_score", ...practice.map((_, step) => `X${step + 1}`)],
      responses.map((own, p) => [`p${p}`, p % 3, scoreOf(own), ...shuffled(practice, rng)]),
    ),
    // In another order than the persons: rows are found by name.
    responses: lines(["person", ...names], responses.map((own, p) => [`p${p}`, ...own]).reverse()),
  };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "readiness-"));
  mkdirSync(join(folder, "readiness"));
  for (const [table, text] of Object.entries(made(PERSONS))) {
    writeFileSync(join(folder, "readiness", `driving_${table}.csv`), text);
  }
  writeFileSync(join(folder, "readiness", "half_key.csv"), "item,key\n");
  mkdirSync(join(folder, "irt"));
  writeFileSync(
    join(folder, "irt", "tiny_patterns.csv"),
    "I1,I2,I3,freq\n0,0,0,30\n1,0,0,20\n1,1,0,25\n1,1,1,40\n0,1,0,9\n0,0,1,6\n",
  );
  writeFileSync(join(folder, "irt", "tiny_2PL_MML_reference.csv"), "item,a,d,logLik\n1,9,9,-1\n2,9,9,-1\n3,9,9,-1\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("reading a test", () => {
  test("finds it by its layout, whatever it is called, and leaves out what is not whole", () => {
    expect(practiceTestNames(join(folder, "readiness"))).toEqual(["driving"]);
    expect(practiceTestNames(join(folder, "nowhere"))).toEqual([]);
  });

  test("joins the tables by their names: the exam score is the number of keys among the exam items", () => {
    const test = readPracticeTest(join(folder, "readiness"), "driving");
    expect([test.persons, test.items, test.exam.length]).toEqual([PERSONS, ITEMS, ITEMS / 2]);
    expect(test.order[0]).toHaveLength(ITEMS / 2);
    expect(test.order.flat().every((item) => item % 2 === 1)).toBe(true);
    const told = made(PERSONS)
      .persons?.split("\n")
      .slice(1)
      .map((line) => Number(line.split(",")[2]));
    const counted = test.fold.map((_, p) => test.exam.filter((item) => test.right[p * ITEMS + item] === 1).length);
    expect(counted).toEqual(told);
  });

  test("an exam item in the practice order throws", () => {
    const bad = join(folder, "bad");
    mkdirSync(bad);
    for (const [table, text] of Object.entries(made(3))) {
      writeFileSync(join(bad, `t_${table}.csv`), table === "items_role" ? text.replaceAll("practice", "exam") : text);
    }
    expect(() => readPracticeTest(bad, "t")).toThrow("no practice item");
  });
});

describe("the yardstick", () => {
  const rows = () => evaluateReadiness(folder, { seed: "test", log: () => {} });
  let first: ReturnType<typeof rows> = [];
  beforeAll(() => {
    first = rows();
  });

  test("has a row for each method, better than the naive ones here, with an error, and the same again", () => {
    expect(first.map(({ id }) => id)).toEqual([
      "readiness/driving/brier/two-parameter",
      "readiness/driving/coverage/two-parameter",
      "readiness/driving/calibration/two-parameter",
      "readiness/driving/brier/wrong-answers",
      "readiness/driving/coverage/wrong-answers",
      "readiness/driving/calibration/wrong-answers",
      "readiness/driving/brier/drawn",
      "readiness/driving/coverage/drawn",
      "readiness/driving/calibration/drawn",
      "irt/tiny/2pl/parameters",
      "irt/tiny/2pl/log-likelihood",
    ]);
    const [brier] = first;
    expect(brier?.n).toBe(PERSONS);
    expect(brier?.se).toBeGreaterThan(0);
    expect(brier?.figure).toBeLessThan(brier?.naive[0]?.figure ?? 0);
    expect(brier?.paired[0]?.difference).toBeCloseTo((brier?.figure ?? 0) - (brier?.naive[0]?.figure ?? 0), 10);
    expect(rows()).toEqual(first);
  });

  test("a wrong reference shows", () => {
    expect(first.find(({ id }) => id === "irt/tiny/2pl/parameters")?.figure).toBeGreaterThan(1);
  });

  test("a folder without data gives no rows, and says so", () => {
    const said: string[] = [];
    expect(evaluateReadiness(join(folder, "nowhere"), { seed: "test", log: (line) => said.push(line) })).toEqual([]);
    expect(said).toHaveLength(2);
  });
});

describe("beta-binomial", () => {
  test("adds up to 1, and a flat prior gives equal chances", () => {
    const flat = betaBinomial({ a: 1, b: 1 }, 9);
    for (const chance of flat) expect(chance).toBeCloseTo(0.1, 12);
  });

  test("the fit finds the distribution that made the counts", () => {
    const truth = betaBinomial({ a: 6, b: 4 }, 20);
    const counts = [...truth].flatMap((chance, score) =>
      Array.from({ length: Math.round(chance * 10_000) }, () => score),
    );
    const { a, b } = fitBeta(counts, 20);
    expect(a).toBeCloseTo(6, 0);
    expect(b).toBeCloseTo(4, 0);
  });
});
