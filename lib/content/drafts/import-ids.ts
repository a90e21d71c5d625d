import type { QuestionDraft } from "@/lib/content/interchange/exchange";
import { partIdSchema } from "@/lib/core/question/fields";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const nth = (index: number): string => LETTERS.charAt(index) || String(index + 1);

/** The parts of one list with ids, and what each id of the file has become. */
type Named<P> = { parts: (P & { id: string })[]; idOf: (id: string) => string };

/** Gives every part an id: its own where it is one and the first with it, else the next free letter. */
function named<P extends { id?: string | undefined }>(parts: readonly P[], prefix = ""): Named<P> {
  const taken = new Set<string>();
  const own = parts.map(({ id }) => {
    if (id === undefined || !partIdSchema.safeParse(id).success || taken.has(id)) return null;
    taken.add(id);
    return id;
  });
  const became = new Map<string, string>();
  const list = parts.map((part, index) => {
    let id = own[index] ?? null;
    for (let next = index; id === null; next += 1) {
      const candidate = prefix + nth(next);
      if (!taken.has(candidate)) id = candidate;
    }
    taken.add(id);
    if (part.id !== undefined && !became.has(part.id)) became.set(part.id, id);
    return { ...part, id };
  });
  return { parts: list, idOf: (id) => became.get(id) ?? id };
}

/** The parts of an imported question as drafts have them: each with an id, references by these ids. */
export function namedParts(draft: QuestionDraft): Record<string, unknown> {
  switch (draft.type) {
    case "multiple-choice":
    case "multiple-response":
      return { options: named(draft.options).parts };
    case "ordering": {
      const { parts, idOf } = named([...draft.items, ...draft.decoys]);
      const count = draft.items.length;
      return {
        items: parts.slice(0, count),
        decoys: parts.slice(count),
        wrongOrders: draft.wrongOrders.map((wrong) => ({
          ...wrong,
          before: idOf(wrong.before),
          after: idOf(wrong.after),
        })),
      };
    }
    case "matching": {
      const prompts = named(draft.prompts, "p-");
      const responses = named(draft.responses, "r-");
      return {
        prompts: prompts.parts.map((prompt) => ({ ...prompt, answer: responses.idOf(prompt.answer) })),
        responses: responses.parts,
        wrongPairs: draft.wrongPairs.map((wrong) => ({
          ...wrong,
          prompt: prompts.idOf(wrong.prompt),
          response: responses.idOf(wrong.response),
        })),
      };
    }
  }
}
