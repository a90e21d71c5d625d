import type { Exam } from "@/lib/core/pack/schema";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader } from "@/lib/data/database";
import { forNewExams } from "@/lib/data/question-versions";
import { type BankQuestion, listBank } from "@/lib/data/questions";

/** The questions that a new form of an exam may hold: published, of its types, current, and in cases where it has them. */
export async function listExamBank(db: Reader, packId: string, exam: Exam, now: EpochMs): Promise<BankQuestion[]> {
  const bank = await forNewExams(db, await listBank(db, packId, exam.id), now);
  return bank.filter(({ type, caseId }) => exam.itemTypes.includes(type) && (exam.hasCases || caseId === null));
}
