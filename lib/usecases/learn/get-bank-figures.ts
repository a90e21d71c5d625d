import { countedOnce } from "@/lib/core/learning/fold/learning-parameters";
import { database } from "@/lib/data/database";
import { listBank } from "@/lib/data/questions";

/** How large the bank is for an exam: questions, a family counted once, and traps that they offer. */
export async function getBankFigures(packId: string, examId: string): Promise<{ questions: number; traps: number }> {
  const { reader } = await database();
  const bank = await listBank(reader, packId, examId);
  return { questions: countedOnce(bank).length, traps: new Set(bank.flatMap((question) => question.traps)).size };
}
