import type { BankFilter, BankSort, FilterField } from "@/lib/core/authoring/bank/bank-query";
import { FLAG_NAMES } from "@/lib/core/item-analysis/flags/flag-words";
import { RAISED_KINDS } from "@/lib/core/item-analysis/judged/figure";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Kind } from "@/lib/core/question/schema";

export const TYPE_WORDS = {
  "multiple-choice": "Multiple choice",
  "multiple-response": "Multiple response",
  ordering: "Ordering",
  matching: "Matching",
} satisfies Record<Kind, string>;

export const STATE_WORDS = { all: "Published and retired", retired: "Retired" } as const;
export const AGE_WORDS = { stale: "Over a year ago", fresh: "Within the last year" } as const;
export const DRAWS_WORDS = { without: "Written questions alone", only: "Draws of families alone" } as const;
export const COUNTER_WORDS = { only: "Counter-cue alone", without: "Without counter-cue" } as const;
export const FLAG_WORDS = Object.fromEntries(RAISED_KINDS.map((kind) => [kind, FLAG_NAMES[kind]]));
export const SORT_WORDS = {
  id: "Id",
  verified: "Verified, longest ago first",
  "-verified": "Verified, latest first",
  difficulty: "Difficulty, easiest first",
  "-difficulty": "Difficulty, hardest first",
} satisfies Record<BankSort, string>;

/** The trap's short name, or its id where the pack has it no more. */
const trapWords = (pack: PackView, trap: string): string => pack.traps.get(trap)?.short ?? trap;

/** One part of a filter as a person says it: "Lesson 3.1". */
export function filterWords(filter: BankFilter, field: FilterField, pack: PackView): string {
  const words = {
    text: () => `“${filter.text}”`,
    lesson: () => `Lesson ${filter.lesson}`,
    trap: () => `Trap: ${trapWords(pack, filter.trap ?? "")}`,
    type: () => (filter.type === undefined ? "" : TYPE_WORDS[filter.type]),
    exam: () => `Exam: ${filter.exam}`,
    difficulty: () => `Difficulty ${filter.difficulty}`,
    state: () => (filter.state === undefined ? "" : STATE_WORDS[filter.state]),
    age: () => (filter.age === undefined ? "" : `Verified ${AGE_WORDS[filter.age].toLowerCase()}`),
    since: () => `Verified since ${filter.since}`,
    draws: () => (filter.draws === undefined ? "" : DRAWS_WORDS[filter.draws]),
    counter: () => (filter.counter === undefined ? "" : COUNTER_WORDS[filter.counter]),
    flag: () => (filter.flag === undefined ? "" : `Flag: ${FLAG_NAMES[filter.flag]}`),
  } satisfies Record<FilterField, () => string>;
  return words[field]();
}
