import { type Answer, answerSize } from "@/lib/core/question/answer";
import type { Ruling } from "@/lib/core/question/ruling/ruling";
import { scoreRuled } from "@/lib/core/question/ruling/score-ruled";
import type { Question } from "@/lib/core/question/schema";
import { wantedSize } from "@/lib/core/question/wanted-size";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { AttemptEvent, EventOutcome } from "./events";

export type AnswerStep = {
  value: Answer;
  outcome: EventOutcome;
  at: EpochMs;
  /** Who made it; a step that arrives after a later one of the same client changed nothing. */
  by?: { clientId: string; clientSeq: number };
};

/** An event of the attempt's log, as far as its path needs it. */
type Logged = { event: AttemptEvent; outcome: EventOutcome; serverAt: EpochMs };

/** All answers given to an item, in the order of their arrival. */
export const stepsOf = (log: readonly Logged[], itemId: string): AnswerStep[] =>
  log.flatMap(({ event, outcome, serverAt }) =>
    event.kind === "answer" && event.itemId === itemId
      ? [{ value: event.value, outcome, at: serverAt, by: { clientId: event.clientId, clientSeq: event.clientSeq } }]
      : [],
  );

/** The steps that became the stored answer, in their order. */
function effectiveSteps(steps: readonly AnswerStep[]): AnswerStep[] {
  const effective: AnswerStep[] = [];
  for (const step of steps) {
    const last = effective.at(-1)?.by;
    const overtaken = last !== undefined && step.by?.clientId === last.clientId && step.by.clientSeq < last.clientSeq;
    if (step.outcome === "stored" && !overtaken) effective.push(step);
  }
  return effective;
}

/** What changing the answer did, from the first complete answer to the last. */
export type Change = "none" | "right-to-wrong" | "wrong-to-right" | "wrong-to-wrong";

/**
 * Classifies how an answer changed. Only stored, complete answers count: choosing the second of two options is no
 * change of mind, and neither is choosing the same again.
 */
export function answerChange(question: Question, steps: readonly AnswerStep[], ruling: Ruling | null = null): Change {
  const complete = effectiveSteps(steps).filter((step) => answerSize(step.value) === wantedSize(question));
  const first = complete[0];
  const last = complete.at(-1);
  if (first === undefined || last === undefined) return "none";
  const changed = complete.some((step) => JSON.stringify(step.value) !== JSON.stringify(first.value));
  if (!changed) return "none";
  const was = scoreRuled(question, first.value, ruling).outcome;
  const is = scoreRuled(question, last.value, ruling).outcome;
  if (was === "right") return is === "right" ? "none" : "right-to-wrong";
  return is === "right" ? "wrong-to-right" : "wrong-to-wrong";
}
