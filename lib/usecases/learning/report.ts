import type { Context } from "@/lib/core/access/viewer";
import { symptomsOf } from "@/lib/core/pack/pack-view";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { noteLessonRead } from "@/lib/usecases/assignment/lesson-read";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { recordByItself } from "./fold-learner";

type Told = Result<null, "unknown">;

/** Records that the viewer has a symptom, in their own words; opens a remediation that begins with a probe. */
export async function reportSymptom({ viewer, now }: Context, symptom: string): Promise<Told> {
  const { pack } = await getCurrentExam(viewer);
  if (!symptomsOf(pack).some(({ id }) => id === symptom)) return fail("unknown");
  await recordByItself({ userId: viewer.userId, packId: pack.id }, [{ kind: "report", symptom }], now);
  return ok(null);
}

/** Records that the viewer read a trap's deciding fact. */
export async function readFact({ viewer, now }: Context, trap: string): Promise<Told> {
  const { pack } = await getCurrentExam(viewer);
  if (!pack.traps.has(trap)) return fail("unknown");
  await recordByItself({ userId: viewer.userId, packId: pack.id }, [{ kind: "fact-read", trap }], now);
  return ok(null);
}

/** Records that the viewer opened a section of a lesson. */
export async function readSection(
  { viewer, now }: Context,
  { lesson, section }: { lesson: string; section: string },
): Promise<Told> {
  const { pack } = await getCurrentExam(viewer);
  const sections = pack.lessons.get(lesson)?.sections ?? [];
  if (!sections.some(({ id }) => id === section)) return fail("unknown");
  await recordByItself({ userId: viewer.userId, packId: pack.id }, [{ kind: "section-read", lesson, section }], now);
  await noteLessonRead({ viewer, now }, { pack, lesson });
  return ok(null);
}
