import type { Context } from "@/lib/core/access/viewer";
import { normalLiveCode } from "@/lib/core/live/live-code";
import { HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { findSessionByCode, takeSeat } from "@/lib/data/live-sessions";
import { countFailure, findFailures } from "@/lib/data/throttle";

const TRIES = 10;
const WINDOW_MS = 15 * MINUTE_MS;
/** A code that nobody ended holds no longer than a long day. */
const CODE_HOLDS_MS = 12 * HOUR_MS;

/** `unknown` is said of every code that lets the viewer in nowhere, whatever the reason; `wait`: too many wrong ones. */
export type EnterRefusal = "unknown" | "wait";

/** Lets the viewer into the session of a code, if they are in its cohort. Wrong codes count against who types them. */
export async function enterLive(
  { viewer, now }: Context,
  input: { code: string },
): Promise<Result<{ sessionId: string; as: "lead" | "learner"; cohortId: string }, EnterRefusal>> {
  const db = await database();
  const key = `live:${viewer.userId}`;
  type Entered = Result<{ sessionId: string; as: "lead" | "learner"; cohortId: string }, EnterRefusal>;
  return db.transaction(async (tx): Promise<Entered> => {
    if ((await findFailures(tx, key, now)).failures >= TRIES) return fail("wait");
    const code = normalLiveCode(input.code);
    const found = code === null ? null : await findSessionByCode(tx, viewer, code, now - CODE_HOLDS_MS);
    if (found === null) {
      await countFailure(tx, key, WINDOW_MS, now);
      return fail("unknown");
    }
    const { id: sessionId, role, cohortId } = found;
    // A lead goes to the projector, and is none of those who answer.
    if (role === "learner") await takeSeat(tx, sessionId, viewer.userId, now);
    return ok({ sessionId, as: role, cohortId });
  });
}
