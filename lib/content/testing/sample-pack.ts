import { contentHash, questionHash } from "@/lib/content/content-hash";
import type { PackContent, PackQuestion } from "@/lib/content/read-pack";
import { chapterSchema, factSchema, lessonSchema, packSchema, trapSchema } from "@/lib/core/pack/schema";
import { type CaseContext, questionSchema } from "@/lib/core/question/schema";

// A small pack about tea without an error in it; tests change one thing of it at a time.

export const SAMPLE_INFO = {
  id: "tea",
  name: "Tea certificate",
  owner: "The tea board",
  disclaimer: "Made up for tests.",
  chapters: ["leaf"],
  exams: [
    {
      id: "tea-1",
      code: "TEA-1",
      name: "Tea certificate, first version",
      status: "In use.",
      domains: [{ id: "leaf", title: "Leaves", weightPercent: 100 }],
      questionsShown: 2,
      questionsScored: 2,
      minutes: 10,
      minutesVerified: true,
      scale: { min: 100, max: 1000, pass: 700 },
      rawAtPass: 0.7,
      conversionNote: "A straight line.",
      itemTypes: ["multiple-choice"],
      hasCases: false,
      facts: ["A.1"],
      blueprints: [
        {
          id: "tea-short",
          title: "Short",
          summary: "Two questions.",
          seconds: 240,
          lessons: [{ lesson: "1.1", scored: 2 }],
          quotas: [{ trap: "hotter-is-better", min: 1 }],
        },
      ],
    },
  ],
};

export const SAMPLE_CHAPTER = {
  id: "leaf",
  domain: "leaf",
  title: "Leaves",
  weight: "All of it",
  intro: "How leaves are brewed.",
  tests: { lead: "Brewing.", points: ["Heat and time"] },
  lessons: [{ id: "1.1", title: "Heat", short: "Heat", focus: "How hot" }],
  routing: [{ about: "heat", lesson: "1.1", section: "how-hot" }],
  symptoms: [
    {
      id: "bitter-cup",
      symptom: "The cup is bitter.",
      cause: "Too hot.",
      firstFix: "Let the water cool.",
      lessons: ["1.1"],
      traps: ["hotter-is-better", "boiling-for-green"],
    },
  ],
  traps: ["hotter-is-better"],
  strongAnswers: ["Names a temperature"],
  checklist: [{ id: "heat", text: "I can name the heat.", lessons: ["1.1"], traps: ["hotter-is-better"] }],
  next: { title: "Time", text: "How long." },
};

const trap = (id: string) => ({
  id,
  name: `The trap ${id}`,
  short: id,
  claim: "Hotter water makes better tea.",
  refutedBy: "Above 80 degrees green leaves give off bitter tannins.",
  facts: ["A.1"],
  lesson: "1.1",
  section: "how-hot",
  symptoms: ["bitter-cup"],
  contrast: [
    { stem: "The leaves are green.", key: "80 degrees" },
    { stem: "The leaves are black.", key: "95 degrees" },
  ],
});

export const SAMPLE_TRAPS = [trap("hotter-is-better"), { ...trap("boiling-for-green"), parent: "hotter-is-better" }];

const fact = (id: string, status: string) => ({
  id,
  says: "Green leaves want 80 degrees.",
  status,
  sources: [{ title: "The tea book", address: "https://example.com/tea" }],
  verifiedOn: "2026-11-01",
});

export const SAMPLE_FACTS = [fact("A.1", "verified"), fact("A.2", "unverified")];

export const SAMPLE_FRONT = {
  id: "1.1",
  title: "Heat",
  lead: "How hot the water may be.",
  minutes: 5,
  verifiedOn: "2026-11-01",
  facts: ["A.1"],
  exams: ["tea-1"],
};

const WORDS = "Leaves differ in what they bear and in what they give to water. ".repeat(50);
export const SAMPLE_SECTION = `![A curve of bitterness over heat](diagrams/heat.svg)

| leaf | heat |
|---|---|
| green | 80 |

${WORDS.trim()}`;

export const SAMPLE_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img">
  <title>Bitterness over heat</title>
  <path class="d-line" d="M0 10 L10 0"/>
  <text class="d-text" x="1" y="1" font-size="2">heat &amp; time</text>
</svg>
`;

const STEM = `A tea house serves green leaves to forty guests between nine and noon. Two cooks share one kettle, which
boils water in six minutes and keeps it warm. Guests say that the cup tastes bitter, and the owner wants it mild by
tomorrow without buying another kettle.`;

/** A multiple-choice question as its file would say it; `place` is where its key stands, 0 to 3. */
export function sampleQuestion(id = "tea-1.1-bitter-cup", place = 1) {
  const options = [
    { text: "Pour at once and stir twice", trap: "hotter-is-better", why: "Stirring cools little." },
    { text: "Brew it longer in warm pots", trap: "boiling-for-green", why: "Time adds to the bite." },
    { text: "Add more leaves to each pot", trap: "plain-error", why: "More leaves bite more." },
  ];
  const key = { text: "Cool it down to 80 degrees", key: true, why: "Tannins stay in the leaf." };
  return {
    id,
    type: "multiple-choice",
    lesson: "1.1",
    exams: ["tea-1"],
    difficulty: 2,
    stem: STEM,
    ask: "What do the cooks change first?",
    options: [...options.slice(0, place), key, ...options.slice(place)].map((option, index) => ({
      id: "abcd".charAt(index),
      ...option,
    })),
    facts: ["A.1"],
    verifiedOn: "2026-11-01",
    review: { by: "person", solvedBlind: "agreed", tagsBlind: "agreed", on: "2026-11-02" },
  };
}

/** A question as read: the sample with some fields replaced. */
export function packQuestion(fields: Record<string, unknown> = {}, context: CaseContext | null = null): PackQuestion {
  const question = questionSchema.parse({ ...sampleQuestion(), ...fields });
  const file = `tea/leaf/1.1/${question.id}.yaml`;
  return { question, context, draw: null, file, hash: questionHash(question, context) };
}

/** Draws of a made-up family, all alike: the sample question under the ids that a family gives. */
export const drawnQuestions = (family: string, count: number, fields: Record<string, unknown> = {}): PackQuestion[] =>
  Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(2, "0");
    const { question } = packQuestion({ id: `${family}-${number}`, ...fields });
    return {
      question,
      context: null,
      draw: { family, seed: `plain/${number}` },
      file: `tea/leaf/families/${family}.ts`,
      hash: questionHash(question, null, family),
    };
  });

const SUBJECTS = [
  "Harbour kiosk with fifty sailors",
  "Night train whose guests sleep late",
  "School for forty bakers",
  "Roof garden above the old town",
];

/** As many sound questions as asked; their stems differ and their keys take the four places in turn. */
export const sampleBank = (count: number): PackQuestion[] =>
  Array.from({ length: count }, (_, index) => {
    const id = `tea-1.1-guest-${index}`;
    const own = Array.from({ length: 40 }, (_unused, word) => `w${index}x${(index * 7919 + word * 104_729) % 9_973}`);
    return packQuestion({
      ...sampleQuestion(id, index % 4),
      stem: `${SUBJECTS[index % 4]} with ${own.join(" ")}.`,
    });
  });

/** The sample pack with some of its parts replaced. */
export function samplePack(parts: Partial<PackContent> = {}): PackContent {
  const content = {
    info: packSchema.parse(SAMPLE_INFO),
    chapters: [chapterSchema.parse(SAMPLE_CHAPTER)],
    lessons: [
      lessonSchema.parse({
        ...SAMPLE_FRONT,
        sections: [{ id: "how-hot", title: "How hot", markdown: SAMPLE_SECTION, exams: [] }],
      }),
    ],
    traps: SAMPLE_TRAPS.map((raw) => trapSchema.parse(raw)),
    facts: SAMPLE_FACTS.map((raw) => factSchema.parse(raw)),
    figures: [{ source: "diagrams/heat.svg", svg: SAMPLE_SVG }],
    questions: sampleBank(4),
    ...parts,
  };
  return { ...content, hash: contentHash(content), pictures: [], places: new Map(), ...parts };
}

/** The sample pack with one question alone, some fields of it replaced. */
export const packWith = (fields: Record<string, unknown>): PackContent =>
  samplePack({ questions: [packQuestion(fields)] });
