import { encodeText } from "@/lib/content/interchange/decode-text";
import type { Exported, Loss, QuestionDraft } from "@/lib/content/interchange/exchange";
import { element, writeXml, type XmlElement, xmlCharacters } from "@/lib/content/interchange/xml";
import { commonEntries } from "./common-fields";
import { lineOf } from "./parts";
import { section } from "./sections";
import { tagsOf } from "./tags";
import {
  htmlElement,
  htmlOf,
  type Lose,
  textElement,
  valueElement,
  type WrittenKind,
  writeChoice,
  writeMatching,
  writeOrdering,
} from "./write-parts";

/** Names are for lists of questions; Moodle holds 255 characters of one. */
const LONGEST_NAME = 100;

function nameOf(draft: QuestionDraft): string {
  if (draft.id !== undefined) return xmlCharacters(draft.id);
  const words = xmlCharacters(lineOf(draft.ask ?? draft.stem));
  return words.length > LONGEST_NAME ? `${words.slice(0, LONGEST_NAME - 1).trim()}…` : words;
}

function writeKind(draft: QuestionDraft, lose: Lose): WrittenKind | null {
  switch (draft.type) {
    case "multiple-choice":
    case "multiple-response":
      return writeChoice(draft, lose);
    case "ordering":
      return writeOrdering(draft, lose);
    case "matching":
      return writeMatching(draft, lose);
  }
}

/** The question's text: the case that it belongs to, what it tells, what it asks. */
function questionHtml({ stem, ask, inCase }: QuestionDraft, lose: Lose): string {
  const parts =
    inCase === undefined
      ? []
      : [section("case-title", htmlOf(inCase.title, lose)), section("scenario", htmlOf(inCase.scenario, lose))];
  return [...parts, htmlOf(stem, lose), ...(ask === undefined ? [] : [section("ask", htmlOf(ask, lose))])].join("\n");
}

function writeQuestion(draft: QuestionDraft, lose: Lose): XmlElement | null {
  const kind = writeKind(draft, lose);
  if (kind === null) return null;
  const feedback = [...(draft.feedback === undefined ? [] : [htmlOf(draft.feedback, lose)]), ...kind.feedback];
  const tags = tagsOf([...commonEntries(draft), ...kind.entries]).map((tag) => textElement("tag", {}, tag));
  return element("question", { type: kind.type }, [
    textElement("name", {}, nameOf(draft)),
    htmlElement("questiontext", questionHtml(draft, lose)),
    htmlElement("generalfeedback", feedback.join("\n")),
    valueElement("defaultgrade", "1.0000000"),
    valueElement("penalty", "0.3333333"),
    valueElement("hidden", "0"),
    valueElement("idnumber", draft.id ?? ""),
    ...kind.elements,
    ...(tags.length === 0 ? [] : [element("tags", {}, tags)]),
  ]);
}

/** The category that the questions after it go into: one for each lesson. Moodle parts names by `/` and doubles others. */
function category(lesson: string | undefined): XmlElement {
  const path = ["$course$", "top", "Trapline", ...(lesson === undefined ? [] : [lesson.replaceAll("/", "//")])].join(
    "/",
  );
  return element("question", { type: "category" }, [textElement("category", {}, path)]);
}

/**
 * Questions as Moodle XML, as Moodle itself writes it (versions from 3.6; ordering needs its plugin before 4.5). The
 * same questions come to the same bytes.
 */
export function writeMoodleXml(questions: readonly QuestionDraft[]): Exported {
  const losses: Loss[] = [];
  const elements: XmlElement[] = [];
  let lesson: string | undefined | null = null;
  questions.forEach((draft, index) => {
    const at = { element: draft.id ?? `question ${index + 1}` };
    const lost = new Set<string>();
    const question = writeQuestion(draft, (what) => lost.add(what));
    losses.push(...[...lost].map((what) => ({ at, what })));
    if (question === null) return;
    if (draft.lesson !== lesson) elements.push(category(draft.lesson));
    lesson = draft.lesson;
    elements.push(question);
  });
  if (questions.some(({ type }) => type === "multiple-response")) {
    losses.push({
      at: { element: "quiz" },
      what: "Moodle gives part of the marks for part of the right answers; here all of them and no other are needed",
    });
  }
  return { bytes: encodeText(writeXml(element("quiz", {}, elements))), losses };
}
