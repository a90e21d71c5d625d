import type { PackContent, PackQuestion } from "@/lib/content/read-pack";
import type { Question } from "@/lib/core/question/schema";
import { seededRng, shuffled } from "@/lib/core/shared/rng";

/** The parts of a question in the order of the sheet, each under its letter: options, steps with decoys, or responses. */
export function sheetParts(question: Question): { letter: string; id: string; text: string }[] {
  const parts = partsOf(question).map(({ id, text }) => ({ id, text }));
  return shuffled(parts, seededRng(`blind/${question.id}`)).map((part, index) => ({
    letter: String.fromCharCode(65 + index),
    ...part,
  }));
}

function partsOf(question: Question): readonly { id: string; text: string }[] {
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return question.options;
    case "ordering":
      return [...question.items, ...question.decoys];
    case "matching":
      return question.responses;
  }
}

function taskOf(question: Question): string {
  switch (question.type) {
    case "multiple-choice":
      return "Multiple choice: one answer.";
    case "multiple-response":
      return `Multiple response: choose ${question.choose}.`;
    case "ordering":
      return `Ordering: ${question.items.length} steps${question.decoys.length === 0 ? "" : "; some entries belong to no step"}.`;
    case "matching":
      return "Matching: one response for each prompt; a response may serve several or none unless the question says otherwise.";
  }
}

function questionOnSheet({ question, context }: PackQuestion): string {
  const prompts =
    question.type === "matching"
      ? ["", ...question.prompts.map(({ text }, index) => `- ${index + 1}: ${text}`), "", "Responses:"]
      : [];
  return [
    `## ${question.id}`,
    ...(context === null ? [] : ["", `*Case: ${context.title}*`, "", context.scenario.trim()]),
    "",
    question.stem.trim(),
    "",
    `**${question.ask}** (${taskOf(question)})`,
    ...prompts,
    "",
    ...sheetParts(question).map(({ letter, text }) => `- ${letter}: ${text}`),
  ].join("\n");
}

/**
 * What somebody who reviews questions blind is given: stems and parts in an order of their own, without keys, tags and
 * reasons, and the traps of the pack to guess from.
 */
export function blindSheet(pack: PackContent, questions: readonly PackQuestion[]): string {
  return [
    `# ${pack.info.name}: ${questions.length} questions to solve blind`,
    "",
    "Traps to choose from, each with what one believes who falls for it:",
    "",
    ...pack.traps.map(({ id, claim }) => `- ${id}: ${claim}`),
    "- plain-error: none of these; a slip or a gap",
    "",
    ...questions.map((entry) => `${questionOnSheet(entry)}\n`),
  ].join("\n");
}
