import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { seededRng } from "@/lib/core/shared/rng";
import { evaluateDiagnosis } from "./evaluate-diagnosis";
import { readWorlds } from "./read-worlds";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const QUESTIONS = 60;
const SYMPTOMS = [0, 1, 2].map((lesson) => ({ lesson, traps: [lesson] }));
const PUBLIC = {
  symptoms: SYMPTOMS,
  // Ids that are no places, so that nothing may count on them.
  questions: Array.from({ length: QUESTIONS }, (_, q) => ({
    q: 1000 + q,
    lesson: q % 3,
    option_traps: [q % 3, -1, -1],
  })),
};

/** A little world in which whoever has symptom s takes its trap eight times out of ten, and is right six in ten else. */
function writeWorld(folder: string, name: string, ill: boolean): void {
  const rng = seededRng(`little/${name}`);
  const choice = (symptom: number | undefined, q: number): number => {
    if (symptom === q % 3 && rng() < 0.8) return 1;
    return rng() < 0.6 ? 0 : 1 + Math.floor(3 * rng());
  };
  const responses = (learners: number, symptomOf: (learner: number) => number | undefined): string =>
    [
      "learner,q,choice",
      ...Array.from({ length: learners * QUESTIONS }, (_, row) => {
        const [learner, q] = [Math.floor(row / QUESTIONS), row % QUESTIONS];
        return `${learner},${1000 + q},${choice(symptomOf(learner), q)}`;
      }),
    ].join("\n");
  const symptomOf = (learner: number): number | undefined => (ill && learner % 2 === 0 ? (learner / 2) % 3 : undefined);
  writeFileSync(join(folder, `${name}_public.json`), JSON.stringify({ world: name, config: {}, ...PUBLIC }));
  writeFileSync(join(folder, `${name}_full_responses.csv`), responses(24, symptomOf));
  const truth = Array.from({ length: 24 }, (_, learner) => `${learner},${symptomOf(learner) ?? ""}`);
  writeFileSync(join(folder, `${name}_full_truth.csv`), ["learner,symptoms", ...truth].join("\n"));
  if (ill) writeFileSync(join(folder, `${name}_calib_responses.csv`), responses(60, symptomOf));
}

function littleData(): string {
  const data = mkdtempSync(join(tmpdir(), "worlds-"));
  folders.push(data);
  const folder = join(data, "diagnosis");
  mkdirSync(folder);
  writeWorld(folder, "marsh", true);
  writeWorld(folder, "meadow", false);
  return data;
}

describe("the yardsticks of diagnosis", () => {
  test("are none where the data set is absent", () => {
    expect(evaluateDiagnosis(join(tmpdir(), "no such folder"), { seed: "s", log: () => undefined })).toEqual([]);
  });

  test("find worlds of any name, and the healthy one by its questions", () => {
    const rows = evaluateDiagnosis(littleData(), { seed: "s", log: () => undefined });
    const row = (id: string) => rows.find((one) => one.id === `diagnosis/marsh/${id}`);
    // Plain symptoms are found; with the tags dealt out anew they are not found by their traps.
    expect(row("found-first/random-40")?.figure).toBeGreaterThan(0.9);
    expect(row("found-first/random-40")?.n).toBe(12);
    expect(row("found-first/shuffled-tags")?.figure).toBeLessThan(row("found-first/random-40")?.figure ?? 0);
    expect(row("found-and-right/adaptive-40")?.figure).toBeLessThanOrEqual(row("found-first/adaptive-40")?.figure ?? 0);
    expect(row("alarms/random-40")?.on).toBe("meadow");
    expect(rows.every(({ id, figure }) => id.startsWith("diagnosis/marsh/") && Number.isFinite(figure))).toBe(true);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  test("keep a learner's answers at their questions", () => {
    const [marsh] = readWorlds(join(littleData(), "diagnosis"));
    const sheet = marsh?.full?.sheets[0];
    expect(sheet?.order).toHaveLength(QUESTIONS);
    expect(marsh?.full?.truth.get("2")).toEqual([1]);
    expect(marsh?.full?.truth.get("1")).toEqual([]);
    expect(marsh?.dev).toBeNull();
    expect(marsh?.questions[0]).toEqual({ lesson: "lesson 0", tags: ["trap 0", undefined, undefined] });
  });
});
