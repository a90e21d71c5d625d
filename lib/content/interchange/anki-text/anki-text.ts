import { contentHash } from "@/lib/content/content-hash";
import { excerpt } from "@/lib/content/interchange/check-draft";
import { encodeText, writableText } from "@/lib/content/interchange/decode-text";
import {
  type Exported,
  type Format,
  type Loss,
  type QuestionDraft,
  WHOLE_FILE,
} from "@/lib/content/interchange/exchange";
import { cardOf } from "./card";
import { cardTags } from "./card-tags";

/** Anki's file headers (its manual, "Text files"): how the rows are to be read, so that nobody has to set it by hand. */
const HEADERS = [
  "#separator:tab",
  "#html:true",
  "#notetype:Basic",
  "#deck:Trapline",
  "#columns:Id\tFront\tBack\tTags",
  "#guid column:1",
  "#tags column:4",
];

/** A field in quotes, whatever it holds. */
const field = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Whether some text of a question has characters that no text file can hold. */
const hasUnwritable = (value: unknown): boolean =>
  typeof value === "string"
    ? writableText(value) !== value
    : typeof value === "object" && value !== null && Object.values(value).some(hasUnwritable);

/** The same for the same question on every export, so that Anki updates its note instead of making another. */
const guidOf = (draft: QuestionDraft): string =>
  draft.id === undefined ? `trapline-${contentHash(draft).slice(0, 20)}` : `trapline-${draft.id.replace(/\s+/g, "_")}`;

/**
 * Questions as cards in Anki's text form: one note a question, tab-separated, HTML in its two fields, tags for lesson,
 * traps and exams. Cards are for learning: the ids of a question's parts are not in them, and no format reads them back.
 */
export function writeAnkiText(questions: readonly QuestionDraft[]): Exported {
  const losses: Loss[] = [
    {
      at: WHOLE_FILE,
      what: "cards do not hold the ids of options, steps, prompts and responses: keep another export too",
    },
  ];
  const rows = questions.map((draft, index) => {
    const at = { element: draft.id ?? `question ${index + 1}` };
    const card = cardOf(draft);
    const { tags, changed } = cardTags(draft);
    for (const what of card.losses) losses.push({ at, what });
    for (const value of changed) losses.push({ at, what: `the blanks in the tag "${excerpt(value)}" became "_"` });
    const row = [guidOf(draft), card.front, card.back, tags.join(" ")].map(field).join("\t");
    if (hasUnwritable(draft))
      losses.push({ at, what: "characters that no text file can hold were replaced by \uFFFD" });
    return writableText(row);
  });
  return { bytes: encodeText(`${[...HEADERS, ...rows].join("\n")}\n`), losses };
}

/** Cards for Anki, which imports the file as it is. */
export const ankiText: Format = {
  id: "anki-text",
  label: "Anki cards (text)",
  endings: [".txt"],
  write: writeAnkiText,
};
