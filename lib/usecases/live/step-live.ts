import type { Context } from "@/lib/core/access/viewer";
import { type LiveStep, takeStep } from "@/lib/core/live/live-step";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { database } from "@/lib/data/database";
import { findLedSession, moveSession } from "@/lib/data/live-sessions";

/** `moved`: somebody took a step in the meantime, or this one is not possible now. */
export type LiveStepRefusal = "missing" | "moved";

/** Takes a step in a session that the viewer leads, from the revision that they saw: a second press does nothing. */
export async function stepLive(
  { viewer, now }: Context,
  input: { sessionId: string; step: LiveStep; revision: number },
): Promise<Result<null, LiveStepRefusal>> {
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, LiveStepRefusal>> => {
    const session = await findLedSession(tx, viewer, input.sessionId);
    if (session === null) return fail("missing");
    if (session.revision !== input.revision) return fail("moved");
    const { state, position, questions, cohortId } = session;
    const taken = takeStep({ state, position, questions: questions.length }, input.step);
    if (!taken.ok || !(await moveSession(tx, session, taken.value, now))) return fail("moved");
    if (input.step === "end") {
      await recordAudit(tx, { actorId: viewer.userId, action: "live-ended", subject: cohortId }, now);
    }
    return ok(null);
  });
}
