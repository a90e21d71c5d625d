import type { Change } from "@/lib/core/attempt/answer-path";
import { usualSeconds } from "@/lib/core/learning/fold/learner-state";
import {
  type Miss,
  type MissFacts,
  type MissType,
  missType,
  missTypeSchema,
} from "@/lib/core/learning/miss-type/miss-type";
import { type AttemptItemRow, listMissTypes } from "@/lib/data/attempts";
import type { Reader } from "@/lib/data/database";
import { getFoldedHead } from "@/lib/usecases/learning/fold-learner";

/** What a miss was as the log has it, and the learner's own word where they gave one. */
export type ReviewMiss = { proposed: Miss; said: MissType | null };

/** What the review knows of how an answer came to be. */
type Circumstances = { change: Change; counterCue: boolean };

/**
 * Tells of each row what kind of miss it was; null for what was not answered wrong. The facts are those of the fold
 * while it keeps them, else what the attempt itself still says.
 */
export async function missesOf(
  db: Reader,
  viewer: { userId: string },
  packId: string,
  rows: readonly AttemptItemRow[],
): Promise<(row: AttemptItemRow, known: Circumstances) => ReviewMiss | null> {
  const isMiss = ({ outcome, dropped }: AttemptItemRow): boolean => outcome === "wrong" && !dropped;
  if (!rows.some(isMiss)) return () => null;
  const head = await getFoldedHead(db, viewer, packId);
  const folded = new Map(head.misses.map(({ item, facts }) => [item, facts]));
  const medianSeconds = usualSeconds(head);
  const corrected = await listMissTypes(
    db,
    rows.map(({ id }) => id),
  );
  return (row, known) => {
    if (!isMiss(row)) return null;
    const said = missTypeSchema.safeParse(corrected.get(row.id));
    const facts = folded.get(row.id) ?? factsOf(row, known, medianSeconds);
    return { proposed: missType(facts), said: said.success ? said.data : null };
  };
}

const factsOf = (
  { evidence, spentMs, state }: AttemptItemRow,
  { change, counterCue }: Circumstances,
  medianSeconds: number | null,
): MissFacts => ({
  trapsTaken: evidence?.taken ?? [],
  changedFromRight: change === "right-to-wrong",
  seconds: spentMs === null ? null : spentMs / 1_000,
  medianSeconds,
  confidence: state.confidence.value,
  counterCue,
  parallelRight: false,
});
