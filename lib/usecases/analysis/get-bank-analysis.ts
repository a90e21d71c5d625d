import { type Context, can } from "@/lib/core/access/viewer";
import { type FormFigures, formFigures } from "@/lib/core/item-analysis/counts/form-counts";
import { type ItemFigure, RAISED_KINDS, type RaisedKind } from "@/lib/core/item-analysis/judged/figure";
import { excerpt } from "@/lib/core/rich-text/excerpt";
import { database } from "@/lib/data/database";
import { findCounting } from "@/lib/data/item-analysis/counting";
import {
  countFigures,
  countSubjects,
  type FigureFilter,
  findBehind,
  listFigures,
} from "@/lib/data/item-analysis/figures";
import { listFormStatistics } from "@/lib/data/item-analysis/statistics";
import { getServedQuestions } from "@/lib/data/question-versions";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";

const PAGE = 30;

/** Which part of the bank a list shows: all, one flag, or pilots that have gathered enough. */
export const BANK_PARTS = [...RAISED_KINDS, "pilots"] as const;
export type BankPart = (typeof BANK_PARTS)[number];

const filterOf = (part: BankPart | null): FigureFilter =>
  part === null
    ? { kind: "all" }
    : part === "pilots"
      ? { kind: "pilot", pilot: "score" }
      : { kind: "flag", flag: part satisfies RaisedKind };

export type BankAnalysis = {
  /** Whether the answers so far are counted; not yet in the first moments of a new installation. */
  isCounted: boolean;
  forms: readonly { exam: string; title: string; length: number; figures: FormFigures }[];
  /** How many questions and families are in each part, and in all. */
  counts: ReadonlyMap<BankPart | null, number>;
  /** Published questions and families without an answer. */
  unanswered: number;
  rows: readonly (ItemFigure & { stem: string; isFamily: boolean })[];
  /** Continues the list; null at its end. */
  next: string | null;
};

/**
 * What the answers of ended exams say about the bank of the viewer's pack: its forms, and its questions with what is most
 * urgent first. For those who may read the bank; null for everybody else.
 */
export async function getBankAnalysis(
  { viewer }: Context,
  { part, after }: { part: BankPart | null; after: string | null },
): Promise<BankAnalysis | null> {
  if (!can(viewer, "readBank")) return null;
  const { pack } = await getCurrentExam(viewer);
  const { reader } = await database();
  const generation = (await findCounting(reader, pack.id))?.generation ?? 0;
  const forms = await listFormStatistics(reader, { packId: pack.id, generation });
  const parts: (BankPart | null)[] = [null, ...BANK_PARTS];
  const counts = new Map<BankPart | null, number>();
  for (const one of parts) counts.set(one, await countFigures(reader, pack.id, filterOf(one)));
  const found = await listFigures(reader, pack.id, filterOf(part), { after, take: PAGE + 1 });
  const page = found.slice(0, PAGE);
  const behind = await findBehind(
    reader,
    pack.id,
    page.map(({ subject }) => subject),
  );
  const versionOf = (subject: string): string[] => (behind.get(subject) ?? []).slice(0, 1).map((one) => one.versionId);
  const served = await getServedQuestions(
    reader,
    page.flatMap(({ subject }) => versionOf(subject)),
  );
  return {
    isCounted: generation > 0,
    forms: forms.map(({ examId, blueprintId, length, counts: counted }) => {
      const exam = pack.info.exams.find(({ id }) => id === examId);
      const blueprint = exam?.blueprints.find(({ id }) => id === blueprintId);
      const figures = formFigures(counted, length);
      return { exam: exam?.code ?? examId, title: blueprint?.title ?? blueprintId, length, figures };
    }),
    counts,
    unanswered: Math.max(0, (await countSubjects(reader, pack.id)) - (counts.get(null) ?? 0)),
    rows: page.map((figure) => {
      const [versionId = ""] = versionOf(figure.subject);
      const isFamily = (behind.get(figure.subject)?.[0]?.family ?? null) !== null;
      return { ...figure, stem: excerpt(served.get(versionId)?.question.stem ?? ""), isFamily };
    }),
    next: found.length > PAGE ? (page.at(-1)?.subject ?? null) : null,
  };
}
