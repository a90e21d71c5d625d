import { type Question, questionSchema } from "@/lib/core/question/schema";

// The questions of the small pack: every type, a case, keys and traps in several places.

export const TRAPS = ["trap-always-boil", "trap-boil-green", "trap-longer-steep", "trap-any-water"] as const;
const [ALWAYS_BOIL, BOIL_GREEN, LONGER_STEEP, ANY_WATER] = TRAPS;
export const LESSONS = ["lesson-heat", "lesson-time", "lesson-water"] as const;
const [HEAT, TIME, WATER] = LESSONS;

export const VERIFIED_ON = "2026-11-01";

export type Draft = { name: string; lesson: string; fields: Record<string, unknown> };

const part = (id: string, name: string, word: string, fields: Record<string, unknown>) => ({
  id: `part-${id}`,
  text: `${word} the pot of ${name}`,
  why: `Right or wrong because of ${name}.`,
  ...fields,
});

const choice = (name: string, lesson: string, own: [string, string], fields = {}): Draft => ({
  name,
  lesson,
  fields: {
    type: "multiple-choice",
    options: [
      part("first", name, "Boil", { trap: own[0] }),
      part("second", name, "Cool", { key: true }),
      part("third", name, "Stir", { trap: own[1] }),
      part("fourth", name, "Cover", { trap: "plain-error" }),
    ],
    ...fields,
  },
});

const choices = (name: string, lesson: string, own: string): Draft => ({
  name,
  lesson,
  fields: {
    type: "multiple-response",
    choose: 2,
    options: [
      part("first", name, "Boil", { trap: own }),
      part("second", name, "Cool", { key: true }),
      part("third", name, "Stir", { key: true }),
      part("fourth", name, "Cover", { trap: "plain-error" }),
      part("fifth", name, "Shake", { trap: "plain-error" }),
    ],
  },
});

const ordering: Draft = {
  name: "steps",
  lesson: HEAT,
  fields: {
    type: "ordering",
    items: [part("wash", "steps", "Wash", {}), part("boil", "steps", "Boil", {}), part("pour", "steps", "Pour", {})],
    decoys: [part("freeze", "steps", "Freeze", {})],
    wrongOrders: [{ before: "part-boil", after: "part-wash", trap: ALWAYS_BOIL, why: "Wash first because of dust." }],
  },
};

const matching: Draft = {
  name: "pairs",
  lesson: TIME,
  fields: {
    type: "matching",
    prompts: [
      part("green", "pairs", "Green leaves in", { answer: "part-short" }),
      part("black", "pairs", "Black leaves in", { answer: "part-long" }),
      part("herbs", "pairs", "Herbs in", { answer: "part-long" }),
    ],
    responses: [
      { id: "part-short", text: "Two minutes" },
      { id: "part-long", text: "Five minutes" },
      { id: "part-never", text: "One hour" },
    ],
    wrongPairs: [{ prompt: "part-green", response: "part-long", trap: LONGER_STEEP, why: "Bitter because of it." }],
  },
};

/** Questions that stand alone. */
export const SINGLE: readonly Draft[] = [
  choice("heat one", HEAT, [ALWAYS_BOIL, LONGER_STEEP]),
  choice("heat two", HEAT, [BOIL_GREEN, ANY_WATER], { counterCue: true }),
  choice("heat three", HEAT, [BOIL_GREEN, LONGER_STEEP], { difficulty: 4 }),
  choice("heat four", HEAT, [ALWAYS_BOIL, ANY_WATER], { difficulty: 5 }),
  choices("heat pair", HEAT, ALWAYS_BOIL),
  ordering,
  choice("time one", TIME, [LONGER_STEEP, ALWAYS_BOIL], { counterCue: true }),
  choice("time two", TIME, [LONGER_STEEP, ANY_WATER], { difficulty: 3 }),
  choice("time three", TIME, [LONGER_STEEP, BOIL_GREEN]),
  matching,
  choice("water one", WATER, [ANY_WATER, LONGER_STEEP], { difficulty: 4 }),
  choice("water two", WATER, [ANY_WATER, ALWAYS_BOIL], { counterCue: true }),
  choice("water three", WATER, [ANY_WATER, "plain-error"], { difficulty: 5 }),
  choices("water pair", WATER, ANY_WATER),
];

/** The questions of the one case, in order. */
export const IN_CASE: readonly Draft[] = [
  choice("case heat", HEAT, [ALWAYS_BOIL, LONGER_STEEP], { difficulty: 3 }),
  choice("case time", TIME, [LONGER_STEEP, ANY_WATER], { difficulty: 3 }),
];

/** The question of a draft, named by its pack. */
export const toQuestion = (pack: string, { name, lesson, fields }: Draft): Question =>
  questionSchema.parse({
    id: `${pack}-q-${name.replace(" ", "-")}`,
    lesson,
    exams: [`${pack}-1`, `${pack}-2`],
    difficulty: 2,
    stem: `Forty guests wait for the tea of ${name}.`,
    ask: "What do the cooks do?",
    facts: ["B7.1"],
    verifiedOn: VERIFIED_ON,
    review: { by: "person", solvedBlind: "agreed", tagsBlind: "agreed", on: "2026-11-02" },
    ...fields,
  });
