import { checkDraftFile } from "@/lib/content/drafts/check-draft-file";
import { draftOfQuestion } from "@/lib/content/interchange/draft-of-question";
import type { QuestionDraft } from "@/lib/content/interchange/exchange";
import type { DraftFile } from "@/lib/core/authoring/draft-file";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader } from "@/lib/data/database";
import { listDrafts } from "@/lib/data/drafts";
import { lintContext } from "@/lib/usecases/authoring/lint-context";

/** A draft that no format takes yet, by the id of its question or case, and what is missing. */
export type LeftOut = { id: string; why: string };

/** So many faults of a draft are told; the editor tells all. */
const FAULTS_TOLD = 3;

type Filter = { lesson?: string; type?: string; ids?: readonly string[] };
type DraftQuestion = DraftFile["questions"][number];

const fits =
  ({ lesson, type, ids }: Filter) =>
  (question: Pick<DraftQuestion, "id" | "lesson" | "type">): boolean =>
    (lesson === undefined || question.lesson === lesson) &&
    (type === undefined || question.type === type) &&
    (ids === undefined || ids.includes(question.id));

function whyNot(faults: readonly string[]): string {
  const more = faults.length - FAULTS_TOLD;
  return [...faults.slice(0, FAULTS_TOLD), ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
}

/**
 * The drafts of a pack that could be published as they are, as formats exchange them; the unfinished ones by name, with
 * why. The caller has seen that the viewer may write the bank.
 */
export async function readWholeDrafts(
  db: Reader,
  pack: PackView,
  filter: Filter,
  now: EpochMs,
): Promise<{ questions: QuestionDraft[]; draws: number; leftOut: LeftOut[] }> {
  const isAsked = fits(filter);
  const context = await lintContext(db, pack.id, now);
  const drafts = (await listDrafts(db, pack.id)).filter(({ file }) => file.questions.some(isAsked));
  drafts.sort((a, b) => (a.unitId < b.unitId ? -1 : 1));
  const questions: QuestionDraft[] = [];
  const leftOut: LeftOut[] = [];
  for (const { unitId, file } of drafts) {
    const { ready, findings } = checkDraftFile(file, pack, context);
    if (ready === null) {
      const faults = findings.filter(({ severity }) => severity === "error").map(({ message }) => message);
      leftOut.push({ id: unitId, why: whyNot([...new Set(faults)]) });
      continue;
    }
    for (const [index, { served }] of ready.entries()) {
      if (!isAsked(served.question)) continue;
      const feedback = file.questions[index]?.remark.trim() || undefined;
      questions.push({
        ...draftOfQuestion(served.question, served.context),
        ...(feedback === undefined ? {} : { feedback }),
      });
    }
  }
  return { questions, draws: 0, leftOut };
}
