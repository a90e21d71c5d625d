import type { PackView } from "@/lib/core/pack/pack-view";
import type { Outcome } from "@/lib/core/question/score";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader } from "@/lib/data/database";
import { listMeetings, listQuestionsUnderExam } from "@/lib/data/meetings";
import { type BankQuestion, listBank } from "@/lib/data/questions";

export type FreeQuestions = {
  /** The questions of the exam's bank that may be seen with feedback now. */
  free: BankQuestion[];
  /** How often the viewer met each question, and how the last meeting ended (null: still open). */
  met: ReadonlyMap<string, { times: number; last: Outcome | null }>;
};

/**
 * What the viewer may meet outside of an exam: all but the questions of an exam or a diagnosis of theirs that runs, or of
 * an exam whose review has not opened yet. A case with one question under exam stays out as a whole, since its scenario is part of the exam; so do all draws of a family.
 */
export async function freeQuestions(
  db: Reader,
  viewer: { userId: string },
  pack: Pick<PackView, "id">,
  examId: string,
  now: EpochMs,
): Promise<FreeQuestions> {
  const underExam = await listQuestionsUnderExam(db, viewer, now, ["exam", "diagnose"]);
  const met = await listMeetings(db, viewer, pack.id);
  const whole = await listBank(db, pack.id, examId);
  const closedCases = new Set(
    whole.flatMap((question) => (underExam.has(question.id) && question.caseId !== null ? [question.caseId] : [])),
  );
  const free = whole.filter(
    (question) => !underExam.has(question.id) && (question.caseId === null || !closedCases.has(question.caseId)),
  );
  return { free, met };
}
