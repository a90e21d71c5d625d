import type { Viewer } from "@/lib/core/access/viewer";
import { database } from "@/lib/data/database";
import { fileDispute } from "@/lib/usecases/dispute/file-dispute";
import { foldedRows } from "./learning";
import { at, formOf, got, newViewer, there } from "./scene";

/** Files a dispute on a question of the viewer's attempt. Returns its id. */
export async function disputed(viewer: Viewer, attemptId: string, questionId: string, now: number): Promise<string> {
  const item = there((await formOf(attemptId)).find((one) => one.questionId === questionId));
  return got(await fileDispute(at(viewer, now), { itemId: item.id, reason: "Boiling is right here." })).disputeId;
}

/** All that answers of somebody came to, but for counters of writes and the log itself. */
export async function cameTo(viewer: { userId: string }) {
  const { reader } = await database();
  const attempts = await reader.attempt.findMany({
    where: { userId: viewer.userId },
    orderBy: { id: "asc" },
    omit: { revision: true },
    include: { items: { orderBy: { position: "asc" } } },
  });
  const { learner, ...folded } = await foldedRows(viewer);
  return { attempts, head: learner?.state, answers: learner?.answers, ...folded };
}

/** Somebody who may judge disputes. */
export const newJudge = () => newViewer({ role: "instructor" });
