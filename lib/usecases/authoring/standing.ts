import type { DraftRow } from "@/lib/data/drafts";
import type { Standing } from "@/lib/data/question-standing";

type Begun = Pick<DraftRow, "unitId" | "base">;

/** Ids of a draft that questions of other files have. */
export const takenIds = (draft: Begun, standings: readonly Standing[]): string[] =>
  standings.flatMap(({ id, unitId }) => (unitId === draft.unitId || id in draft.base ? [] : [id]));

/** What of a draft's file was published, or published anew, since the draft began. */
export const movedOn = (draft: Begun, standings: readonly Standing[]): Standing[] =>
  standings.filter(
    ({ id, unitId, versionId }) => (unitId === draft.unitId || id in draft.base) && draft.base[id] !== versionId,
  );

/** The published versions that somebody has before them, as one word: what they decide on is held against it. */
export const standingWord = (standings: readonly Standing[]): string =>
  standings
    .map(({ id, versionId }) => `${id}@${versionId}`)
    .sort()
    .join(" ");
