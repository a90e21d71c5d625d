import { describe, expect, test } from "vitest";
import { seededRng } from "@/lib/core/shared/rng";
import { assembleForm, type Candidate } from "./assemble-form";
import { type Blueprint, blueprintSchema, type Quota } from "./blueprint";
import { checkBlueprint, feasibilityWords } from "./check-blueprint";
import { idNames, ruleWords } from "./quota-words";

let made = 0;
const questions = (count: number, own: Partial<Candidate> = {}): Candidate[] =>
  Array.from({ length: count }, () => {
    made += 1;
    return {
      id: `q${made}`,
      family: null,
      lesson: "heat",
      type: "multiple-choice",
      traps: [],
      exams: ["v1"],
      counterCue: false,
      difficulty: 3,
      caseId: null,
      caseIndex: null,
      seen: 0,
      familySeen: 0,
      ...own,
    };
  });

const blueprint = (own: Partial<Blueprint> = {}): Blueprint => ({
  id: "tea",
  title: "Tea",
  summary: "Tea.",
  seconds: 600,
  lessons: [{ lesson: "heat", scored: 4 }],
  pilots: 0,
  quotas: [],
  ...own,
});

const words = (own: Partial<Blueprint>, bank: readonly Candidate[]): string[] => {
  const wanted = blueprint(own);
  return feasibilityWords(checkBlueprint(wanted, bank), wanted, idNames);
};

const two = [
  { lesson: "heat", scored: 2 },
  { lesson: "time", scored: 2 },
];

test.each<{ name: string; own: Partial<Blueprint>; bank: Candidate[]; says: string[] }>([
  { name: "a bank that is large enough", own: { pilots: 1 }, bank: questions(5), says: [] },
  {
    name: "a lesson with too few",
    own: { lessons: two },
    bank: [...questions(5), ...questions(1, { lesson: "time" })],
    says: ["The bank has 1 of the 2 scored questions of lesson time: 1 short."],
  },
  {
    name: "a family, of which an exam has one",
    own: {},
    bank: [...questions(3), ...questions(9, { family: "draws" })],
    says: [],
  },
  {
    name: "a family that is not enough",
    own: {},
    bank: [...questions(2), ...questions(9, { family: "draws" })],
    says: ["The bank has 3 of the 4 scored questions of lesson heat: 1 short."],
  },
  {
    name: "no question left for pilots",
    own: { pilots: 3 },
    bank: questions(5),
    says: ["Beside the scored ones the bank has 1 of the 3 unscored questions: 2 short."],
  },
  {
    name: "a type that is rare",
    own: { quotas: [{ type: "ordering", min: 3 }] },
    bank: [...questions(8), ...questions(1, { type: "ordering" })],
    says: ["The bank has 1 of the 3 ordering questions: 2 short."],
  },
  {
    name: "a version that few fit, in a lesson of the exam alone",
    own: { quotas: [{ version: "v2", min: 2 }] },
    bank: [
      ...questions(8),
      ...questions(1, { exams: ["v1", "v2"] }),
      ...questions(9, { lesson: "time", exams: ["v2"] }),
    ],
    says: ["The bank has 1 of the 2 questions that fit v2 too: 1 short."],
  },
  {
    name: "more of a kind than there are places for it",
    own: { lessons: two, pilots: 1, quotas: [{ lesson: "time", min: 4 }] },
    bank: [...questions(8), ...questions(8, { lesson: "time" })],
    says: [
      'The quota "at least 4 questions of lesson time" does not fit: only 3 of its 5 places can hold one, 1 too few.',
    ],
  },
  {
    name: "quotas that are each met and never both",
    own: {
      lessons: [{ lesson: "heat", scored: 2 }],
      quotas: [
        { type: "ordering", min: 2 },
        { trap: "hot", min: 1 },
      ],
    },
    bank: [...questions(4, { type: "ordering" }), ...questions(4, { traps: ["hot"] })],
    says: [
      'No draw meets everything at once: at best 1 of 2 ordering questions. It works without "at least 2 ordering questions" or "at least 1 questions that offer hot".',
    ],
  },
  {
    name: "a maximum that leaves a lesson empty",
    own: { quotas: [{ type: "multiple-choice", max: 2 }] },
    bank: [...questions(9), ...questions(1, { type: "matching" })],
    says: [
      'No draw meets everything at once: at best 3 of 4 scored questions of lesson heat. It works without "at most 2 multiple choice questions".',
    ],
  },
  {
    name: "a question that must serve two quotas at once",
    own: {
      lessons: [{ lesson: "heat", scored: 1 }],
      quotas: [
        { type: "ordering", min: 1 },
        { difficulty: [5, 5], min: 1 },
        { counterCue: true, min: 1 },
      ],
    },
    bank: [
      ...questions(5, { type: "ordering" }),
      ...questions(5, { difficulty: 5 }),
      ...questions(5, { counterCue: true }),
      ...questions(1, { type: "ordering", difficulty: 5, counterCue: true }),
    ],
    says: [],
  },
])("$name", ({ own, bank, says }) => {
  expect(words(own, bank)).toEqual(says);
});

test("the same blueprint and bank are judged the same", () => {
  const bank = [...questions(30), ...questions(4, { type: "matching", traps: ["hot"] })];
  const wanted = blueprint({ quotas: [{ trap: "hot", min: 2 }] });
  expect(checkBlueprint(wanted, bank)).toEqual(checkBlueprint(wanted, bank));
});

test.each<{ quota: Quota; says: string }>([
  { quota: { inCase: true, max: 0 }, says: "no questions in a case" },
  { quota: { difficulty: [4, 5], min: 1, max: 2 }, says: "at least 1, at most 2 questions of difficulty 4 to 5" },
  { quota: { counterCue: true, min: 2, max: 2 }, says: "exactly 2 counter-cue questions" },
])("$says", ({ quota, says }) => {
  expect(ruleWords(quota)).toBe(says);
});

describe("sections", () => {
  const lessons = [...two, { lesson: "water", scored: 1 }];
  const sections = [
    { title: "Last first", lessons: ["water", "time"] },
    { title: "Then heat", lessons: ["heat"] },
  ];
  const bank = ["heat", "time", "water"].flatMap((lesson) => questions(9, { lesson }));

  test("stand in their order, pilots within them, mixed inside", () => {
    const wanted = blueprint({ lessons, sections, pilots: 3 });
    const orders = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const form = assembleForm(wanted, bank, seededRng(`${seed}`));
      if (!form.ok) throw new Error("the bank is large enough");
      const order = form.value.map(({ id }) => bank.find((question) => question.id === id)?.lesson);
      const first = order.indexOf("heat");
      expect(order.slice(0, first).includes("heat")).toBe(false);
      expect(order.slice(first).every((lesson) => lesson === "heat")).toBe(true);
      orders.add(order.join());
    }
    expect(orders.size).toBeGreaterThan(3);
  });

  test.each([
    { name: "a lesson in none", sections: [{ title: "One", lessons: ["heat", "time"] }] },
    { name: "a lesson in two", sections: [...sections, { title: "Again", lessons: ["heat"] }] },
    { name: "a lesson that the exam has not", sections: [...sections, { title: "More", lessons: ["leaf"] }] },
    { name: "one without a title", sections: [{ title: " ", lessons: ["heat", "time", "water"] }] },
  ])("$name are refused", ({ sections: wrong }) => {
    expect(blueprintSchema.safeParse(blueprint({ lessons, sections })).success).toBe(true);
    expect(blueprintSchema.safeParse(blueprint({ lessons, sections: wrong })).success).toBe(false);
  });
});

test("a quota for a lesson that the exam has nothing of is short of places, not of questions", () => {
  const bank = [...questions(20), ...questions(9, { lesson: "pour" })];
  const asked = blueprint({ quotas: [{ lesson: "pour", min: 2 }] });
  expect(checkBlueprint(asked, bank).lacks).toEqual([{ kind: "room", quota: 0, wanted: 2, room: 0 }]);
});
