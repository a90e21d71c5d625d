import { checkDraft } from "@/lib/content/interchange/check-draft";
import { decodeText } from "@/lib/content/interchange/decode-text";
import { type Imported, type ImportProblem, LIMITS, type QuestionDraft } from "@/lib/content/interchange/exchange";
import { childOf, childrenOf, childText, parseXml, textOf, type XmlElement } from "@/lib/content/interchange/xml";
import { commonFields, onlyValue, TAG_KEYS } from "./common-fields";
import { Explanations } from "./explanations";
import { fieldText, formatOf, Reading, rawText, sectionedHtml, type TextFormat, toMarkdown } from "./field-text";
import type { KindDraft } from "./kind-draft";
import { lineOf } from "./parts";
import { readChoice, readTrueFalse } from "./read-choice";
import { readMatching } from "./read-matching";
import { readOrdering } from "./read-ordering";
import { type Sections, sectionOf, takeSections } from "./sections";
import { entriesOf, type TagEntry } from "./tags";

/** Types that Moodle has and we have not, in words. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ["essay", "an essay question"],
  ["shortanswer", "a short-answer question"],
  ["numerical", "a numerical question"],
  ["cloze", "a question with gaps (cloze)"],
  ["multianswer", "a question with gaps (cloze)"],
  ["gapselect", "a question with gaps (select missing words)"],
  ["ddwtos", "a question with gaps (drag and drop into text)"],
  ["ddimageortext", "a drag-and-drop onto an image"],
  ["ddmarker", "a drag-and-drop of markers"],
  ["calculated", "a calculated question"],
  ["calculatedsimple", "a calculated question"],
  ["calculatedmulti", "a calculated multiple choice"],
  ["randomsamatch", "a random short-answer matching"],
  ["random", "a random question"],
  ["description", "a description, a text without a question"],
  ["missingtype", "a question whose type was missing in Moodle"],
]);

/** What Moodle puts into these fields by itself; only other texts are worth a word. */
const STOCK_FEEDBACK = new Set([
  "",
  "Your answer is correct.",
  "Your answer is partially correct.",
  "Your answer is incorrect.",
]);

/** The part of a draft that depends on its type; null once the reason is with `reading`. */
function kindOf(
  type: string,
  question: XmlElement,
  entries: readonly TagEntry[],
  explanations: Explanations,
  format: TextFormat,
  reading: Reading,
): KindDraft | null {
  switch (type) {
    case "multichoice":
      return readChoice(question, entries, isSingle(question), format, reading);
    // Plugins for several right answers, all of which are needed: as our multiple response.
    case "multichoiceset":
    case "oumultiresponse":
      return readChoice(question, entries, false, format, reading);
    case "truefalse":
      return readTrueFalse(question, format, reading);
    case "matching":
    case "match":
      return readMatching(question, entries, explanations, { html: false, format }, reading);
    case "ddmatch":
      return readMatching(question, entries, explanations, { html: true, format }, reading);
    case "ordering":
      return readOrdering(question, entries, explanations, format, reading);
    default: {
      const known = FOREIGN.get(type);
      reading.refuse(
        known === undefined
          ? `it is of the type “${type.slice(0, 40)}”, which Trapline does not know; make it a multiple choice, or leave it out`
          : `it is ${known}, which Trapline has not; make it a multiple choice, or leave it out`,
      );
      return null;
    }
  }
}

const isSingle = (question: XmlElement): boolean => {
  const single = childOf(question, "single");
  return single === undefined || !/^(?:false|0|)$/i.test(textOf(single).trim());
};

/** What a question has beyond what a draft holds, and what learners would miss. */
function noteRest(question: XmlElement, type: string, format: TextFormat, reading: Reading): void {
  const grade = Number(childText(question, "defaultgrade") || "1");
  if (grade !== 1)
    reading.lose(`it was worth ${childText(question, "defaultgrade")} marks; every question counts one now`);
  if (childText(question, "hidden") === "1") reading.lose("it was hidden in Moodle and no longer is");
  const shuffle = childText(question, "shuffleanswers").toLowerCase();
  if ((shuffle === "0" || shuffle === "false") && type !== "ordering") {
    reading.lose("its answers were not shuffled; options always are now");
  }
  for (const name of ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"]) {
    const text = fieldText(childOf(question, name), format, reading);
    if (!STOCK_FEEDBACK.has(text)) reading.lose(`its feedback on the whole answer (${name}) was not taken`);
  }
  const hints = childrenOf(question, "hint").filter((hint) => rawText(hint) !== "").length;
  if (hints > 0) reading.lose(hints === 1 ? "its hint was not taken" : `its ${hints} hints were not taken`);
  const image = childText(question, "image");
  if (image !== "") reading.lose(`image “${image.slice(0, 80)}” was not taken`);
}

/** The question's name is no field of ours: where it only repeats the text or the id, nothing is lost. */
function noteName(name: string, draft: QuestionDraft, reading: Reading): void {
  const start = name.replace(/(?:…|\.{3})$/, "").trim();
  if (start === "" || draft.id?.startsWith(start)) return;
  if ([draft.ask, draft.stem].some((text) => text !== undefined && lineOf(text).startsWith(start))) return;
  reading.lose(`its name “${name.slice(0, 80)}” was not taken`);
}

const tagsOf = (question: XmlElement): string[] =>
  ["tags", "coursetags"].flatMap((name) =>
    childrenOf(childOf(question, name), "tag")
      .map((tag) => rawText(tag))
      .filter((tag) => tag !== ""),
  );

/** One question as a draft, or null with the reason in `reading`. */
function readQuestion(question: XmlElement, type: string, reading: Reading): QuestionDraft | null {
  const text = childOf(question, "questiontext");
  const format = formatOf(text, "html", reading.lose);
  const html = sectionedHtml(text, "html", reading);
  const parts: Sections = html === null ? { rest: rawText(text), sections: [] } : takeSections(html);
  const part = (name: string): string | undefined => {
    const inner = sectionOf(parts, name);
    return inner === undefined ? undefined : toMarkdown(inner, "html", reading) || undefined;
  };

  const general = childOf(question, "generalfeedback");
  const generalHtml = general === undefined ? "" : sectionedHtml(general, format, reading);
  const generalParts: Sections =
    generalHtml === null ? { rest: rawText(general), sections: [] } : takeSections(generalHtml);
  const explanations = new Explanations(generalParts, reading);

  const { entries, foreign } = entriesOf(tagsOf(question), TAG_KEYS);
  const kind = kindOf(type, question, entries, explanations, format, reading);
  if (kind === null || reading.fault !== null) return null;

  const [title, scenario] = [part("case-title"), part("scenario")];
  const ask = part("ask");
  const stem = toMarkdown(parts.rest, format, reading);
  const index = onlyValue(entries, "case-index") ?? "0";
  const draft = checkDraft({
    ...commonFields(entries, reading.lose),
    ...kind,
    id: idOf(question, reading),
    stem: stem === "" && ask !== undefined ? ask : stem,
    ask: stem === "" ? undefined : ask,
    inCase:
      title === undefined || scenario === undefined
        ? undefined
        : { id: onlyValue(entries, "case"), title, scenario, index: /^[0-3]$/.test(index) ? Number(index) : 0 },
    feedback: toMarkdown(generalParts.rest, formatOf(general, format, reading.lose), reading) || undefined,
  });
  if (reading.fault !== null) return null;
  if (!draft.ok) {
    reading.refuse(draft.error);
    return null;
  }
  for (const tag of foreign) reading.lose(`the tag “${tag.slice(0, 80)}” was not taken`);
  explanations.finish();
  noteRest(question, type, format, reading);
  noteName(childText(childOf(question, "name"), "text"), draft.value, reading);
  return draft.value;
}

function idOf(question: XmlElement, reading: Reading): string | undefined {
  const id = childText(question, "idnumber");
  if (id.length <= 80) return id || undefined;
  reading.lose(`its ID number “${id.slice(0, 80)}…” is longer than 80 characters and was not taken`);
  return undefined;
}

/** A category that we did not write: a draft has no place for it. */
function noteCategory(question: XmlElement, reading: Reading): void {
  const path = childText(childOf(question, "category"), "text");
  if (path !== "" && !/(?:^|\/)Trapline(?:\/|$)/.test(path)) {
    reading.lose(`the category “${path.slice(0, 120)}” was not taken`);
  }
}

function whereOf(question: XmlElement, number: number): string {
  const name = childText(childOf(question, "name"), "text").replaceAll(/\s+/g, " ").slice(0, 60);
  return `question ${number}${name === "" ? "" : ` “${name}”`} (line ${question.line})`;
}

const refused = (message: string, line = 1): Imported => ({
  drafts: [],
  problems: [{ at: { line }, message }],
  losses: [],
});

/** A Moodle XML file's questions. Never throws; see `Format`. */
export function readMoodleXml(bytes: Uint8Array): Imported {
  const text = decodeText(bytes, { lineBytes: null });
  if (!text.ok) return refused(text.error);
  const root = parseXml(text.value);
  if (!root.ok) return refused(root.error.message, root.error.line);
  if (root.value.name !== "quiz") {
    return refused(
      `This is no Moodle XML: its outermost element is <${root.value.name}>, not <quiz>. Export as “Moodle XML format”.`,
    );
  }
  const elements = childrenOf(root.value, "question");
  const questions = elements.filter(({ attributes }) => attributes.get("type") !== "category");
  if (questions.length > LIMITS.questions) {
    return refused(`The file has ${questions.length} questions; at most ${LIMITS.questions} can be read. Split it.`);
  }
  if (questions.length === 0) return refused("The file has no questions.");

  const result: Imported = { drafts: [], problems: [], losses: [] };
  const budget = { markup: 0 };
  let number = 0;
  for (const element of elements) {
    const type = (element.attributes.get("type") ?? "").trim().toLowerCase();
    if (type === "category") {
      const reading = new Reading(`category (line ${element.line})`, budget);
      noteCategory(element, reading);
      result.losses.push(...reading.losses);
      continue;
    }
    number += 1;
    const at = whereOf(element, number);
    if (budget.markup > LIMITS.markup) {
      result.problems.push(tooMuch(at));
      break;
    }
    const reading = new Reading(at, budget);
    const draft = readQuestion(element, type, reading);
    if (draft !== null) result.drafts.push({ at: { element: at }, draft });
    else result.problems.push(problem(at, reading.fault ?? "it cannot be read"));
    // What is not taken at all loses nothing more.
    if (draft !== null) result.losses.push(...reading.losses);
  }
  return result;
}

const problem = (element: string, fault: string): ImportProblem => ({
  at: { element },
  message: `This question was not taken: ${fault}${fault.endsWith(".") ? "" : "."}`,
});

const tooMuch = (element: string): ImportProblem => ({
  at: { element },
  message:
    "The file holds more markup than can be read at once: this question and those after it were not read. Split it.",
});
