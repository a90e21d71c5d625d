import { contentHash, questionHash } from "@/lib/content/content-hash";
import type { PackContent, PackQuestion } from "@/lib/content/read-pack";
import { chapterSchema, factSchema, lessonSchema, type PackInfo, packSchema, trapSchema } from "@/lib/core/pack/schema";
import type { CaseContext, Question } from "@/lib/core/question/schema";
import { type Draft, IN_CASE, LESSONS, SINGLE, TRAPS, toQuestion, VERIFIED_ON } from "./small-questions";

// A made-up pack with all four types, a case, three lessons and blueprints that fit, so that the tests of use cases do
// not hang on what the real bank holds. Whatever a learner may not know before the feedback holds one of SECRETS; what
// they may see holds none.

/** Ids of questions, cases and lessons, parts, traps and facts, rationales, days: no visible text has any of these. */
export const SECRETS = /-q-|-case-|lesson-|part-|trap-|B7\.|because|2026-1/;

const [ALWAYS_BOIL, BOIL_GREEN, LONGER_STEEP, ANY_WATER] = TRAPS;
const [HEAT, TIME, WATER] = LESSONS;

/** How long an exam of the blueprint `full` lasts. */
export const FULL_MS = 600_000;

const blueprints = [
  {
    id: "full",
    title: "Full brew",
    summary: "Ten scored questions and two that do not count.",
    seconds: FULL_MS / 1_000,
    lessons: [
      { lesson: HEAT, scored: 4 },
      { lesson: TIME, scored: 3 },
      { lesson: WATER, scored: 3 },
    ],
    pilots: 2,
    quotas: [
      { type: "ordering", min: 1, max: 1 },
      { type: "matching", min: 1, max: 1 },
      { type: "multiple-response", min: 1, max: 2 },
      { inCase: true, min: 2, max: 2 },
      { trap: ALWAYS_BOIL, min: 2 },
      { counterCue: true, min: 1 },
      { difficulty: [1, 2], max: 9 },
    ],
  },
  {
    id: "quick",
    title: "Quick brew",
    summary: "Two questions.",
    seconds: 120,
    lessons: [{ lesson: WATER, scored: 2 }],
  },
  {
    id: "greedy",
    title: "More than there is",
    summary: "Wants what the bank cannot give.",
    seconds: 120,
    lessons: [{ lesson: WATER, scored: 40 }],
    pilots: 30,
    quotas: [{ type: "ordering", min: 9 }],
  },
];

const exam = (id: string, fields: Record<string, unknown>) => ({
  id,
  code: id.toUpperCase(),
  name: "Brewing certificate",
  status: "In use.",
  domains: [{ id: "brewing", title: "Brewing", weightPercent: 100 }],
  questionsShown: 12,
  questionsScored: 10,
  minutes: 10,
  minutesVerified: true,
  scale: { min: 100, max: 1000, pass: 720 },
  rawAtPass: 0.7,
  conversionNote: "A straight line.",
  ...fields,
});

const infoOf = (id: string): unknown => ({
  id,
  name: "Brewing certificate",
  owner: "The tea board",
  disclaimer: "Made up for tests.",
  chapters: ["brewing"],
  exams: [
    exam(`${id}-1`, {
      itemTypes: ["multiple-choice", "multiple-response", "ordering", "matching"],
      hasCases: true,
      blueprints,
    }),
    exam(`${id}-2`, {
      itemTypes: ["multiple-choice", "multiple-response"],
      hasCases: false,
      blueprints: [
        {
          id: "plain",
          title: "Plain brew",
          summary: "Choices alone.",
          seconds: 300,
          lessons: [
            { lesson: HEAT, scored: 4 },
            { lesson: TIME, scored: 3 },
          ],
          pilots: 1,
        },
      ],
    }),
  ],
});

const chapter = {
  id: "brewing",
  domain: "brewing",
  title: "Brewing",
  weight: "All of it",
  intro: "How tea is brewed.",
  tests: { lead: "Brewing.", points: ["Heat, time and water"] },
  lessons: LESSONS.map((id) => ({ id, title: `About ${id}`, short: id, focus: "One thing" })),
  routing: [{ about: "heat", lesson: HEAT }],
  symptoms: [
    {
      id: "bitter-cup",
      symptom: "The cup is bitter.",
      cause: "Too hot.",
      firstFix: "Let it cool.",
      lessons: [HEAT],
      traps: [ALWAYS_BOIL, BOIL_GREEN],
    },
  ],
  traps: [ALWAYS_BOIL, LONGER_STEEP, ANY_WATER],
  strongAnswers: ["Names a temperature"],
  checklist: [{ id: "heat", text: "I can name the heat.", lessons: [HEAT] }],
  next: { title: "Cups", text: "What to pour into." },
};

const trap = (id: string, lesson: string, parent?: string) => ({
  id,
  name: `The belief of ${id}`,
  short: id.replace("trap-", "the "),
  claim: "It is better so.",
  refutedBy: `It is not, because of what ${id} does.`,
  facts: ["B7.1"],
  parent,
  lesson,
  section: "what-it-does",
  symptoms: ["bitter-cup"],
  contrast: [
    { stem: "The leaves are green.", key: "80 degrees" },
    { stem: "The leaves are black.", key: "95 degrees" },
  ],
});

const traps = [
  trap(ALWAYS_BOIL, HEAT),
  trap(BOIL_GREEN, HEAT, ALWAYS_BOIL),
  trap(LONGER_STEEP, TIME),
  trap(ANY_WATER, WATER),
];

const facts = [
  {
    id: "B7.1",
    says: "Green leaves want 80 degrees because of B7.1.",
    status: "verified",
    sources: [{ title: "The tea book", address: "https://example.com/tea" }],
    verifiedOn: VERIFIED_ON,
  },
];

const lessons = LESSONS.map((id) => ({
  id,
  title: `About ${id}`,
  lead: "One thing about tea.",
  minutes: 5,
  verifiedOn: VERIFIED_ON,
  facts: ["B7.1"],
  exams: ["any"],
  sections: [{ id: "what-it-does", title: "What it does", markdown: "It does a lot.", exams: [] }],
}));

export type Edits = {
  /** The pack's id; questions and exams are named by it, so that several packs fit into one database. */
  id?: string;
  /** Each question as it is to be; null leaves it out. */
  edit?: (question: Question) => Question | null;
  info?: (info: PackInfo) => PackInfo;
  withoutTrap?: string;
};

/** The small pack, changed as asked. */
export function smallPack({ id = "brew", edit = (same) => same, info = (same) => same, withoutTrap }: Edits = {}) {
  const context = (position: number): CaseContext => ({
    id: `${id}-case-tearoom`,
    title: "The tea room",
    scenario: "A tea room opens at nine.",
    position,
    of: IN_CASE.length,
  });
  const packed = (draft: Draft, place: CaseContext | null): PackQuestion[] => {
    const question = edit(toQuestion(id, draft));
    return question === null
      ? []
      : [{ question, context: place, draw: null, file: `${id}.yaml`, hash: questionHash(question, place) }];
  };
  const parts = {
    info: info(packSchema.parse(infoOf(id))),
    chapters: [chapterSchema.parse(chapter)],
    lessons: lessons.map((lesson) => lessonSchema.parse(lesson)),
    traps: traps.filter((one) => one.id !== withoutTrap).map((one) => trapSchema.parse(one)),
    facts: facts.map((fact) => factSchema.parse(fact)),
    figures: [{ source: "diagrams/cup.svg", svg: "<svg/>" }],
    questions: [
      ...SINGLE.flatMap((draft) => packed(draft, null)),
      ...IN_CASE.flatMap((draft, position) => packed(draft, context(position))),
    ],
  };
  const pack: PackContent = { ...parts, pictures: [], hash: contentHash(parts), places: new Map() };
  return pack;
}

/** A family of so many draws, each a copy of a question of the pack with a stem of its own. */
export type SmallFamily = { family: string; like: string; draws: number; edit?: (question: Question) => Question };

/** The pack with families added; their draws are `<family>-01` and so on, from the seeds `plain/01` and so on. */
export function withFamilies(pack: PackContent, families: readonly SmallFamily[]): PackContent {
  const drawn = families.flatMap(({ family, like, draws, edit = (same) => same }) => {
    const model = pack.questions.find(({ question }) => question.id === like)?.question;
    if (model === undefined) throw new Error(`the small pack has no question ${like}`);
    return Array.from({ length: draws }, (_, index): PackQuestion => {
      const number = String(index + 1).padStart(2, "0");
      const question = edit({ ...model, id: `${family}-${number}`, stem: `${1_000 + 7 * index} guests wait.` });
      const draw = { family, seed: `plain/${number}` };
      return { question, context: null, draw, file: `${family}.ts`, hash: questionHash(question, null, family) };
    });
  });
  const questions = [...pack.questions, ...drawn];
  return { ...pack, questions, hash: contentHash({ ...pack, questions }) };
}

/** A second pack of the same shape with names of its own: `wine-1`, `vice-…`, `room-…`, `sour-glass`. */
export function otherPack(): PackContent {
  const { places: _, ...content } = smallPack();
  const renamed: Omit<PackContent, "places"> = JSON.parse(
    JSON.stringify(content)
      .replaceAll("brew", "wine")
      .replaceAll("trap-", "vice-")
      .replaceAll("lesson-", "room-")
      .replaceAll("bitter-cup", "sour-glass"),
  );
  const questions = renamed.questions.map((entry) => ({ ...entry, hash: questionHash(entry.question, entry.context) }));
  const parts = { ...renamed, questions };
  return { ...parts, hash: contentHash(parts), places: new Map() };
}
