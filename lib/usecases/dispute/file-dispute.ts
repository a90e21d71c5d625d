import type { Context } from "@/lib/core/access/viewer";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { isUniqueViolation } from "@/lib/data/database-errors";
import { countFiledSince, createDispute, findDisputable } from "@/lib/data/disputes";
import { listQuestionsUnderExam } from "@/lib/data/meetings";

/** So many disputes may one person file in a day. */
export const DISPUTES_A_DAY = 10;

/** `guest`: the answer could not reach them; `open`: one of theirs on this question is; `enough`: ten in a day. */
export type DisputeRefusal = "missing" | "guest" | "open" | "enough";

/** Files a dispute on a question of the viewer's finished attempt. */
export async function fileDispute(
  { viewer, now }: Context,
  input: { itemId: string; reason: string },
): Promise<Result<{ disputeId: string }, DisputeRefusal>> {
  const db = await database();
  const filed = db.transaction(async (tx): Promise<Result<{ disputeId: string }, DisputeRefusal>> => {
    const item = await findDisputable(tx, viewer, input.itemId);
    if (item === null) return fail("missing" as const);
    // Its key is kept back just now, so nobody can doubt it.
    if ((await listQuestionsUnderExam(tx, viewer, now)).has(item.questionId)) return fail("missing" as const);
    if (viewer.isGuest) return fail("guest" as const);
    if ((await countFiledSince(tx, viewer, now - DAY_MS)) >= DISPUTES_A_DAY) return fail("enough" as const);
    const disputeId = await createDispute(tx, viewer, { ...item, reason: input.reason }, now);
    return disputeId === null ? fail("open" as const) : ok({ disputeId });
  });
  return filed.catch((error: unknown) => {
    // Filed twice in the same moment.
    if (isUniqueViolation(error)) return fail("open" as const);
    throw error;
  });
}
