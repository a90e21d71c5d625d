import { z } from "zod";
import { type CheckedDraft, checkDraftFile, type ReadyQuestion } from "@/lib/content/drafts/check-draft-file";
import { type Context, can, type Viewer } from "@/lib/core/access/viewer";
import { type BlindSolution, compareBlind } from "@/lib/core/authoring/blind";
import type { PackView } from "@/lib/core/pack/pack-view";
import { drawOrder, type PresentedOrder } from "@/lib/core/question/present";
import { toPublic } from "@/lib/core/question/public";
import { responseValueSchema } from "@/lib/core/question/response";
import { seededRng } from "@/lib/core/shared/rng";
import type { Reader } from "@/lib/data/database";
import type { DraftRow } from "@/lib/data/drafts";
import { findPackView } from "@/lib/data/packs";
import { listStandings, type Standing } from "@/lib/data/question-standing";
import { listSteps } from "@/lib/data/question-steps";
import { lintContext } from "@/lib/usecases/authoring/lint-context";
import { findOwnDraft } from "./drafts";

/** In authored ids; what a step holds of a blind solution. */
const solutionSchema = z.strictObject({
  answer: responseValueSchema.nullable(),
  tags: z.record(z.string(), z.string()),
});

const detailSchema = z.object({
  draftId: z.string(),
  revision: z.number(),
  solutions: z.array(solutionSchema),
});

/** A draft that was handed in, with all that a review of it rests on. */
export type HandedIn = {
  draft: DraftRow;
  pack: PackView;
  checked: CheckedDraft;
  standings: Standing[];
  /** The viewer wrote or handed in what is to be reviewed. */
  isAuthor: boolean;
  /** What the viewer made of it before they saw the key; null: not yet. */
  solutions: BlindSolution[] | null;
};

/** Whether somebody wrote a draft last or handed it in: they do not review it. */
export const isAuthorOf = (draft: DraftRow, viewer: Viewer): boolean =>
  draft.editedBy === viewer.userId || draft.submittedBy === viewer.userId;

async function findSolutions(db: Reader, draft: DraftRow, viewer: Viewer): Promise<BlindSolution[] | null> {
  for (const { kind, actorId, detail } of await listSteps(db, draft.unitId)) {
    if (kind !== "solved" || actorId !== viewer.userId) continue;
    const told = detailSchema.safeParse(detail);
    if (told.success && told.data.draftId === draft.id && told.data.revision === draft.revision)
      return told.data.solutions;
  }
  return null;
}

/** A draft in review, for those who write the bank; null for everybody else, and where none is in review. */
export async function findHandedIn(db: Reader, context: Context, draftId: string): Promise<HandedIn | null> {
  const draft = await findOwnDraft(db, context, draftId);
  if (draft === null || draft.state !== "in-review") return null;
  const pack = await findPackView(db, draft.packId);
  if (pack === null) return null;
  const ids = draft.file.questions.map(({ id }) => id);
  return {
    draft,
    pack,
    checked: checkDraftFile(draft.file, pack, await lintContext(db, pack.id, context.now)),
    standings: await listStandings(db, draft.unitId, ids),
    isAuthor: isAuthorOf(draft, context.viewer),
    solutions: await findSolutions(db, draft, context.viewer),
  };
}

/** Whether somebody may review a draft: they write the bank, and neither wrote this last nor handed it in. */
export const mayReview = (handedIn: HandedIn, viewer: Viewer): boolean =>
  can(viewer, "writeBank") && !handedIn.isAuthor;

/** The order in which a reviewer meets the options: always the same for one state of a draft, and not the author's. */
export const orderFor = (draft: DraftRow, { served: { question } }: ReadyQuestion): PresentedOrder =>
  drawOrder(toPublic(question), seededRng(`review/${draft.id}/${draft.revision}/${question.id}`));

/** What the blind review of each question came to, as question files say it. */
export function reviewsOf(
  ready: readonly ReadyQuestion[],
  solutions: readonly BlindSolution[],
  told: { on: string; note: string },
): Map<string, string> {
  const note = told.note === "" ? {} : { note: told.note };
  return new Map(
    ready.flatMap(({ served: { question } }, index) => {
      const solution = solutions[index];
      if (solution === undefined) return [];
      const { solved, tags } = compareBlind(question, solution);
      const review = { by: "person", solvedBlind: solved, tagsBlind: tags, on: told.on, ...note };
      return [[question.id, JSON.stringify(review)] as const];
    }),
  );
}
