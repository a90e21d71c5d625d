import { countedOnce } from "@/lib/core/learning/fold/learning-parameters";
import { seededRng } from "@/lib/core/shared/rng";
import { assembleForm, type Candidate, fits, type Shortfall } from "./assemble-form";
import { type Blueprint, formSize, type Quota } from "./blueprint";
import type { Freshness } from "./one-per-family";
import { type QuotaNames, quotaWords, ruleWords, shortfallWords } from "./quota-words";

/** Something of a blueprint that the bank cannot give. `quota` is the place of the quota in the blueprint. */
export type Lack =
  /** The whole bank has fewer. */
  | { kind: "lesson"; lesson: string; wanted: number; available: number }
  | { kind: "pilots"; wanted: number; available: number }
  | { kind: "bank"; quota: number; wanted: number; available: number }
  /** The bank has enough, but the exam has no place for so many. */
  | { kind: "room"; quota: number; wanted: number; room: number }
  /** Each can be met, all together cannot, or not in every draw. `relief`: the quotas without any one of which they can. */
  | { kind: "together"; short: Shortfall[]; relief: number[] };

/** What so many draws came to. */
export type Feasibility = { draws: number; failed: number; lacks: Lack[] };

const DRAWS = 12;

const MOST_RELIEF = 12;

/**
 * A bank with no more of one kind than a form could hold: what a blueprint cannot tell apart is the same to it, so that a
 * large bank is as quick to ask as a small one. Cases stay whole, and of a family one draw of each kind is enough.
 */
export function enoughOfEach<Q extends Omit<Candidate, keyof Freshness>>(
  blueprint: Blueprint,
  bank: readonly Q[],
): Q[] {
  const most = formSize(blueprint);
  const counts = new Map<string, number>();
  return bank.filter((question) => {
    if (question.caseId !== null) return true;
    const quotas = blueprint.quotas.map((quota) => Number(fits(question, quota))).join("");
    const kind = `${question.lesson}/${quotas}/${question.family ?? ""}`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= (question.family === null ? most : 1);
  });
}

/** What a single look at the bank shows: counts that no draw can reach. A family counts once, as in a form. */
function plainLacks(blueprint: Blueprint, bank: readonly Candidate[]): Lack[] {
  const { lessons, pilots, quotas } = blueprint;
  const of = (lesson: string, quota: Quota = {}) =>
    countedOnce(bank.filter((question) => question.lesson === lesson && fits(question, quota))).length;
  const short = lessons.flatMap(({ lesson, scored }): Lack[] => {
    const available = of(lesson);
    return available < scored ? [{ kind: "lesson", lesson, wanted: scored, available }] : [];
  });
  const left = lessons.reduce((sum, { lesson, scored }) => sum + Math.max(0, of(lesson) - scored), 0);
  const unscored: Lack[] = left < pilots ? [{ kind: "pilots", wanted: pilots, available: left }] : [];
  const unmet = quotas.flatMap((quota, index): Lack[] => {
    const wanted = quota.min ?? 0;
    const elsewhere = quota.lesson !== undefined && !lessons.some(({ lesson }) => lesson === quota.lesson);
    if (elsewhere) return wanted > 0 ? [{ kind: "room", quota: index, wanted, room: 0 }] : [];
    const held = lessons.map(({ lesson, scored }) => ({ scored, available: of(lesson, quota) }));
    const available = held.reduce((sum, one) => sum + one.available, 0);
    if (available < wanted) return [{ kind: "bank", quota: index, wanted, available }];
    const scored = held.reduce((sum, one) => sum + Math.min(one.scored, one.available), 0);
    const room = scored + Math.min(pilots, available - scored);
    return room < wanted ? [{ kind: "room", quota: index, wanted, room }] : [];
  });
  return [...short, ...unscored, ...unmet];
}

const missing = (short: readonly Shortfall[]): number =>
  short.reduce(
    (sum, one) => sum + (one.kind === "quota" ? (one.quota.min ?? 0) - one.reached : one.wanted - one.available),
    0,
  );

/** The quotas of which leaving out one alone lets the bank fill the exam. */
function reliefOf(blueprint: Blueprint, bank: readonly Candidate[], seed: string): number[] {
  return blueprint.quotas.slice(0, MOST_RELIEF).flatMap((_, index) => {
    const quotas = blueprint.quotas.filter((_quota, place) => place !== index);
    return assembleForm({ ...blueprint, quotas }, bank, seededRng(seed)).ok ? [index] : [];
  });
}

/**
 * Whether the bank fills a blueprint. Counts tell what it plainly lacks; whether quotas go together is not worked out but
 * tried: the assembly that makes the exams draws several, for somebody who has met no question yet.
 */
export function checkBlueprint(blueprint: Blueprint, whole: readonly Candidate[], draws = DRAWS): Feasibility {
  const lacks = plainLacks(blueprint, whole);
  if (lacks.length > 0) return { draws: 0, failed: 0, lacks };
  const bank = enoughOfEach(blueprint, whole);
  const seeds = Array.from({ length: draws }, (_, draw) => `${blueprint.id}/${draw}`);
  const failures = seeds.flatMap((seed) => {
    const form = assembleForm(blueprint, bank, seededRng(seed));
    return form.ok ? [] : [{ seed, short: form.error }];
  });
  const [nearest] = failures.sort((a, b) => missing(a.short) - missing(b.short));
  if (nearest === undefined) return { draws, failed: 0, lacks: [] };
  const relief = reliefOf(blueprint, bank, nearest.seed);
  return { draws, failed: failures.length, lacks: [{ kind: "together", short: nearest.short, relief }] };
}

const or = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

function lackWords(lack: Lack, blueprint: Blueprint, { draws, failed }: Feasibility, names: QuotaNames): string {
  switch (lack.kind) {
    case "lesson": {
      const what = `the ${lack.wanted} scored questions of lesson ${names.lesson(lack.lesson)}`;
      return `The bank has ${lack.available} of ${what}: ${lack.wanted - lack.available} short.`;
    }
    case "pilots": {
      const left = `${lack.available} of the ${lack.wanted} unscored questions`;
      return `Beside the scored ones the bank has ${left}: ${lack.wanted - lack.available} short.`;
    }
    case "bank": {
      const quota = blueprint.quotas[lack.quota] ?? {};
      const what = `the ${lack.wanted} ${quotaWords(quota, names)}`;
      return `The bank has ${lack.available} of ${what}: ${lack.wanted - lack.available} short.`;
    }
    case "room": {
      const quota = blueprint.quotas[lack.quota] ?? {};
      const places = `${lack.room} of its ${formSize(blueprint)} places`;
      return `The quota "${ruleWords(quota, names)}" does not fit: only ${places} can hold one, ${lack.wanted - lack.room} too few.`;
    }
    case "together": {
      const often = failed === draws ? "No draw meets" : `${failed} of ${draws} draws do not meet`;
      const reached = lack.short.map((short) => shortfallWords(short, names)).join(", ");
      const relief = lack.relief.flatMap((index) => blueprint.quotas[index] ?? []);
      const without = or(relief.map((quota) => `"${ruleWords(quota, names)}"`));
      return `${often} everything at once: at best ${reached}.${without === "" ? "" : ` It works without ${without}.`}`;
    }
  }
}

/** Everything that the bank lacks, in sentences; none where it fills the blueprint. */
export const feasibilityWords = (found: Feasibility, blueprint: Blueprint, names: QuotaNames): string[] =>
  found.lacks.map((lack) => lackWords(lack, blueprint, found, names));
