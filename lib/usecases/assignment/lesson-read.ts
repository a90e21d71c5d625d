import type { Context } from "@/lib/core/access/viewer";
import type { PackView } from "@/lib/core/pack/pack-view";
import { listAllowances, listOwnAssignments, listWork, markDone } from "@/lib/data/assignments";
import { database } from "@/lib/data/database";
import { listSectionsRead } from "@/lib/data/learning-events";
import { rulesFor } from "./enter";

/**
 * Notes that the viewer has done what asks for a lesson, once every section that fits the cohort's exam has been opened
 * since the assignment opened.
 */
export async function noteLessonRead(
  { viewer, now }: Context,
  { pack, lesson }: { pack: PackView; lesson: string },
): Promise<void> {
  const db = await database();
  const own = (await listOwnAssignments(db.reader, viewer)).filter(
    ({ assignment: { work }, cohort }) => work.kind === "lesson" && work.lesson === lesson && cohort.packId === pack.id,
  );
  for (const { assignment, cohort } of own) {
    const [work] = await listWork(db.reader, [assignment.id], [viewer.userId]);
    const rules = rulesFor(assignment, await listAllowances(db.reader, cohort.id, viewer.userId), viewer.userId);
    const isOver = rules.endsAt !== null && now >= rules.endsAt;
    if (now < rules.opensAt || isOver || (work?.doneAt ?? null) !== null) continue;
    const at = { userId: viewer.userId, packId: pack.id };
    const read = await listSectionsRead(db.reader, at, { lesson, since: rules.opensAt });
    const fitting = pack.lessons
      .get(lesson)
      ?.sections.filter(({ exams }) => exams.length === 0 || exams.includes(cohort.examId));
    if (fitting === undefined || !fitting.every(({ id }) => read.has(id))) continue;
    await db.transaction((tx) => markDone(tx, assignment.id, viewer.userId, now));
  }
}
