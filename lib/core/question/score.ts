import { z } from "zod";
import type { Answer } from "./answer";
import { PLAIN_ERROR } from "./fields";
import type { KindScore } from "./kind-score";
import { scoreMatching } from "./kinds/matching/score";
import { scoreMultipleChoice } from "./kinds/multiple-choice/score";
import { scoreMultipleResponse } from "./kinds/multiple-response/score";
import { scoreOrdering } from "./kinds/ordering/score";
import type { Question } from "./schema";

export const outcomeSchema = z.enum(["unanswered", "wrong", "right"]);
export type Outcome = z.infer<typeof outcomeSchema>;

/**
 * What one response says about traps. `offered`: the question carries it. `taken`: its distractor, inversion, pair or
 * omission is in the response. `refused`: offered, and the right answer was given in its place. Anything else is no
 * evidence. A trap counts once a question, however many options carry it; taking it outweighs refusing it elsewhere.
 */
export const evidenceSchema = z.strictObject({
  offered: z.array(z.string()),
  taken: z.array(z.string()),
  refused: z.array(z.string()),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export type Scored = { outcome: Outcome; evidence: Evidence };

const traps = (ids: readonly (string | undefined)[]): string[] =>
  [...new Set(ids.flatMap((id) => (id === undefined || id === PLAIN_ERROR ? [] : [id])))].sort();

function kindScore(question: Question, answer: Answer): KindScore {
  switch (question.type) {
    case "multiple-choice":
      return scoreMultipleChoice(question, typeof answer === "string" ? answer : "");
    case "multiple-response":
      return scoreMultipleResponse(question, Array.isArray(answer) ? answer : []);
    case "ordering":
      return scoreOrdering(question, Array.isArray(answer) ? answer : []);
    case "matching":
      return scoreMatching(
        question,
        typeof answer === "object" && answer !== null && !Array.isArray(answer) ? answer : {},
      );
  }
}

/** Scores one answer and reads its evidence. Unanswered is wrong for the score, and no evidence about any trap. */
export function scoreAnswer(question: Question, answer: Answer): Scored {
  const score = kindScore(question, answer);
  const offered = traps(score.offered);
  if (answer === null) return { outcome: "unanswered", evidence: { offered, taken: [], refused: [] } };
  const taken = traps(score.taken);
  const refused = traps(score.refused).filter((trap) => !taken.includes(trap));
  return { outcome: score.right ? "right" : "wrong", evidence: { offered, taken, refused } };
}

/** The traps that a question offers. */
export const offeredTraps = (question: Question): string[] => scoreAnswer(question, null).evidence.offered;

/** The answer that is right; where the learner sees it is a matter of the presented order. */
export function keyOf(question: Question): Exclude<Answer, null> {
  switch (question.type) {
    case "multiple-choice":
      return question.options.find((option) => option.key)?.id ?? "";
    case "multiple-response":
      return question.options.filter((option) => option.key).map((option) => option.id);
    case "ordering":
      return question.items.map((item) => item.id);
    case "matching":
      return Object.fromEntries(question.prompts.map((prompt) => [prompt.id, prompt.answer]));
  }
}
