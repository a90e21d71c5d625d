import { checkDraft, excerpt } from "@/lib/content/interchange/check-draft";
import { decodeText } from "@/lib/content/interchange/decode-text";
import { type Imported, LIMITS, refusedFile } from "@/lib/content/interchange/exchange";
import { plainMarkdown } from "@/lib/content/interchange/plain-markdown";

/** A question while its lines are read. `line` is that of its first line. */
type Block = {
  line: number;
  stem: string[];
  options: { letter: string; lines: string[] }[];
  answer: string | null;
  feedback: string[];
  faults: string[];
  losses: string[];
};

const emptyBlock = (line: number): Block => ({
  line,
  stem: [],
  options: [],
  answer: null,
  feedback: [],
  faults: [],
  losses: [],
});

const OPTION = /^([A-Z])[.)](?:[ \t](.*))?$/;
const ANSWER = /^ANSWER[ \t]*:(.*)$/i;
/** What other systems (Chamilo among them) write after the answer. */
const AFTERWARDS = /^(ANSWER_EXPLANATION|FEEDBACK|SCORE|TAGS|DESCRIPTION)[ \t]*:(.*)$/i;

const letterAt = (place: number): string => String.fromCharCode(65 + place);

/** The letters that an answer line names: "B", "B.", "A, C" or "A and C". */
const lettersIn = (answer: string): string[] =>
  answer
    .trim()
    .split(/[\s,;&+/]+|\band\b/i)
    .map((token) => token.replace(/[.)]$/, "").toUpperCase())
    .filter((token) => token !== "");

function faultsOf(block: Block): string[] {
  const faults = [...block.faults];
  if (block.stem.join("").trim() === "") faults.push("The question has no text above its options.");
  if (block.options.length < 2) {
    faults.push(
      'The question needs two options or more, each on a line that begins with a capital letter, "." or ")" and a space.',
    );
  }
  if (block.answer === null) faults.push('The question has no line "ANSWER: " with the letter of the right option.');
  else {
    const letters = lettersIn(block.answer);
    const strange = letters.find((letter) => !block.options.some((option) => option.letter === letter));
    if (letters.length === 0) faults.push('The line "ANSWER:" names no option.');
    else if (strange !== undefined) faults.push(`The answer says "${excerpt(strange)}", but there is no such option.`);
  }
  return faults;
}

function close(block: Block, result: Imported): void {
  const at = { line: block.line };
  const faults = faultsOf(block);
  if (faults.length > 0) {
    result.problems.push({ at, message: faults.slice(0, 3).join(" ") });
    return;
  }
  const letters = lettersIn(block.answer ?? "");
  const feedback = block.feedback.join("\n").trim();
  const draft = checkDraft({
    type: letters.length > 1 ? "multiple-response" : "multiple-choice",
    stem: plainMarkdown(block.stem.join("\n")),
    options: block.options.map(({ letter, lines }) => ({
      text: plainMarkdown(lines.join("\n")),
      key: letters.includes(letter),
    })),
    ...(feedback === "" ? {} : { feedback: plainMarkdown(feedback) }),
  });
  if (!draft.ok) {
    result.problems.push({ at, message: draft.error });
    return;
  }
  result.drafts.push({ at, draft: draft.value });
  result.losses.push(...block.losses.map((what) => ({ at, what })));
}

const isOverfull = ({ drafts, problems }: Imported): boolean => drafts.length + problems.length > LIMITS.questions;

/**
 * Questions in Aiken's form (Moodle's documentation): the question's text, options that begin with `A.` or `A)`, and a
 * line `ANSWER: B`. Texts are plain. A text or an option may go on over several lines; an answer line may name several
 * letters, which makes it multiple response; `ANSWER_EXPLANATION:` and `FEEDBACK:` after it are the general feedback.
 */
export function readAiken(bytes: Uint8Array): Imported {
  const text = decodeText(bytes);
  if (!text.ok) return refusedFile(text.error);
  const result: Imported = { drafts: [], problems: [], losses: [] };
  let block: Block | null = null;
  let blankBefore = false;
  let inFeedback = false;
  let number = 0;
  for (const raw of text.value.split("\n")) {
    number += 1;
    const line = raw.trim();
    if (line === "") {
      if (block?.options.length === 0 && block.stem.length > 0) block.stem.push("");
      blankBefore = true;
      continue;
    }
    const afterBlank = blankBefore;
    blankBefore = false;

    const after = AFTERWARDS.exec(line);
    if (after !== null && block !== null && block.answer !== null) {
      const what = (after[1] ?? "").toUpperCase();
      inFeedback = what === "FEEDBACK" || what === "ANSWER_EXPLANATION";
      if (inFeedback) block.feedback.push(after[2] ?? "");
      else block.losses.push(`${what}: "${excerpt(after[2] ?? "")}" was not taken`);
      continue;
    }
    if (inFeedback && !afterBlank && block !== null) {
      block.feedback.push(line);
      continue;
    }
    inFeedback = false;

    const answer = ANSWER.exec(line);
    // After its answer a question takes nothing more but what AFTERWARDS names, and options end where a blank line does.
    const isOver: boolean =
      block !== null &&
      (block.answer !== null || (block.options.length > 0 && afterBlank && answer === null && !OPTION.test(line)));
    if (block !== null && isOver) {
      close(block, result);
      block = null;
      if (isOverfull(result)) break;
    }
    block ??= emptyBlock(number);
    const option = OPTION.exec(line);
    if (answer !== null) block.answer = answer[1] ?? "";
    else if (option !== null) {
      const letter = option[1] ?? "";
      const due = letterAt(block.options.length);
      if (letter !== due) block.faults.push(`Option ${letter} stands where ${due} was due.`);
      block.options.push({ letter, lines: [(option[2] ?? "").trimStart()] });
    } else if (block.options.length > 0) block.options.at(-1)?.lines.push(line);
    else block.stem.push(line);
  }
  if (block !== null) close(block, result);
  if (isOverfull(result)) {
    return refusedFile(`The file has more than ${LIMITS.questions} questions. Split it into smaller files.`);
  }
  return result;
}
