import type { Context } from "@/lib/core/access/viewer";
import type { RunningAttempt } from "@/lib/core/learning/fold/choose-today";
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

/** The viewer's attempts that run and whose time is not over, the newest first. */
export async function listRunning(db: Reader, { viewer, now }: Context): Promise<AttemptRow[]> {
  const notEnded = await listAttempts(db, viewer, { take: LISTED, state: "running" });
  return notEnded.filter((attempt) => !isOverdue(attempt, now));
}
