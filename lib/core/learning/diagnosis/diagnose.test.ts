import { describe, expect, test } from "vitest";
import { foldTrapOffers, type TrapLedger } from "@/lib/core/learning/traps/trap-ledger";
import { COLD_START_SNAPSHOT, diagnose, diagnosisSnapshotSchema, evidenceStrength } from "./diagnose";
import { symptomTable } from "./symptom-table";

const SYMPTOMS = [
  { id: "serving", lessons: ["3.1"], traps: ["force-real-time", "skip-batch"] },
  { id: "pipelines", lessons: ["3.3"], traps: ["by-hand"] },
  { id: "scaling", lessons: ["3.2"], traps: ["by-size"] },
];
const TABLE = symptomTable(SYMPTOMS);

function after(...answers: readonly (readonly [trap: string, taken: boolean])[]): TrapLedger {
  let ledger: TrapLedger = {};
  for (const [trap, taken] of answers) {
    ledger = { ...ledger, ...foldTrapOffers(ledger, [{ trap, taken, innocent: 0.15 }], () => undefined) };
  }
  return ledger;
}

const FALLEN = after(
  ["force-real-time", true],
  ["force-real-time", true],
  ["force-real-time", false],
  ["skip-batch", true],
  ["skip-batch", true],
  ["by-hand", false],
);

describe("a diagnosis", () => {
  test("is nothing found before any answer, and for who refuses every trap", () => {
    for (const traps of [{}, after(["by-hand", false], ["by-size", false], ["skip-batch", false])]) {
      expect(diagnose(TABLE, SYMPTOMS, { traps, lessons: {} }, COLD_START_SNAPSHOT).nothingFound).toBe(true);
    }
  });

  test("ranks the symptom whose traps were taken first, with the counts that say so", () => {
    const found = diagnose(TABLE, SYMPTOMS, { traps: FALLEN, lessons: {} }, COLD_START_SNAPSHOT);
    expect(found.nothingFound).toBe(false);
    const [first] = found.symptoms;
    expect(first).toMatchObject({ symptom: "serving", strength: "strong", shown: null });
    expect(first?.reasons.slice(0, 2)).toMatchObject([
      { kind: "trap", trap: "skip-batch", falls: 2, decided: 2 },
      { kind: "trap", trap: "force-real-time", falls: 2, decided: 3 },
    ]);
    expect(found.symptoms.map(({ probability }) => probability)).toEqual(
      found.symptoms.map(({ probability }) => probability).sort((a, b) => b - a),
    );
  });

  test("shows a probability only after recalibration", () => {
    const snapshot = { ...COLD_START_SNAPSHOT, recalibration: { slope: 0.5, intercept: -1 } };
    const [first] = diagnose(TABLE, SYMPTOMS, { traps: FALLEN, lessons: {} }, snapshot).symptoms;
    expect(first?.shown).toBeLessThan(first?.probability ?? 0);
  });

  test("names a weak lesson and a report among the reasons, the strongest first", () => {
    const evidence = { traps: {}, lessons: { "3.2": { residual: -3, variance: 1.5 } }, reported: ["scaling"] };
    const found = diagnose(TABLE, SYMPTOMS, evidence, COLD_START_SNAPSHOT);
    expect(found.symptoms[0]?.symptom).toBe("scaling");
    const reasons = found.symptoms[0]?.reasons ?? [];
    expect(reasons.map(({ kind }) => kind).sort()).toEqual(["lesson", "report"]);
    expect(reasons.map(({ weight }) => weight)).toEqual(reasons.map(({ weight }) => weight).sort((a, b) => b - a));
  });

  test("the reasons' weights are what moved a symptom that shares nothing", () => {
    const [first] = diagnose(TABLE, SYMPTOMS, { traps: FALLEN, lessons: {} }, COLD_START_SNAPSHOT).symptoms;
    const moved = (first?.reasons ?? []).reduce((sum, { weight }) => sum + weight, Math.log(0.08 / 0.92));
    // Up to the limit of three symptoms at once.
    expect(Math.log((first?.probability ?? 0) / (1 - (first?.probability ?? 0)))).toBeCloseTo(moved, 1);
  });

  test("the threshold decides, and the snapshot survives JSON", () => {
    const strict = { ...COLD_START_SNAPSHOT, alarmThreshold: 0.9999 };
    expect(diagnose(TABLE, SYMPTOMS, { traps: FALLEN, lessons: {} }, strict).nothingFound).toBe(true);
    expect(diagnosisSnapshotSchema.parse(JSON.parse(JSON.stringify(strict)))).toEqual(strict);
  });

  test.each([
    { probability: 0.08, word: "weak" },
    { probability: 0.01, word: "weak" },
    { probability: 0.25, word: "some" },
    { probability: 0.6, word: "some" },
    { probability: 0.65, word: "strong" },
    { probability: 1, word: "strong" },
  ])("$probability where 8 % have it is $word evidence", ({ probability, word }) => {
    expect(evidenceStrength(probability, 0.08)).toBe(word);
  });
});
