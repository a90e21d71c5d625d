import type { Context } from "@/lib/core/access/viewer";
import { type Retention, retentionDaysOf, retentionOf } from "@/lib/core/cohort/retention";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { database } from "@/lib/data/database";
import { findRetention, setRetention } from "@/lib/data/privacy/retention";

/** How long a cohort keeps its learners; null for all but its leads. */
export async function getRetention({ viewer }: Context, cohortId: string): Promise<Retention | null> {
  const { reader } = await database();
  const days = await findRetention(reader, viewer, cohortId);
  return days === undefined ? null : retentionOf(days);
}

/** Sets how long a cohort that the viewer leads keeps its learners once it is archived. */
export async function changeRetention(
  { viewer, now }: Context,
  input: { cohortId: string; retention: Retention },
): Promise<Result<null, "missing">> {
  const { cohortId, retention } = input;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, "missing">> => {
    if ((await findRetention(tx, viewer, cohortId)) === undefined) return fail("missing");
    await setRetention(tx, cohortId, retentionDaysOf(retention));
    const detail = { retention };
    await recordAudit(tx, { actorId: viewer.userId, action: "retention-changed", subject: cohortId, detail }, now);
    return ok(null);
  });
}
