import type { SymptomTable } from "@/lib/core/learning/diagnosis/symptom-table";

/** What the choice needs to know of a question: its lessons and the traps it offers, with their parameters. */
export type BankQuestion = {
  id: string;
  lessons: readonly string[];
  /** `shareOfWrong`: the share of wrong answers that take this trap here; `trust`: see `TrapOffer`. */
  offers: readonly { trap: string; shareOfWrong: number; trust?: number }[];
};

/**
 * Questions with their lessons and traps as indices into a symptom table, question after question: the offers of
 * question i are offerStarts[i] … offerStarts[i + 1] − 1. Traps and lessons that no symptom names are left out.
 */
export type QuestionBank = {
  ids: readonly string[];
  traps: readonly (readonly string[])[];
  offerStarts: Int32Array;
  offerTraps: Int32Array;
  offerShares: Float64Array;
  offerTrust: Float64Array;
  lessonStarts: Int32Array;
  lessons: Int32Array;
};

/** Lays questions out for the choice; 1,000 of them take about a millisecond. */
export function questionBank(table: SymptomTable, questions: readonly BankQuestion[]): QuestionBank {
  const offerStarts = [0];
  const offerTraps: number[] = [];
  const offerShares: number[] = [];
  const offerTrust: number[] = [];
  const lessonStarts = [0];
  const lessons: number[] = [];
  for (const question of questions) {
    for (const { trap, shareOfWrong, trust = 1 } of question.offers) {
      const index = table.trapIndex.get(trap);
      if (index === undefined) continue;
      offerTraps.push(index);
      offerShares.push(shareOfWrong);
      offerTrust.push(trust);
    }
    for (const lesson of question.lessons) {
      const index = table.lessonIndex.get(lesson);
      if (index !== undefined) lessons.push(index);
    }
    offerStarts.push(offerTraps.length);
    lessonStarts.push(lessons.length);
  }
  return {
    ids: questions.map((question) => question.id),
    traps: questions.map((question) => [...new Set(question.offers.map((offer) => offer.trap))]),
    offerStarts: Int32Array.from(offerStarts),
    offerTraps: Int32Array.from(offerTraps),
    offerShares: Float64Array.from(offerShares),
    offerTrust: Float64Array.from(offerTrust),
    lessonStarts: Int32Array.from(lessonStarts),
    lessons: Int32Array.from(lessons),
  };
}
