/** A symptom with what points to it: the lessons it belongs to and the traps that whoever has it tends to hold. */
export type SymptomDefinition = { id: string; lessons: readonly string[]; traps: readonly string[] };

/** The design's limit: nobody is told that they have more than three symptoms at once. */
const MOST_SYMPTOMS = 3;

/**
 * The symptoms of a chapter with all subsets of at most three, laid out once for fast sums.
 *
 * The log posterior of a subset is a sum of *terms*: one for each of its symptoms, one for each of its lessons (once,
 * however many symptoms share it) and one for each of its traps (by how many of its symptoms hold it). Terms are
 * numbered: symptom s → s; lesson l → symptoms + l; trap t held by n → symptoms + lessons + 3 t + n − 1.
 *
 * Most subsets share nothing, so a subset is kept as its members, each with the terms that it has when it is alone
 * (`alone`), and as the few corrections for what its members share: coefficient · term.
 */
export type SymptomTable = {
  symptoms: readonly string[];
  lessons: readonly string[];
  traps: readonly string[];
  lessonIndex: ReadonlyMap<string, number>;
  trapIndex: ReadonlyMap<string, number>;
  termCount: number;
  /** Per symptom its terms when it is the only one. */
  alone: readonly (readonly number[])[];
  subsetCount: number;
  /** Subset a's members are members[3 a] … [3 a + 2], `symptoms.length` for none; subset 0 is empty: healthy. */
  members: Int32Array;
  /** Subset a's corrections are those from corrections[a] to corrections[a + 1] − 1. */
  corrections: Int32Array;
  correctionTerms: Int32Array;
  correctionCoefficients: Float64Array;
};

export const lessonTerm = (table: SymptomTable, lesson: number): number => table.symptoms.length + lesson;
export const trapTerm = (table: SymptomTable, trap: number, held: number): number =>
  table.symptoms.length + table.lessons.length + 3 * trap + held - 1;

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
const indexed = (ids: readonly string[]): Map<string, number> => new Map(ids.map((id, index) => [id, index]));

/**
 * Lays a chapter's symptoms out. Do it once for a chapter, not for each answer.
 *
 * @throws when two symptoms have one id.
 */
export function symptomTable(definitions: readonly SymptomDefinition[]): SymptomTable {
  const symptoms = definitions.map((definition) => definition.id);
  if (new Set(symptoms).size !== symptoms.length) throw new Error("two symptoms have one id");
  const lessons = unique(definitions.flatMap((definition) => definition.lessons));
  const traps = unique(definitions.flatMap((definition) => definition.traps));
  const lessonIndex = indexed(lessons);
  const trapIndex = indexed(traps);
  const lessonsOf = definitions.map((definition) => unique(definition.lessons).map((id) => lessonIndex.get(id) ?? 0));
  const trapsOf = definitions.map((definition) => unique(definition.traps).map((id) => trapIndex.get(id) ?? 0));

  const lessonTermOf = (lesson: number): number => symptoms.length + lesson;
  const trapTermOf = (trap: number, held: number): number => symptoms.length + lessons.length + 3 * trap + held - 1;
  const members: number[] = [];
  const corrections = [0];
  const correctionTerms: number[] = [];
  const correctionCoefficients: number[] = [];
  const correct = (term: number, coefficient: number): void => {
    correctionTerms.push(term);
    correctionCoefficients.push(coefficient);
  };
  const all = subsets(symptoms.length);
  for (const subset of all) {
    const none = symptoms.length;
    members.push(subset[0] ?? none, subset[1] ?? none, subset[2] ?? none);
    for (const [lesson, times] of tally(subset.flatMap((symptom) => lessonsOf[symptom] ?? []))) {
      if (times > 1) correct(lessonTermOf(lesson), 1 - times);
    }
    for (const [trap, times] of tally(subset.flatMap((symptom) => trapsOf[symptom] ?? []))) {
      if (times === 1) continue;
      correct(trapTermOf(trap, 1), -times);
      correct(trapTermOf(trap, times), 1);
    }
    corrections.push(correctionTerms.length);
  }
  return {
    symptoms,
    lessons,
    traps,
    lessonIndex,
    trapIndex,
    termCount: symptoms.length + lessons.length + 3 * traps.length,
    alone: symptoms.map((_, symptom) => [
      symptom,
      ...(lessonsOf[symptom] ?? []).map(lessonTermOf),
      ...(trapsOf[symptom] ?? []).map((trap) => trapTermOf(trap, 1)),
    ]),
    subsetCount: all.length,
    members: Int32Array.from(members),
    corrections: Int32Array.from(corrections),
    correctionTerms: Int32Array.from(correctionTerms),
    correctionCoefficients: Float64Array.from(correctionCoefficients),
  };
}

function tally(ids: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** All subsets of 0 … n − 1 of at most three, the empty one first. */
function subsets(n: number): number[][] {
  const found: number[][] = [[]];
  for (let from = 0; from < found.length; from++) {
    const subset = found[from] ?? [];
    if (subset.length === MOST_SYMPTOMS) continue;
    for (let next = (subset.at(-1) ?? -1) + 1; next < n; next++) found.push([...subset, next]);
  }
  return found;
}
