import type { Viewer } from "@/lib/core/access/viewer";
import { findExam, type PackView } from "@/lib/core/pack/pack-view";
import type { Exam } from "@/lib/core/pack/schema";
import { database, type Reader } from "@/lib/data/database";
import { listPackViews } from "@/lib/data/packs";

export type CurrentExam = { pack: PackView; exam: Exam };

/** The pack and exam with this id. */
export async function findExamWithPack(db: Reader, examId: string): Promise<CurrentExam | null> {
  for (const pack of await listPackViews(db)) {
    const exam = findExam(pack, examId);
    if (exam !== undefined) return { pack, exam };
  }
  return null;
}

/**
 * The exam that the viewer practises for: their choice, or the first exam of the first pack where they made none or it
 * is gone. Throws when no pack is loaded, which the start does before it serves.
 */
export async function getCurrentExam(viewer: Pick<Viewer, "examId"> | null): Promise<CurrentExam> {
  const { reader } = await database();
  const chosen = viewer?.examId ? await findExamWithPack(reader, viewer.examId) : null;
  if (chosen !== null) return chosen;
  const [pack] = await listPackViews(reader);
  const exam = pack?.info.exams[0];
  if (pack === undefined || exam === undefined) throw new Error("no content pack is loaded");
  return { pack, exam };
}

/**
 * The exam through which something of a pack is seen: the viewer's own where its pack has the thing, else the first exam
 * of the first pack that has it, so that a link holds whatever its reader practises for. Null where no pack has it.
 */
export async function findExamWith(
  viewer: Pick<Viewer, "examId"> | null,
  has: (pack: PackView) => boolean,
): Promise<(CurrentExam & { isCurrent: boolean }) | null> {
  const current = await getCurrentExam(viewer);
  if (has(current.pack)) return { ...current, isCurrent: true };
  const { reader } = await database();
  const pack = (await listPackViews(reader)).find(has);
  const exam = pack?.info.exams[0];
  return pack === undefined || exam === undefined ? null : { pack, exam, isCurrent: false };
}

/** Every exam of every pack, with its pack, for the chooser. */
export async function listExams(): Promise<CurrentExam[]> {
  const { reader } = await database();
  return (await listPackViews(reader)).flatMap((pack) => pack.info.exams.map((exam) => ({ pack, exam })));
}
