import type { Answer } from "./answer";
import { PLAIN_ERROR } from "./fields";
import type { Question } from "./schema";

/** Why a part of a question is right or wrong, in authored ids and Markdown. See `Reason` in core/attempt/room. */
export type AuthoredReason = {
  kind: "option" | "decoy" | "inversion" | "pair" | "wrong-pair";
  options: string[];
  prompt: string | null;
  right: boolean;
  chosen: boolean;
  why: string;
  trap: string | null;
};

const realTrap = (trap: string | undefined): string | null =>
  trap === undefined || trap === PLAIN_ERROR ? null : trap;

function choiceReasons(
  question: Extract<Question, { type: "multiple-choice" | "multiple-response" }>,
  answer: Answer,
): AuthoredReason[] {
  const chosen = new Set(typeof answer === "string" ? [answer] : Array.isArray(answer) ? answer : []);
  return question.options.map((option) => {
    const missed = "missedTrap" in option && !chosen.has(option.id) && answer !== null ? option.missedTrap : undefined;
    return {
      kind: "option",
      options: [option.id],
      prompt: null,
      right: option.key === true,
      chosen: chosen.has(option.id),
      why: option.why,
      trap: realTrap(option.key ? missed : option.trap),
    };
  });
}

function orderingReasons(question: Extract<Question, { type: "ordering" }>, answer: Answer): AuthoredReason[] {
  const sequence = Array.isArray(answer) ? answer : [];
  const place = new Map(sequence.map((id, index) => [id, index]));
  const items = question.items.map(
    (item, index): AuthoredReason => ({
      kind: "option",
      options: [item.id],
      prompt: null,
      right: true,
      chosen: place.get(item.id) === index,
      why: item.why,
      trap: null,
    }),
  );
  const decoys = question.decoys.map(
    (decoy): AuthoredReason => ({
      kind: "decoy",
      options: [decoy.id],
      prompt: null,
      right: false,
      chosen: place.has(decoy.id),
      why: decoy.why,
      trap: realTrap(decoy.trap),
    }),
  );
  const inversions = question.wrongOrders.flatMap((pair): AuthoredReason[] => {
    const before = place.get(pair.before);
    const after = place.get(pair.after);
    if (before === undefined || after === undefined || before > after) return [];
    return [
      {
        kind: "inversion",
        options: [pair.before, pair.after],
        prompt: null,
        right: false,
        chosen: true,
        why: pair.why,
        trap: realTrap(pair.trap),
      },
    ];
  });
  return [...items, ...decoys, ...inversions];
}

function matchingReasons(question: Extract<Question, { type: "matching" }>, answer: Answer): AuthoredReason[] {
  const pairs = answer !== null && typeof answer === "object" && !Array.isArray(answer) ? answer : {};
  const right = question.prompts.map(
    (prompt): AuthoredReason => ({
      kind: "pair",
      options: [prompt.answer],
      prompt: prompt.id,
      right: true,
      chosen: pairs[prompt.id] === prompt.answer,
      why: prompt.why,
      trap: null,
    }),
  );
  const wrong = question.wrongPairs
    .filter((pair) => pairs[pair.prompt] === pair.response)
    .map(
      (pair): AuthoredReason => ({
        kind: "wrong-pair",
        options: [pair.response],
        prompt: pair.prompt,
        right: false,
        chosen: true,
        why: pair.why,
        trap: realTrap(pair.trap),
      }),
    );
  return [...right, ...wrong];
}

/** The rationale of every part, beside what this answer made of it. */
export function authoredReasons(question: Question, answer: Answer): AuthoredReason[] {
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return choiceReasons(question, answer);
    case "ordering":
      return orderingReasons(question, answer);
    case "matching":
      return matchingReasons(question, answer);
  }
}
