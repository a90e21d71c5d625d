import type { Context } from "@/lib/core/access/viewer";
import { clockPhase } from "@/lib/core/attempt/deadline";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { type AttemptRow, lockAttempt } from "@/lib/data/attempts";
import { database, type Tx } from "@/lib/data/database";
import { groupedWrites } from "@/lib/data/grouped-writes";
import { settle } from "./settle-attempt";

type Ending = { userId: string; attemptId: string; as: "finished" | "abandoned"; now: EpochMs };
type Ended = Result<{ phase: AttemptRow["state"] }, "missing">;

async function end(tx: Tx, { userId, attemptId, as, now }: Ending): Promise<Ended> {
  const attempt = await lockAttempt(tx, { userId }, attemptId);
  if (attempt === null) return fail("missing");
  if (attempt.state !== "running") return ok({ phase: attempt.state });
  const timeIsUp = clockPhase(attempt.deadline, now) !== "open";
  if (timeIsUp) await settle(tx, attempt, "deadline", Math.min(now, attempt.deadline ?? now));
  else await settle(tx, attempt, as === "abandoned" ? "abandoned" : "learner", now);
  return ok({ phase: !timeIsUp && as === "abandoned" ? "abandoned" : "finished" });
}

/** So many endings share a commit: each takes some milliseconds, and who saves an answer waits for all of them. */
const AT_ONCE = 4;

const endTogether = groupedWrites(async (tx: Tx, group: readonly Ending[]): Promise<Ended[]> => {
  const ended: Ended[] = [];
  for (const one of group) ended.push(await end(tx, one));
  return ended;
}, AT_ONCE);

/**
 * Ends the viewer's attempt. Idempotent: ending an ended one changes nothing and says how it stands. `abandoned`
 * closes it without a result.
 */
export async function endAttempt(
  { viewer, now }: Context,
  input: { attemptId: string; as: "finished" | "abandoned" },
): Promise<Ended> {
  const db = await database();
  const ending = { userId: viewer.userId, now, ...input };
  // Where transactions run beside each other, as on PostgreSQL, none waits for another's.
  return db.engine === "sqlite" ? endTogether(db, ending) : db.transaction((tx) => end(tx, ending));
}
