import { counterCues, offersByTrap } from "@/lib/content/lint/bank/coverage";
import {
  type GiveawayWord,
  giveawayWords,
  VOCABULARY_MARGIN,
  vocabularyScore,
} from "@/lib/content/lint/bank/giveaway-vocabulary";
import { keyPositions } from "@/lib/content/lint/bank/key-position";
import { LONGEST_MARGIN, longestOptionScore } from "@/lib/content/lint/bank/longest-option";
import { plainErrorShare } from "@/lib/content/lint/bank/plain-errors";
import { type PickerScore, percent } from "@/lib/content/lint/picker";
import { onceAFamily, writtenQuestions } from "@/lib/content/lint/rule";
import type { PackContent, PackQuestion } from "@/lib/content/read-pack";
import { KINDS, type Kind } from "@/lib/core/question/schema";
import { offeredTraps } from "@/lib/core/question/score";

export const DIFFICULTIES = [1, 2, 3, 4, 5] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** How many questions, by type and by difficulty. */
export type Counts = { all: number; types: Record<Kind, number>; difficulties: Record<Difficulty, number> };

export type LessonCoverage = Counts & { lesson: string; counterCues: number; families: number; draws: number };

/** What offers a trap; what offers a sub-trap of it is not among it. */
export type TrapCoverage = Counts & {
  trap: string;
  parent: string | null;
  lessons: Record<string, number>;
  families: number;
  draws: number;
};

/** What a pack's bank holds, in counts and in shares from 0 to 1. Counts are of written questions unless told. */
export type BankReport = {
  id: string;
  questions: number;
  cases: number;
  families: { family: string; lesson: string; draws: number; variants: number }[];
  lessons: LessonCoverage[];
  traps: TrapCoverage[];
  counterCues: number;
  plainErrors: number;
  longestOption: PickerScore;
  vocabulary: PickerScore & { words: GiveawayWord[] };
  keyPositions: number[];
  /** Days on which questions were verified, with how many; the oldest first. A family counts once. */
  verifiedOn: { day: string; questions: number }[];
  /** By the outcome of the blind reading; a family counts once. */
  reviews: { agreed: number; changed: number; pending: number };
};

/** How many words that give keys away are named. */
const WORDS = 8;

function countsOf(questions: readonly PackQuestion[]): Counts {
  const of = (part: (entry: PackQuestion) => boolean): number => questions.filter(part).length;
  const byType = (type: Kind): number => of(({ question }) => question.type === type);
  const byDifficulty = (difficulty: Difficulty): number => of(({ question }) => question.difficulty === difficulty);
  return {
    all: questions.length,
    types: {
      "multiple-choice": byType("multiple-choice"),
      "multiple-response": byType("multiple-response"),
      ordering: byType("ordering"),
      matching: byType("matching"),
    },
    difficulties: {
      1: byDifficulty(1),
      2: byDifficulty(2),
      3: byDifficulty(3),
      4: byDifficulty(4),
      5: byDifficulty(5),
    },
  };
}

/** The families of a pack in the order of their files. */
function familiesOf(pack: PackContent): BankReport["families"] {
  const families = new Map<string, { lesson: string; draws: number; variants: Set<string> }>();
  for (const { question, draw } of pack.questions) {
    if (draw === null) continue;
    const known = families.get(draw.family) ?? { lesson: question.lesson, draws: 0, variants: new Set<string>() };
    known.draws += 1;
    known.variants.add(draw.seed.split("/")[0] ?? "");
    families.set(draw.family, known);
  }
  return [...families].map(([family, { lesson, draws, variants }]) => ({
    family,
    lesson,
    draws,
    variants: variants.size,
  }));
}

function lessonsOf(pack: PackContent, families: BankReport["families"]): LessonCoverage[] {
  const written = writtenQuestions(pack);
  const lessons = [...new Set(pack.questions.map(({ question }) => question.lesson))].sort();
  return lessons.map((lesson) => {
    const own = written.filter(({ question }) => question.lesson === lesson);
    const drawn = families.filter((family) => family.lesson === lesson);
    return {
      lesson,
      ...countsOf(own),
      counterCues: own.filter(({ question }) => question.counterCue).length,
      families: drawn.length,
      draws: drawn.reduce((sum, { draws }) => sum + draws, 0),
    };
  });
}

function trapsOf(pack: PackContent, lessons: readonly string[]): TrapCoverage[] {
  const offers = offersByTrap(pack);
  const written = writtenQuestions(pack).map((entry) => ({ entry, offered: new Set(offeredTraps(entry.question)) }));
  return pack.traps.map(({ id, parent }) => {
    const own = written.flatMap(({ entry, offered }) => (offered.has(id) ? [entry] : []));
    const { families, draws } = offers.get(id) ?? { families: 0, draws: 0 };
    return {
      trap: id,
      parent: parent ?? null,
      ...countsOf(own),
      lessons: Object.fromEntries(
        lessons.map((lesson) => [lesson, own.filter(({ question }) => question.lesson === lesson).length]),
      ),
      families,
      draws,
    };
  });
}

/** Everything that a maintainer asks of a bank. */
export function reportBank(pack: PackContent): BankReport {
  const written = writtenQuestions(pack);
  const once = onceAFamily(pack);
  const families = familiesOf(pack);
  const lessons = lessonsOf(pack, families);
  const days = new Map<string, number>();
  for (const { question } of once) days.set(question.verifiedOn, (days.get(question.verifiedOn) ?? 0) + 1);
  const outcome = (wanted: "agreed" | "changed" | "pending"): number =>
    once.filter(({ question }) => (question.review?.solvedBlind ?? "pending") === wanted).length;
  return {
    id: pack.info.id,
    questions: written.length,
    cases: new Set(written.flatMap(({ context }) => context?.id ?? [])).size,
    families,
    lessons,
    traps: trapsOf(
      pack,
      lessons.map(({ lesson }) => lesson),
    ),
    counterCues: counterCues(pack),
    plainErrors: plainErrorShare(pack),
    longestOption: longestOptionScore(pack),
    vocabulary: { ...vocabularyScore(pack), words: giveawayWords(pack, WORDS) },
    keyPositions: keyPositions(pack),
    verifiedOn: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, questions]) => ({ day, questions })),
    reviews: { agreed: outcome("agreed"), changed: outcome("changed"), pending: outcome("pending") },
  };
}

const picked = ({ score, chance, questions }: PickerScore, margin: number): string =>
  `${percent(score)} of ${questions} keys; chance is ${percent(chance)}, the limit ${percent(chance + margin)}`;

type Row = readonly (string | number)[];

/** A Markdown table with columns as wide as their widest cell; the first column is text, the others numbers. */
function table(header: Row, rows: readonly Row[]): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(3, ...all.map((row) => String(row[column] ?? "").length)));
  const line = (row: Row): string =>
    `| ${widths
      .map((width, column) => {
        const cell = String(row[column] ?? "");
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(header), `| ${rule.join(" | ")} |`, ...rows.map(line)];
}

const KIND_WORDS: Record<Kind, string> = {
  "multiple-choice": "choice",
  "multiple-response": "response",
  ordering: "ordering",
  matching: "matching",
};
/** A zero in a table is a dot: what is there stands out. */
const cell = (count: number): string => (count === 0 ? "·" : String(count));
const countCells = ({ types, difficulties }: Counts): string[] => [
  ...KINDS.map((kind) => cell(types[kind])),
  ...DIFFICULTIES.map((difficulty) => cell(difficulties[difficulty])),
];
const COUNT_HEADER = [...KINDS.map((kind) => KIND_WORDS[kind]), ...DIFFICULTIES.map((difficulty) => `d${difficulty}`)];

/** A bank's report as Markdown, one minute to read. */
export function reportLines(report: BankReport): string[] {
  const draws = report.families.reduce((sum, family) => sum + family.draws, 0);
  const families =
    report.families.length === 0 ? "" : `, ${report.families.length} families with ${draws} stored draws`;
  const cases = report.cases === 0 ? "" : `, ${report.cases} cases among them`;
  const lessons = report.lessons.map(({ lesson }) => lesson);
  const offered = report.traps.filter(({ all, draws: drawn }) => all > 0 || drawn === 0);
  const drawnAlone = report.traps.filter((trap) => !offered.includes(trap));
  return [
    `### ${report.id}: ${report.questions} written questions${cases}${families}`,
    "",
    ...table(
      ["lesson", "written", ...COUNT_HEADER, "counter-cues", "families", "draws"],
      report.lessons.map((one) => [
        one.lesson,
        one.all,
        ...countCells(one),
        cell(one.counterCues),
        cell(one.families),
        cell(one.draws),
      ]),
    ),
    "",
    ...table(
      ["trap offered by", "written", ...lessons, ...COUNT_HEADER, "families", "draws"],
      offered.map((one) => [
        one.parent === null ? one.trap : `↳ ${one.trap}`,
        one.all,
        ...lessons.map((lesson) => cell(one.lessons[lesson] ?? 0)),
        ...countCells(one),
        cell(one.families),
        cell(one.draws),
      ]),
    ),
    "",
    ...(drawnAlone.length === 0
      ? []
      : [
          `Offered by draws of families alone: ${drawnAlone.map(({ trap, draws: drawn }) => `${trap} ${drawn}`).join(", ")}.`,
          "",
        ]),
    `- Picking the longest option finds ${picked(report.longestOption, LONGEST_MARGIN)}.`,
    `- Picking by the words of the options finds ${picked(report.vocabulary, VOCABULARY_MARGIN)}. Words that lean most (in keys of all): ${report.vocabulary.words.map(({ word, keys, wrong }) => `${word} ${keys} of ${keys + wrong}`).join(", ")}.`,
    `- Keys of four options stand at a, b, c, d: ${report.keyPositions.join(", ")}.`,
    `- Counter-cues: ${report.counterCues} (${percent(report.counterCues / Math.max(1, report.questions))}). Plain errors: ${percent(report.plainErrors)} of the wrong choices.`,
    `- Verified on: ${report.verifiedOn.map(({ day, questions }) => `${day} (${questions})`).join(", ")}.`,
    `- Blind reading: ${report.reviews.agreed} agreed, ${report.reviews.changed} changed because of it, ${report.reviews.pending} pending; a family counts once.`,
  ];
}
