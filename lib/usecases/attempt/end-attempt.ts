import type { Context } from "@/lib/core/access/viewer";
import { clockPhase } from "@/lib/core/attempt/deadline";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { type AttemptRow, lockAttempt } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { settle } from "./settle-attempt";

/**
 * Ends the viewer's attempt. Idempotent: ending an ended one changes nothing and says how it stands. `abandoned`
 * closes it without a result.
 */
export async function endAttempt(
  { viewer, now }: Context,
  input: { attemptId: string; as: "finished" | "abandoned" },
): Promise<Result<{ phase: AttemptRow["state"] }, "missing">> {
  const db = await database();
  return db.transaction(async (tx) => {
    const attempt = await lockAttempt(tx, viewer, input.attemptId);
    if (attempt === null) return fail("missing" as const);
    if (attempt.state !== "running") return ok({ phase: attempt.state });
    const timeIsUp = clockPhase(attempt.deadline, now) !== "open";
    if (timeIsUp) await settle(tx, attempt, "deadline", Math.min(now, attempt.deadline ?? now));
    else await settle(tx, attempt, input.as === "abandoned" ? "abandoned" : "learner", now);
    return ok({ phase: !timeIsUp && input.as === "abandoned" ? ("abandoned" as const) : ("finished" as const) });
  });
}
