import type { ContentProblem } from "@/lib/content/content-problem";
import { type PackContent, type PackQuestion, type PartKind, placeKey } from "@/lib/content/read-pack";
import { isChoice } from "@/lib/core/question/is-choice";

/** What a rule may know beside the pack. */
export type LintContext = {
  /** The day it is asked on, `YYYY-MM-DD`. */
  today: string;
  /** The names of pictures that are kept beside those of the pack's files. */
  pictures?: ReadonlySet<string>;
  /** The words of the field, where the pack that is asked about is a part of a bank: a few questions do not tell them. */
  commonWords?: ReadonlySet<string>;
};

/** A rule of good content: every fault it finds, in the order of the files. */
export type Rule = (pack: PackContent, context: LintContext) => ContentProblem[];

/** Which part of the pack a fault is in, and the path inside it. */
export type Spot =
  | { question: PackQuestion; path?: readonly PropertyKey[] }
  | { kind: PartKind; id: string; path?: readonly PropertyKey[] };

const ofPack = (pack: PackContent): Spot => ({ kind: "pack", id: pack.info.id });

/** Makes problems of one rule, with file and line looked up; without a spot they are about the pack as a whole. */
export function problemsOf(pack: PackContent, rule: string) {
  const make = (severity: ContentProblem["severity"], message: string, spot: Spot = ofPack(pack)): ContentProblem => {
    const [kind, id]: [PartKind, string] =
      "question" in spot ? ["question", spot.question.question.id] : [spot.kind, spot.id];
    const place = pack.places.get(placeKey(kind, id));
    const file = "question" in spot ? spot.question.file : (place?.file ?? pack.info.id);
    // Two questions with one id share a place: a line of the other file would mislead.
    const line = place?.file === file ? place.lineOf(spot.path ?? []) : 1;
    return { rule, file, line, message, severity };
  };
  return {
    error: (message: string, spot?: Spot): ContentProblem => make("error", message, spot),
    warning: (message: string, spot?: Spot): ContentProblem => make("warning", message, spot),
    /** An error once the bank is large enough for its statistics to mean something, before that a warning. */
    statistic: (message: string, spot?: Spot): ContentProblem =>
      make(
        bankBinds(pack) ? "error" : "warning",
        bankBinds(pack) ? message : `${message} (binds from 150 questions)`,
        spot,
      ),
  };
}

/** From this many written multiple-choice and multiple-response questions on, rules about the bank's shares are errors. */
const BINDS_FROM = 150;

const bankBinds = (pack: PackContent): boolean => choiceQuestions(pack).length >= BINDS_FROM;

export type ChoiceQuestion = Extract<PackQuestion["question"], { type: "multiple-choice" | "multiple-response" }>;

/** The questions that somebody wrote, without the draws of families. */
export const writtenQuestions = (pack: PackContent): PackQuestion[] =>
  pack.questions.filter(({ draw }) => draw === null);

/** The questions with the first draw of each family for all of its draws: what a family says once is told once. */
export function onceAFamily(pack: PackContent): PackQuestion[] {
  const told = new Set<string>();
  return pack.questions.filter(({ draw }) => {
    if (draw === null) return true;
    const first = !told.has(draw.family);
    told.add(draw.family);
    return first;
  });
}

/**
 * The written questions that are answered by picking options: what the rules about the bank's shares are over. Draws are
 * left out of these. Their options are numbers in one unit at drawn places, so hundreds of them would only hide what the
 * wording of the others gives away; the tests of the families hold them to the same shares.
 */
export const choiceQuestions = (pack: PackContent): ChoiceQuestion[] =>
  writtenQuestions(pack).flatMap(({ question }) => (isChoice(question) ? [question] : []));
