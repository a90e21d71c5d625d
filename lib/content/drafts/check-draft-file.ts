import type { z } from "zod";
import { questionHash } from "@/lib/content/content-hash";
import type { Place } from "@/lib/content/content-problem";
import { ids } from "@/lib/content/lint/pack/ids";
import { references } from "@/lib/content/lint/pack/references";
import { grammar } from "@/lib/content/lint/question/grammar";
import { pictures } from "@/lib/content/lint/question/pictures";
import { stale } from "@/lib/content/lint/question/stale";
import { stemLength } from "@/lib/content/lint/question/stem-length";
import { structure } from "@/lib/content/lint/question/structure";
import { unsupported } from "@/lib/content/lint/question/unsupported";
import { wordingCues } from "@/lib/content/lint/question/wording-cues";
import type { LintContext, Rule } from "@/lib/content/lint/rule";
import { type PackContent, type PackQuestion, placeKey } from "@/lib/content/read-pack";
import { type DraftFile, questionOfDraft, unitIdOf } from "@/lib/core/authoring/draft-file";
import type { Finding } from "@/lib/core/authoring/finding";
import { placeInWords } from "@/lib/core/authoring/place-words";
import type { PackView } from "@/lib/core/pack/pack-view";
import { slugSchema } from "@/lib/core/question/fields";
import { type CaseContext, type Question, questionSchema } from "@/lib/core/question/schema";
import type { ServedQuestion } from "@/lib/core/question/served";

/** The rules of `content:check` that are about one question; those about a bank's shares need all of it. */
const RULES: readonly Rule[] = [
  ids,
  structure,
  references,
  unsupported,
  pictures,
  stemLength,
  wordingCues,
  grammar,
  stale,
];

/** A question of a draft that can be served: what publishing stores. */
export type ReadyQuestion = { served: ServedQuestion; hash: string; verifiedOn: string };

export type CheckedDraft = {
  /** In the order of the questions; errors keep the draft from being submitted, warnings do not. */
  findings: Finding[];
  /** Every question of the file as it would be served; null while there is an error. */
  ready: ReadyQuestion[] | null;
};

function wordsOf(issue: z.core.$ZodIssue): string {
  const place = placeInWords(issue.path);
  if (issue.code === "invalid_type" || (issue.code === "too_small" && issue.origin === "string"))
    return `${place} is missing.`;
  if (issue.code === "too_small")
    return issue.path[0] === "choose"
      ? "A multiple-response question has two to five right options."
      : `${place}: at least ${String(issue.minimum)} are needed.`;
  if (issue.code === "too_big")
    return issue.origin === "string"
      ? `${place} is longer than ${String(issue.maximum)} characters.`
      : `${place}: at most ${String(issue.maximum)} are possible.`;
  return `${place} ${issue.message}.`;
}

/** A pack with these questions alone, so that the rules of a pack can be asked about a draft. */
function packOf(pack: PackView, questions: readonly PackQuestion[], places: ReadonlyMap<string, Place>): PackContent {
  return {
    info: pack.info,
    chapters: [...pack.chapters],
    lessons: [...pack.lessons.values()],
    traps: [...pack.traps.values()],
    facts: [...pack.facts.values()],
    figures: [...pack.figures].map(([source, svg]) => ({ source, svg })),
    questions: [...questions],
    pictures: [],
    hash: "",
    places,
  };
}

/** What the rules find in questions that can be read, each fault with its question (by `index`) and path. */
export function ruleFindings(
  pack: PackView,
  questions: readonly { index: number; entry: PackQuestion }[],
  context: LintContext,
) {
  // Rules tell lines of a file: here a "line" is the place of the path in this list.
  const paths: { index: number; path: readonly PropertyKey[] }[] = [];
  const places = new Map(
    questions.map(({ index, entry }): [string, Place] => [
      placeKey("question", entry.question.id),
      { file: entry.file, lineOf: (path) => paths.push({ index, path }) },
    ]),
  );
  const entries = questions.map(({ entry }) => entry);
  const files = new Set(entries.map(({ file }) => file));
  return RULES.flatMap((rule) => rule(packOf(pack, entries, places), context))
    .filter(({ file }) => files.has(file))
    .map(({ rule, line, message, severity }): Finding => {
      const spot = paths[line - 1] ?? { index: 0, path: [] };
      return { question: spot.index, path: spot.path.map(String), rule, severity, message: sentence(message) };
    });
}

const sentence = (text: string): string => {
  const line = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(line) ? line : `${line}.`;
};

/**
 * What stands between a draft and the bank, by the schema of question files and the rules of `content:check` that are
 * about single questions, and the draft as it would be served.
 *
 * @param context The day that it is asked on, and the pictures that are kept for the pack.
 */
export function checkDraftFile(file: DraftFile, pack: PackView, context: Required<LintContext>): CheckedDraft {
  const findings: Finding[] = [];
  const add = (question: number, path: readonly PropertyKey[], message: string, rule = "schema"): void => {
    findings.push({ question, path: path.map(String), rule, severity: "error", message });
  };
  const unit = unitIdOf(file);
  if (file.inCase !== null) {
    if (!slugSchema.safeParse(file.inCase.id).success)
      add(0, ["inCase", "id"], "The id of the case must be lower-case words joined by hyphens or dots.");
    if (file.inCase.title.trim() === "") add(0, ["inCase", "title"], "The title of the case is missing.");
    if (file.inCase.scenario.trim() === "") add(0, ["inCase", "scenario"], "The scenario of the case is missing.");
    if (file.questions.length < 2) add(0, ["inCase"], "A case has two to four questions.");
  } else if (file.questions.length > 1) add(1, [], "Questions without a case stand alone.");
  const read = file.questions.flatMap((draft, index): { index: number; question: Question }[] => {
    const parsed = questionSchema.safeParse(questionOfDraft(draft));
    if (parsed.success) return [{ index, question: parsed.data }];
    for (const issue of parsed.error.issues) add(index, issue.path, wordsOf(issue));
    return [];
  });
  const contextOf = (position: number): CaseContext | null =>
    file.inCase === null
      ? null
      : {
          ...file.inCase,
          scenario: file.inCase.scenario.trim(),
          title: file.inCase.title.trim(),
          position,
          of: file.questions.length,
        };
  const entries = read.map(({ index, question }) => {
    const context = contextOf(index);
    const folder = context === null ? question.lesson : "cases";
    const entry: PackQuestion = {
      question,
      context,
      draw: null,
      file: `${pack.id}/${folder}/${unit}.yaml`,
      hash: questionHash(question, context),
    };
    return { index, entry };
  });
  findings.push(...ruleFindings(pack, entries, context));
  findings.sort(
    (a, b) => a.question - b.question || Number(a.severity === "warning") - Number(b.severity === "warning"),
  );
  const ready = findings.some(({ severity }) => severity === "error")
    ? null
    : entries.map(({ entry: { question, context, hash } }) => ({
        served: { question, context, family: null },
        hash,
        verifiedOn: question.verifiedOn,
      }));
  return { findings, ready };
}
