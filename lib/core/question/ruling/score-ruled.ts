import type { Answer } from "@/lib/core/question/answer";
import type { Question } from "@/lib/core/question/schema";
import { type Evidence, type Scored, scoreAnswer } from "@/lib/core/question/score";
import { ruledQuestions } from "./rekeyed";
import type { Ruling } from "./ruling";

export type RuledScore = Scored & { dropped: boolean };

const inAll = (lists: readonly (readonly string[])[]): string[] =>
  (lists[0] ?? []).filter((id) => lists.every((list) => list.includes(id)));

/**
 * Scores an answer as ruled: right if it is one of the keys. A trap is offered or taken only if it is whichever key one
 * goes by: what is right by another key is nobody's misconception. What was dropped is evidence of nothing.
 */
export function scoreRuled(question: Question, answer: Answer, ruling: Ruling | null): RuledScore {
  const scores = ruledQuestions(question, ruling).map((one) => scoreAnswer(one, answer));
  const best = scores.find(({ outcome }) => outcome === "right") ?? scores[0];
  if (best === undefined) throw new Error(`question ${question.id} is ruled to have no key`);
  if (ruling?.kind === "drop") {
    return { outcome: best.outcome, evidence: { offered: [], taken: [], refused: [] }, dropped: true };
  }
  const offered = inAll(scores.map(({ evidence }) => evidence.offered));
  const taken = best.outcome === "right" ? best.evidence.taken : inAll(scores.map(({ evidence }) => evidence.taken));
  const refused =
    best.outcome === "right" ? best.evidence.refused : inAll(scores.map(({ evidence }) => evidence.refused));
  const among = (ids: readonly string[]): string[] => ids.filter((id) => offered.includes(id));
  const evidence: Evidence = { offered, taken: among(taken), refused: among(refused) };
  return { outcome: best.outcome, evidence, dropped: false };
}

/** The traps that a question offers as ruled. */
export const ruledTraps = (question: Question, ruling: Ruling | null): string[] =>
  scoreRuled(question, null, ruling).evidence.offered;

/** The question to explain an answer by: with the key that the answer is, else with the first. */
export function explainedBy(question: Question, answer: Answer, ruling: Ruling | null): Question {
  const ways = ruledQuestions(question, ruling);
  return ways.find((one) => scoreAnswer(one, answer).outcome === "right") ?? ways[0] ?? question;
}
