import type { Context } from "@/lib/core/access/viewer";
import { database } from "@/lib/data/database";
import { updateProfile } from "@/lib/data/users";
import { findExamWithPack } from "./current-exam";

/** Whether there is an exam with this id in a pack that is loaded. */
export async function isExam(examId: string): Promise<boolean> {
  const { reader } = await database();
  return (await findExamWithPack(reader, examId)) !== null;
}

/** Makes this the exam that the viewer practises for; false when there is none with this id. */
export async function chooseExam({ viewer }: Context, examId: string): Promise<boolean> {
  const db = await database();
  return db.transaction(async (tx) => {
    if ((await findExamWithPack(tx, examId)) === null) return false;
    await updateProfile(tx, viewer.userId, { examId });
    return true;
  });
}
