import { contentHash, questionHash } from "@/lib/content/content-hash";
import { ruleFindings } from "@/lib/content/drafts/check-draft-file";
import type { LintContext } from "@/lib/content/lint/rule";
import type { BulkChange, Retag } from "@/lib/core/authoring/bulk/bulk-change";
import { type Refusal, refusalOf } from "@/lib/core/authoring/bulk/refusal";
import { retag } from "@/lib/core/authoring/bulk/retag";
import type { BulkSelection } from "@/lib/core/authoring/bulk/selection";
import { type Fresh, newlyShort } from "@/lib/core/authoring/bulk/short-blueprints";
import { shortfallWords } from "@/lib/core/exam/quota-words";
import type { PackView } from "@/lib/core/pack/pack-view";
import { type Question, questionSchema } from "@/lib/core/question/schema";
import { offeredTraps } from "@/lib/core/question/score";
import type { ServedQuestion } from "@/lib/core/question/served";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { countBank, findOpenDrafts, type ListedQuestion, listMatching, listQuestionsOf } from "@/lib/data/bank-list";
import type { Reader } from "@/lib/data/database";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listBank } from "@/lib/data/questions";
import { lintContext } from "@/lib/usecases/authoring/lint-context";
import { selectionOf } from "./list-questions";

/** So many questions at most are changed at once. */
export const MOST_AT_ONCE = 2_000;

const RULED_AT_ONCE = 100;

/** A question that a change will touch; `after`: as it will be, null where its content stays. */
export type BulkTarget = { row: ListedQuestion; unitId: string; after: ServedQuestion | null };
export type BulkRefused = { row: ListedQuestion; refusal: Refusal };

export type BulkPlan = {
  targets: BulkTarget[];
  refused: BulkRefused[];
  /** Names what was planned for: another plan for a bank that has moved on has another. */
  seen: string;
};

/** The questions that a selection means now, and how many there are; more than fit at once are not listed. */
export async function listSelected(
  db: Reader,
  pack: PackView,
  selection: BulkSelection,
  now: EpochMs,
): Promise<{ rows: ListedQuestion[]; total: number }> {
  switch (selection.kind) {
    case "ids": {
      const rows = await listQuestionsOf(db, pack.id, { ids: selection.ids });
      return { rows, total: rows.length };
    }
    case "all": {
      const filter = selectionOf(pack, selection.filter, now);
      const total = await countBank(db, filter);
      return { total, rows: total > MOST_AT_ONCE ? [] : await listMatching(db, filter, MOST_AT_ONCE) };
    }
  }
}

/** Which units somebody is writing a draft of, and which cases are selected whole, each for questions of one state. */
async function surroundings(db: Reader, packId: string, rows: readonly ListedQuestion[]) {
  const drafts = await findOpenDrafts(db, rows.map(unitOf));
  const cases = [...new Set(rows.flatMap(({ caseId }) => caseId ?? []))];
  const selected = new Set(rows.map(({ id }) => id));
  const siblings = cases.length === 0 ? [] : await listQuestionsOf(db, packId, { cases });
  const torn = new Set(siblings.filter(({ id }) => !selected.has(id)).map(({ caseId, state }) => `${caseId}/${state}`));
  return {
    hasDraft: (row: ListedQuestion) => drafts.has(unitOf(row)),
    isWhole: (row: ListedQuestion) => !torn.has(`${row.caseId}/${row.state}`),
  };
}

const unitOf = ({ id, caseId }: Pick<ListedQuestion, "id" | "caseId">): string => caseId ?? id;

/** A version with other tags, verified on the day that its question is. */
export function retagged(served: ServedQuestion, verifiedOn: string, change: Retag): ServedQuestion {
  return { ...served, question: { ...retag(served.question, change), verifiedOn } };
}

const isSame = (before: ServedQuestion, after: ServedQuestion): boolean =>
  questionHash(before.question, before.context, before.family) ===
  questionHash(after.question, after.context, after.family);

/** The errors that the schema and the rules of single questions find, by the question's id. */
function errorsOf(pack: PackView, versions: readonly ServedQuestion[], rules: LintContext): Map<string, string[]> {
  const errors = new Map<string, string[]>();
  const add = (id: string, message: string) => errors.set(id, [...(errors.get(id) ?? []), message]);
  const read = versions.flatMap(({ question, context }, index) => {
    const parsed = questionSchema.safeParse(question);
    if (!parsed.success) {
      add(question.id, question.exams.length === 0 ? "It would fit no exam any more." : "It could not be read.");
      return [];
    }
    const file = `${pack.id}/${context === null ? question.lesson : "cases"}/${context?.id ?? question.id}.yaml`;
    return [{ index, entry: { question: parsed.data, context, draw: null, file, hash: "" } }];
  });
  // In parts, since rules compare all that they are given with each other.
  for (let from = 0; from < read.length; from += RULED_AT_ONCE) {
    for (const finding of ruleFindings(pack, read.slice(from, from + RULED_AT_ONCE), rules)) {
      const id = versions[finding.question]?.question.id;
      if (finding.severity === "error" && id !== undefined) add(id, finding.message);
    }
  }
  return errors;
}

/** What a change would do to a selection of a pack's questions, one by one. Nothing is written. */
export async function planBulk(
  db: Reader,
  pack: PackView,
  rows: readonly ListedQuestion[],
  change: BulkChange,
  now: EpochMs,
): Promise<BulkPlan> {
  const { hasDraft, isWhole } = await surroundings(db, pack.id, rows);
  const refused: BulkRefused[] = [];
  const allowed = rows.filter((row) => {
    const refusal = refusalOf(change, { ...row, hasDraft: hasDraft(row), isWhole: isWhole(row) });
    if (refusal !== null) refused.push({ row, refusal });
    return refusal === null;
  });
  const targets =
    change.do === "retire" || change.do === "restore"
      ? allowed.map((row): BulkTarget => ({ row, unitId: unitOf(row), after: null }))
      : await retagTargets(db, pack, allowed, change, now, refused);
  const seen = contentHash([change, targets.map(({ row }) => [row.id, row.versionId, row.state])]);
  return { targets, refused, seen };
}

/** Those of the questions that other tags change and the rules still allow; the others are added to the refused. */
async function retagTargets(
  db: Reader,
  pack: PackView,
  rows: readonly ListedQuestion[],
  change: Retag,
  now: EpochMs,
  refused: BulkRefused[],
): Promise<BulkTarget[]> {
  const served = await getServedQuestions(
    db,
    rows.map(({ versionId }) => versionId),
  );
  const pairs = rows.flatMap((row) => {
    const before = served.get(row.versionId);
    if (before === undefined) return [];
    const after = retagged(before, row.verifiedOn, change);
    if (!isSame(before, after)) return [{ row, before, after }];
    refused.push({ row, refusal: { kind: "same" } });
    return [];
  });
  const rules = await lintContext(db, pack.id, now);
  const errors = errorsOf(
    pack,
    pairs.map(({ after }) => after),
    rules,
  );
  // A question that has a fault already may still be tagged: what counts is what the change brings.
  const faulty = pairs.filter(({ row }) => errors.has(row.id));
  const known = errorsOf(
    pack,
    faulty.map(({ before }) => before),
    rules,
  );
  return pairs.flatMap(({ row, after }): BulkTarget[] => {
    const fresh = (errors.get(row.id) ?? []).filter((message) => !(known.get(row.id) ?? []).includes(message));
    if (fresh.length === 0) return [{ row, unitId: unitOf(row), after }];
    refused.push({ row, refusal: { kind: "rules", message: fresh.join(" ") } });
    return [];
  });
}

const tagsOf = (question: Question) => ({
  lesson: question.lesson,
  difficulty: question.difficulty,
  counterCue: question.counterCue,
  traps: offeredTraps(question),
});

/** The exams whose blueprints the bank fills now and would not fill after the change, in words. */
export async function blueprintWarnings(
  db: Reader,
  pack: PackView,
  change: BulkChange,
  targets: readonly BulkTarget[],
): Promise<string[]> {
  // What only adds to an exam leaves it no shorter.
  if (targets.length === 0 || change.do === "restore" || change.do === "add-exam") return [];
  const changed = new Map(targets.map(({ row, after }) => [row.id, after?.question ?? null]));
  const warnings: string[] = [];
  for (const exam of pack.info.exams) {
    const before: readonly Fresh[] = await listBank(db, pack.id, exam.id);
    const after = before.flatMap((question): Fresh[] => {
      const now = changed.get(question.id);
      if (now === undefined) return [question];
      return now === null || !now.exams.includes(exam.id) ? [] : [{ ...question, ...tagsOf(now) }];
    });
    for (const { blueprint, short } of newlyShort(exam.blueprints, before, after)) {
      const list = short.map((one) => shortfallWords(one)).join("; ");
      warnings.push(`${exam.code}, “${blueprint.title}” could no longer be put together (${list}).`);
    }
  }
  return warnings;
}
