import type { ReadyQuestion } from "@/lib/content/drafts/check-draft-file";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Tx } from "@/lib/data/database";
import { recordStep } from "@/lib/data/question-steps";
import { findServedVersions, markVerified, publishVersion, retireQuestion } from "@/lib/data/questions";

/**
 * Publishes the questions of one file: each that changed gets its next version, each that the file no longer has (by
 * `base`, the ids that it had) is retired. Of one that did not change, verification and review are said anew. Attempts
 * under way and in the past keep theirs. Writes the step. Returns the ids of the new versions.
 */
export async function publishQuestions(
  tx: Tx,
  publish: {
    packId: string;
    unitId: string;
    ready: readonly ReadyQuestion[];
    base: readonly string[];
    actorId: string;
    /** The blind review, as question files say it, of all or by question; null where it was waived. */
    review: string | null | ((questionId: string) => string | null);
    detail?: Readonly<Record<string, unknown>>;
  },
  now: EpochMs,
): Promise<string[]> {
  const { packId, unitId, ready, base, actorId, review, detail = {} } = publish;
  const known = await findServedVersions(
    tx,
    ready.map(({ served }) => served.question.id),
  );
  const versions: string[] = [];
  for (const { served, hash, verifiedOn } of ready) {
    const current = known.get(served.question.id);
    const reviewed = typeof review === "function" ? review(served.question.id) : review;
    if (current?.hash === hash) {
      await markVerified(tx, current.id, { verifiedOn, review: reviewed });
      continue;
    }
    versions.push(
      await publishVersion(
        tx,
        packId,
        { served, hash, verifiedOn, review: reviewed, seed: null, source: "editor" },
        now,
      ),
    );
  }
  const kept = new Set(ready.map(({ served }) => served.question.id));
  for (const id of base.filter((id) => !kept.has(id))) await retireQuestion(tx, id, now);
  await recordStep(tx, { packId, unitId, kind: "published", actorId, versions, detail }, now);
  return versions;
}
