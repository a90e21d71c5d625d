import { type Context, can } from "@/lib/core/access/viewer";
import type { Kind } from "@/lib/core/question/schema";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { countHandedInByOthers, listHandedIn } from "@/lib/data/drafts";
import { findNames } from "@/lib/data/users";

/** One draft that waits for a review. */
export type QueueRow = {
  draftId: string;
  unitId: string;
  packId: string;
  /** Its types, in the order of the questions. */
  types: Kind[];
  isNew: boolean;
  author: string | null;
  submittedAt: EpochMs;
};

/** What waits for the viewer's review, oldest first, and what of theirs waits for somebody else's; null: not theirs. */
export async function listReviewQueue({ viewer }: Context): Promise<{ waiting: QueueRow[]; own: QueueRow[] } | null> {
  if (!can(viewer, "writeBank")) return null;
  const { reader } = await database();
  const drafts = await listHandedIn(reader);
  const names = await findNames(
    reader,
    drafts.flatMap(({ submittedBy }) => submittedBy ?? []),
  );
  const rows = drafts.map((draft) => ({
    isOwn: draft.editedBy === viewer.userId || draft.submittedBy === viewer.userId,
    row: {
      draftId: draft.id,
      unitId: draft.unitId,
      packId: draft.packId,
      types: draft.file.questions.map(({ type }) => type),
      isNew: Object.keys(draft.base).length === 0,
      author: names.get(draft.submittedBy ?? "") ?? null,
      submittedAt: draft.submittedAt ?? draft.updatedAt,
    },
  }));
  const of = (own: boolean) => rows.filter(({ isOwn }) => isOwn === own).map(({ row }) => row);
  return { waiting: of(false), own: of(true) };
}

/** How many drafts wait for the viewer's review. */
export async function countForReview({ viewer }: Pick<Context, "viewer">): Promise<number> {
  if (!can(viewer, "writeBank")) return 0;
  return countHandedInByOthers((await database()).reader, viewer.userId);
}
