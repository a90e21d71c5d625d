import type { Viewer } from "@/lib/core/access/viewer";
import type { RunningAttempt } from "@/lib/core/learning/fold/choose-today";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type AttemptRow, listAttempts } from "@/lib/data/attempts";
import type { Reader } from "@/lib/data/database";
import { isOverdue } from "@/lib/usecases/attempt/settle-attempt";

/** More than these are not gone on with from a list. */
const LISTED = 20;

/** An attempt with what of its plan tells which step it belongs to. */
export function asRunning({ id, mode, plan }: Pick<AttemptRow, "id" | "mode" | "plan">): RunningAttempt {
  return plan.kind === "drill"
    ? { id, mode, symptom: plan.symptom, traps: plan.traps }
    : { id, mode, symptom: null, traps: [] };
}

/**
 * The viewer's attempts that can be gone on with while they practise for an exam, the newest first: exams of any pack,
 * whose clock runs; a diagnosis for this exam; all else of this pack.
 */
export async function listRunning(
  db: Reader,
  { viewer, now }: { viewer: Pick<Viewer, "userId">; now: EpochMs },
  present: { packId: string; examId: string },
): Promise<AttemptRow[]> {
  const notEnded = await listAttempts(db, viewer, { take: LISTED, state: "running" });
  return notEnded.filter((attempt) => {
    if (isOverdue(attempt, now)) return false;
    if (attempt.mode === "exam") return true;
    return attempt.mode === "diagnose" ? attempt.examId === present.examId : attempt.packId === present.packId;
  });
}
