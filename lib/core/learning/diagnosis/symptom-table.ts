/** A symptom with what points to it: the lessons it belongs to and the traps that whoever has it tends to hold. */
export type SymptomDefinition = { id: string; lessons: readonly string[]; traps: readonly string[] };

/** The design's limit: nobody is told that they have more than three symptoms at once. */
const MOST_SYMPTOMS = 3;

/**
 * The symptoms of a chapter with all subsets of at most three, laid out once for fast sums. A subset is a list of
 * *terms*: one for each of its symptoms, lessons (once, however many symptoms share it) and traps (by how many of its
 * symptoms hold it). The log posterior of a subset is the sum of its terms' values.
 *
 * Terms are numbered: symptom s → s; lesson l → symptoms + l; trap t held by n → symptoms + lessons + 3 t + n − 1.
 */
export type SymptomTable = {
  symptoms: readonly string[];
  lessons: readonly string[];
  traps: readonly string[];
  lessonIndex: ReadonlyMap<string, number>;
  trapIndex: ReadonlyMap<string, number>;
  termCount: number;
  /** Subset a's terms are terms[starts[a]] … terms[starts[a + 1] − 1]; subset 0 is empty: healthy. */
  starts: Int32Array;
  terms: Int32Array;
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

  const starts = [0];
  const terms: number[] = [];
  for (const subset of subsets(symptoms.length)) {
    terms.push(...subset);
    const inLessons = new Set(subset.flatMap((symptom) => lessonsOf[symptom] ?? []));
    for (const lesson of inLessons) terms.push(symptoms.length + lesson);
    const held = new Map<number, number>();
    for (const symptom of subset) for (const trap of trapsOf[symptom] ?? []) held.set(trap, (held.get(trap) ?? 0) + 1);
    for (const [trap, times] of held) terms.push(symptoms.length + lessons.length + 3 * trap + times - 1);
    starts.push(terms.length);
  }
  return {
    symptoms,
    lessons,
    traps,
    lessonIndex,
    trapIndex,
    termCount: symptoms.length + lessons.length + 3 * traps.length,
    starts: Int32Array.from(starts),
    terms: Int32Array.from(terms),
  };
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
