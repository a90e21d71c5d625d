import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { SymptomDefinition } from "@/lib/core/learning/diagnosis/symptom-table";
import { numbers, readTable } from "@/lib/evaluation/read-table";

const publicSchema = z.object({
  world: z.string(),
  symptoms: z.array(z.object({ lesson: z.number().int(), traps: z.array(z.number().int()) })).min(1),
  questions: z
    .array(z.object({ q: z.number().int(), lesson: z.number().int(), option_traps: z.array(z.number().int()) }))
    .min(1),
});

/** A learner's answers: `choice[q]` is −1 where there is none, 0 for the key, d for distractor d; `order` as given. */
export type Sheet = { learner: string; choice: Int8Array; order: Int32Array };

/** What is planted in each learner of a set, as indices of symptoms; empty for the healthy. */
export type Truth = ReadonlyMap<string, readonly number[]>;

export type WorldQuestion = {
  lesson: string;
  /** The tag of distractor d at d − 1; undefined where it has none. */
  tags: readonly (string | undefined)[];
};

/** A simulated world as it may be seen, and its sets of learners, where their files are there. */
export type World = {
  name: string;
  /** Worlds with one fingerprint have the same questions and symptoms, so that parameters carry over. */
  fingerprint: string;
  symptoms: readonly SymptomDefinition[];
  questions: readonly WorldQuestion[];
  calib: readonly Sheet[] | null;
  dev: { sheets: readonly Sheet[]; truth: Truth } | null;
  full: { sheets: readonly Sheet[]; truth: Truth } | null;
};

const PUBLIC = "_public.json";

/**
 * Reads every world of a folder: `<world>_public.json` with `<world>_{calib,dev,full}_responses.csv.gz` and
 * `<world>_{dev,full}_truth.csv`, each set only where it is there.
 *
 * @throws when a file has another layout.
 */
export function readWorlds(folder: string): World[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(PUBLIC))
    .sort()
    .map((file) => readWorld(folder, file.slice(0, -PUBLIC.length)));
}

function readWorld(folder: string, name: string): World {
  const { symptoms, questions } = publicSchema.parse(JSON.parse(readFileSync(join(folder, name + PUBLIC), "utf8")));
  const placeOf = new Map(questions.map((question, place) => [question.q, place]));
  const sheets = (set: string): Sheet[] | null => {
    const file = [".csv.gz", ".csv"].map((end) => join(folder, `${name}_${set}_responses${end}`)).find(existsSync);
    return file === undefined ? null : readSheets(file, placeOf);
  };
  const withTruth = (set: string): World["full"] => {
    const file = join(folder, `${name}_${set}_truth.csv`);
    const answers = sheets(set);
    return answers === null || !existsSync(file) ? null : { sheets: answers, truth: readTruth(file) };
  };
  return {
    name,
    fingerprint: JSON.stringify([symptoms, questions]),
    symptoms: symptoms.map(({ lesson, traps }, index) => ({
      id: `symptom ${index}`,
      lessons: [`lesson ${lesson}`],
      traps: traps.map((trap) => `trap ${trap}`),
    })),
    questions: questions.map(({ lesson, option_traps }) => ({
      lesson: `lesson ${lesson}`,
      tags: option_traps.map((trap) => (trap < 0 ? undefined : `trap ${trap}`)),
    })),
    calib: sheets("calib"),
    dev: withTruth("dev"),
    full: withTruth("full"),
  };
}

function readSheets(file: string, placeOf: ReadonlyMap<number, number>): Sheet[] {
  const table = readTable(file);
  const learners = table.column("learner");
  const q = numbers(table, "q");
  const choice = numbers(table, "choice");
  const position = table.columns.includes("pos") ? numbers(table, "pos") : q;
  const rowsOf = new Map<string, number[]>();
  learners.forEach((learner, row) => {
    const rows = rowsOf.get(learner);
    if (rows === undefined) rowsOf.set(learner, [row]);
    else rows.push(row);
  });
  return [...rowsOf].map(([learner, rows]) => {
    rows.sort((a, b) => (position[a] ?? 0) - (position[b] ?? 0));
    const sheet: Sheet = { learner, choice: new Int8Array(placeOf.size).fill(-1), order: new Int32Array(rows.length) };
    rows.forEach((row, at) => {
      const place = placeOf.get(q[row] ?? -1);
      if (place === undefined) throw new Error(`${file}, row ${row + 1}: no question ${q[row]}`);
      sheet.choice[place] = choice[row] ?? -1;
      sheet.order[at] = place;
    });
    return sheet;
  });
}

function readTruth(file: string): Truth {
  const table = readTable(file);
  const symptoms = table.column("symptoms");
  return new Map(
    table.column("learner").map((learner, row) => {
      const cell = symptoms[row] ?? "";
      return [learner, cell === "" ? [] : cell.split(";").map(Number)];
    }),
  );
}
