import type { Kind } from "@/lib/core/question/schema";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { type Rng, shuffled } from "@/lib/core/shared/rng";
import type { Blueprint, Quota } from "./blueprint";
import { byFreshness, type Freshness, onePerFamily } from "./one-per-family";

/** What the assembly must know of a question of the bank. */
export type Candidate = Freshness & {
  id: string;
  /** The family that it is a draw of. */
  family: string | null;
  lesson: string;
  type: Kind;
  traps: readonly string[];
  counterCue: boolean;
  difficulty: number;
  /** The exam versions that it fits. */
  exams: readonly string[];
  caseId: string | null;
  caseIndex: number | null;
  /** A probe that this learner is due for: it goes in before the others, wherever the quotas allow it. */
  wanted?: boolean;
};

export type FormItem = { id: string; pilot: boolean };

/** One thing that the bank could not give. */
export type Shortfall =
  | { kind: "lesson"; lesson: string; wanted: number; available: number }
  | { kind: "pilots"; wanted: number; available: number }
  | { kind: "quota"; quota: Quota; reached: number };

/** Questions that go in together: one question, or all of a case in order. */
type Unit = Freshness & { questions: readonly Candidate[] };

/** Wanted probes before all others, then fresh questions before met ones. */
const byNeed = (a: Unit, b: Unit): number =>
  Number(b.questions.some(({ wanted }) => wanted)) - Number(a.questions.some(({ wanted }) => wanted)) ||
  byFreshness(a, b);

const byOwnNeed = (a: Candidate, b: Candidate): number =>
  Number(b.wanted ?? false) - Number(a.wanted ?? false) || byFreshness(a, b);

const TRIES = 60;

/** Whether a question is of the kind that a quota counts. */
export const fits = (question: Omit<Candidate, keyof Freshness>, quota: Quota): boolean =>
  (quota.type === undefined || question.type === quota.type) &&
  (quota.lesson === undefined || question.lesson === quota.lesson) &&
  (quota.version === undefined || question.exams.includes(quota.version)) &&
  (quota.trap === undefined || question.traps.includes(quota.trap)) &&
  (quota.counterCue === undefined || question.counterCue) &&
  (quota.inCase === undefined || question.caseId !== null) &&
  (quota.difficulty === undefined ||
    (question.difficulty >= quota.difficulty[0] && question.difficulty <= quota.difficulty[1]));

const count = (questions: readonly Candidate[], quota: Quota): number =>
  questions.filter((question) => fits(question, quota)).length;

/** A case is as fresh as the question of it that was met most often. */
const leastFreshOf = (questions: readonly Candidate[]): Freshness => ({
  seen: Math.max(...questions.map(({ seen }) => seen)),
  familySeen: Math.max(...questions.map(({ familySeen }) => familySeen)),
});

function unitsOf(bank: readonly Candidate[]): Unit[] {
  const byCase = new Map<string, Candidate[]>();
  const units: Unit[] = [];
  for (const question of bank) {
    if (question.caseId === null) units.push({ ...leastFreshOf([question]), questions: [question] });
    else byCase.set(question.caseId, [...(byCase.get(question.caseId) ?? []), question]);
  }
  for (const questions of byCase.values()) {
    questions.sort((a, b) => (a.caseIndex ?? 0) - (b.caseIndex ?? 0));
    units.push({ ...leastFreshOf(questions), questions });
  }
  return units;
}

type Draft = { chosen: Unit[]; questions: Candidate[]; room: Map<string, number> };

/** Whether the unit may still go in: room in each lesson it touches, and no maximum broken. */
function mayAdd(draft: Draft, unit: Unit, quotas: readonly Quota[]): boolean {
  const needed = new Map<string, number>();
  for (const question of unit.questions) needed.set(question.lesson, (needed.get(question.lesson) ?? 0) + 1);
  for (const [lesson, wanted] of needed) if ((draft.room.get(lesson) ?? 0) < wanted) return false;
  return quotas.every(
    (quota) => quota.max === undefined || count(draft.questions, quota) + count(unit.questions, quota) <= quota.max,
  );
}

function add(draft: Draft, unit: Unit): void {
  draft.chosen.push(unit);
  draft.questions.push(...unit.questions);
  for (const question of unit.questions) draft.room.set(question.lesson, (draft.room.get(question.lesson) ?? 0) - 1);
}

/** One greedy pass: what the minima ask for first, then the rest of each lesson, fresh questions before met ones. */
function draftForm(blueprint: Blueprint, units: readonly Unit[], rng: Rng): Draft {
  const draft: Draft = {
    chosen: [],
    questions: [],
    room: new Map(blueprint.lessons.map((quota) => [quota.lesson, quota.scored])),
  };
  const order = shuffled(units, rng).sort(byNeed);
  const used = new Set<Unit>();
  const take = (wanted: (unit: Unit) => boolean): boolean => {
    const unit = order.find(
      (candidate) => !used.has(candidate) && wanted(candidate) && mayAdd(draft, candidate, blueprint.quotas),
    );
    if (unit === undefined) return false;
    used.add(unit);
    add(draft, unit);
    return true;
  };
  for (const quota of shuffled(blueprint.quotas, rng)) {
    while (count(draft.questions, quota) < (quota.min ?? 0)) {
      if (!take((unit) => count(unit.questions, quota) > 0)) break;
    }
  }
  while (take(() => true)) {
    // each turn adds one unit; ends when nothing fits any more
  }
  return draft;
}

function shortfalls(blueprint: Blueprint, draft: Draft, pilots: readonly Unit[]): Shortfall[] {
  const short: Shortfall[] = [];
  for (const quota of blueprint.lessons) {
    const left = draft.room.get(quota.lesson) ?? 0;
    if (left > 0)
      short.push({ kind: "lesson", lesson: quota.lesson, wanted: quota.scored, available: quota.scored - left });
  }
  if (pilots.length < blueprint.pilots) {
    short.push({ kind: "pilots", wanted: blueprint.pilots, available: pilots.length });
  }
  const questions = [...draft.questions, ...pilots.flatMap((unit) => unit.questions)];
  for (const quota of blueprint.quotas) {
    const reached = count(questions, quota);
    if (quota.min !== undefined && reached < quota.min) short.push({ kind: "quota", quota, reached });
  }
  return short;
}

/**
 * Pilots are single questions of the form's lessons that break no maximum: first what a minimum still asks for, then
 * any. Nothing but the result tells which they were.
 */
function drawPilots(blueprint: Blueprint, units: readonly Unit[], draft: Draft, rng: Rng): Unit[] {
  const pilots: Unit[] = [];
  const lessons = new Set(blueprint.lessons.map((quota) => quota.lesson));
  const questions = [...draft.questions];
  const free = shuffled(units, rng)
    .sort(byFreshness)
    .flatMap((unit) => {
      const [question] = unit.questions;
      // A pilot counts for nothing, so no probe that is wanted is spent on it.
      const fitting =
        question !== undefined && unit.questions.length === 1 && lessons.has(question.lesson) && !question.wanted;
      return fitting && !draft.chosen.includes(unit) ? [{ unit, question }] : [];
    });
  const take = (wanted: (question: Candidate) => boolean): boolean => {
    if (pilots.length === blueprint.pilots) return false;
    const found = free.find(
      ({ unit, question }) =>
        wanted(question) &&
        !pilots.includes(unit) &&
        blueprint.quotas.every(
          (quota) => quota.max === undefined || !fits(question, quota) || count(questions, quota) < quota.max,
        ),
    );
    if (found === undefined) return false;
    questions.push(found.question);
    pilots.push(found.unit);
    return true;
  };
  for (const quota of blueprint.quotas) {
    while (count(questions, quota) < (quota.min ?? 0)) if (!take((question) => fits(question, quota))) break;
  }
  while (take(() => true)) {
    // each turn adds one pilot; ends when there are enough or none is left
  }
  return pilots;
}

/** The place of a unit's section; a case over several stands in the first that it touches. */
function sectionOf({ sections = [] }: Blueprint, { questions }: Unit): number {
  const places = questions.map(({ lesson }) => sections.findIndex(({ lessons }) => lessons.includes(lesson)));
  return Math.min(...places);
}

/**
 * Assembles one form from the bank: the same bank and generator give the same form.
 *
 * Tries a bounded number of greedy drafts and takes the first that meets every quota; no clock is involved. Cases stay
 * whole and in order, sections stand in their order; everything else is mixed. A family stands in a form once, pilots included. Fails with what is
 * short, from the best draft.
 */
export function assembleForm(
  blueprint: Blueprint,
  bank: readonly Candidate[],
  rng: Rng,
): Result<FormItem[], Shortfall[]> {
  let best: Shortfall[] | null = null;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    // Another draw of a family with each try: the draws differ in the traps that a quota may ask for.
    const units = unitsOf(onePerFamily(bank, byOwnNeed, rng));
    const draft = draftForm(blueprint, units, rng);
    const pilots = drawPilots(blueprint, units, draft, rng);
    const short = shortfalls(blueprint, draft, pilots);
    if (short.length === 0) {
      const mixed = shuffled(
        [...draft.chosen.map((unit) => ({ unit, pilot: false })), ...pilots.map((unit) => ({ unit, pilot: true }))],
        rng,
      ).sort((a, b) => sectionOf(blueprint, a.unit) - sectionOf(blueprint, b.unit));
      return ok(mixed.flatMap(({ unit, pilot }) => unit.questions.map((question) => ({ id: question.id, pilot }))));
    }
    if (best === null || short.length < best.length) best = short;
  }
  return fail(best ?? []);
}
