import type { Context } from "@/lib/core/access/viewer";
import type { OpenQuestion } from "@/lib/core/attempt/room";
import { type AttemptRow, listAttempts, listItems } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { getRoom } from "@/lib/usecases/attempt/get-room";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";

/**
 * The open question of the viewer's diagnosis, which is its last one; `open` is null once the diagnosis has ended. The
 * questions before it are not sent again. Null when there is no such diagnosis of theirs; an attempt of another mode
 * comes without an open question.
 */
export async function findDiagnosis(
  context: Context,
  attemptId: string,
): Promise<{ attempt: AttemptRow; open: OpenQuestion | null } | null> {
  const found = await getRoom(context, attemptId);
  if (found === null) return null;
  const { attempt, room } = found;
  const item = room.items.at(-1);
  if (attempt.plan.kind !== "diagnose" || room.phase !== "running" || item === undefined)
    return { attempt, open: null };
  const { least, most } = attempt.plan;
  return { attempt, open: { room: { ...room, items: [item] }, number: room.items.length, least, most } };
}

/** A diagnosis that can be gone on with. */
export type RunningDiagnosis = { attemptId: string; answered: number; least: number; most: number };

/** The viewer's diagnosis that runs, for their present exam. */
export async function findRunningDiagnosis({ viewer }: Pick<Context, "viewer">): Promise<RunningDiagnosis | null> {
  const { exam } = await getCurrentExam(viewer);
  const { reader } = await database();
  const [running] = await listAttempts(reader, viewer, {
    take: 1,
    state: "running",
    mode: "diagnose",
    examId: exam.id,
  });
  if (running === undefined || running.plan.kind !== "diagnose") return null;
  const items = await listItems(reader, running.id);
  const answered = items.filter(({ checkedAt }) => checkedAt !== null).length;
  return { attemptId: running.id, answered, least: running.plan.least, most: running.plan.most };
}
