import type { Question } from "./schema";
import type { ServedQuestion } from "./served";

// Both engines look with LIKE, in which these stand for anything: their wide forms, which nobody types, do not.
const WIDE: Readonly<Record<string, string>> = { "%": "％", _: "＿", "\\": "＼" };

/** The form in which texts are searched: one case, composed letters, single spaces. The same for text and question. */
export const searchForm = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[%_\\]/g, (sign) => WIDE[sign] ?? sign);

const texts = (parts: readonly { text: string }[]): string[] => parts.map(({ text }) => text);

function choices(question: Question): string[] {
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return texts(question.options);
    case "ordering":
      return texts([...question.items, ...question.decoys]);
    case "matching":
      return texts([...question.prompts, ...question.responses]);
  }
}

/** What a search of the bank looks at: the id, the case, the stem, what is asked and what there is to choose. */
export function searchTextOf({ question, context }: ServedQuestion): string {
  const place = context === null ? [] : [context.id, context.title, context.scenario];
  return searchForm([question.id, ...place, question.stem, question.ask, ...choices(question)].join("\n"));
}

/** The parts that a text must all have to be found: words in any order, and what stands in quotes as it stands. */
export function searchParts(search: string): string[] {
  const parts = [...searchForm(search).matchAll(/["“”„]([^"“”„]+)["“”„]|([^\s"“”„]+)/g)];
  return [...new Set(parts.map(([, phrase, word]) => (phrase ?? word ?? "").trim()).filter((part) => part !== ""))];
}
