import { PLAIN_ERROR } from "./fields";
import type { Question } from "./schema";

const repeated = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);

function optionProblems(question: Extract<Question, { type: "multiple-choice" | "multiple-response" }>): string[] {
  const keys = question.options.filter((option) => option.key).length;
  const wanted = question.type === "multiple-choice" ? 1 : question.choose;
  const problems = keys === wanted ? [] : [`${keys} options are keys, ${wanted} must be`];
  if (keys === question.options.length) problems.push("every option is a key");
  for (const option of question.options) {
    if (option.key && option.trap) problems.push(`option ${option.id} is a key and carries a trap`);
    if (!option.key && !option.trap) problems.push(`option ${option.id} names no trap (or ${PLAIN_ERROR})`);
    if (!option.key && "missedTrap" in option && option.missedTrap) {
      problems.push(`option ${option.id} is no key and carries a missedTrap`);
    }
  }
  return problems;
}

function orderingProblems(question: Extract<Question, { type: "ordering" }>): string[] {
  const place = new Map(question.items.map((item, index) => [item.id, index]));
  return question.wrongOrders.flatMap(({ before, after }) => {
    const first = place.get(before);
    const second = place.get(after);
    if (first === undefined || second === undefined)
      return [`wrongOrders names ${before} or ${after}, which is no item`];
    if (first === second) return [`wrongOrders has ${before} before itself`];
    return first < second ? [`wrongOrders has ${before} before ${after}, which is the right way round`] : [];
  });
}

function matchingProblems(question: Extract<Question, { type: "matching" }>): string[] {
  const responses = new Set(question.responses.map((response) => response.id));
  const answers = new Map(question.prompts.map((prompt) => [prompt.id, prompt.answer]));
  const problems = question.prompts
    .filter((prompt) => !responses.has(prompt.answer))
    .map((prompt) => `prompt ${prompt.id} is answered by ${prompt.answer}, which is no response`);
  for (const pair of question.wrongPairs) {
    if (!answers.has(pair.prompt)) problems.push(`wrongPairs names the prompt ${pair.prompt}, which is none`);
    if (!responses.has(pair.response)) problems.push(`wrongPairs names the response ${pair.response}, which is none`);
    if (answers.get(pair.prompt) === pair.response)
      problems.push(`wrongPairs has ${pair.prompt} with its right answer`);
  }
  return problems;
}

function partIds(question: Question): string[] {
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return question.options.map((option) => option.id);
    case "ordering":
      return [...question.items, ...question.decoys].map((item) => item.id);
    case "matching":
      return [...question.prompts, ...question.responses].map((part) => part.id);
  }
}

/** What the schema cannot say: faults in words, each of which keeps a question from being served. */
export function questionProblems(question: Question): string[] {
  const problems = [...new Set(repeated(partIds(question)))].map((id) => `the id ${id} stands twice`);
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return [...problems, ...optionProblems(question)];
    case "ordering":
      return [...problems, ...orderingProblems(question)];
    case "matching":
      return [...problems, ...matchingProblems(question)];
  }
}
