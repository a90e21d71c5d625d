import { stringify } from "yaml";
import type { QuestionDraft } from "./exchange";
import { slugOf } from "./slug";

/** A file of the questions folder: its name without a folder, and its text. */
export type QuestionFile = { name: string; text: string };

const yaml = (value: unknown): string => stringify(value, { lineWidth: 0, blockQuote: "literal" });

/** A part as files write it: what is false or empty is left out. */
const withoutEmpty = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([, held]) => held !== undefined && held !== false && !(Array.isArray(held) && held.length === 0),
    ),
  );

function partsOf(draft: QuestionDraft): Record<string, unknown> {
  const named = (parts: readonly { id?: string | undefined }[]) =>
    parts.map((part, index) => withoutEmpty({ ...part, id: part.id ?? `p${index + 1}` }));
  switch (draft.type) {
    case "multiple-choice":
    case "multiple-response":
      return {
        options: draft.options.map((option, index) =>
          withoutEmpty({ ...option, id: option.id ?? "abcdefghijklmnopqrstuvwxyz".charAt(index) }),
        ),
      };
    case "ordering":
      return { items: named(draft.items), decoys: named(draft.decoys) };
    case "matching":
      return { prompts: named(draft.prompts) };
  }
}

/** The question of a draft as its file says it. A general remark, which question files have not, stands in a comment. */
function questionOf(draft: QuestionDraft, id: string): Record<string, unknown> {
  const { inCase: _case, feedback: _feedback, ...rest } = draft;
  return withoutEmpty({ ...rest, id, ...partsOf(draft) });
}

/**
 * Drafts as files of the questions folder, the questions of a case in one. What a draft leaves out the file leaves out
 * too: `npm run content:check` says what has to be added before it can be loaded. Names are made unique by a number.
 */
export function questionFiles(drafts: readonly QuestionDraft[], prefix: string): QuestionFile[] {
  const taken = new Set<string>();
  const unique = (wanted: string): string => {
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? wanted : `${wanted}-${number}`;
      if (!taken.has(name)) {
        taken.add(name);
        return name;
      }
    }
  };
  const nameOf = (id: string | undefined, index: number): string =>
    unique(slugOf(id ?? "") || `${prefix}-${index + 1}`);
  const files: QuestionFile[] = [];
  const cases = new Map<string, { head: Record<string, unknown>; questions: Record<string, unknown>[] }>();
  for (const [index, draft] of drafts.entries()) {
    const question = questionOf(draft, nameOf(draft.id, index));
    const note =
      draft.feedback === undefined ? "" : `# Remark of the import: ${draft.feedback.replaceAll(/\s+/g, " ")}\n`;
    if (draft.inCase === undefined) {
      files.push({ name: `${String(question.id)}.yaml`, text: `${note}${yaml(question)}` });
      continue;
    }
    const { id, title, scenario } = draft.inCase;
    const key = id ?? title;
    const known = cases.get(key) ?? {
      head: { id: nameOf(id ?? `case-${title}`, index), type: "case", title, scenario },
      questions: [],
    };
    known.questions.push(question);
    cases.set(key, known);
  }
  for (const { head, questions } of cases.values()) {
    files.push({ name: `${String(head.id)}.yaml`, text: yaml({ ...head, questions }) });
  }
  return files;
}
