import type { QuestionDraft } from "@/lib/content/interchange/exchange";
import { possibleText, xmlAttribute, xmlText } from "@/lib/content/interchange/qti/markup";

// The note beside an item: what Trapline knows of a question and QTI has no place for. It is a file of the package of
// the kind "resourceextmetadata/xml", which other systems keep or drop. Its elements are described in docs/qti.md.

/** The namespace of the notes; a change of their meaning makes another. */
export const NOTE_NAMESPACE = "urn:trapline:question:1";

/** What the note says of one option, item, prompt or response: `identifier` is the one in the item. */
export type PartNote = {
  identifier: string;
  id?: string;
  trap?: string;
  missedTrap?: string;
  /** The answer of a prompt where it names a response that there is not. */
  answer?: string;
};

type WrongPair = Extract<QuestionDraft, { type: "matching" }>["wrongPairs"][number];

/** What each type adds; `feedback` is the identifier of the item's feedback that holds the pair's `why`. */
export type TypeNote = {
  parts: readonly PartNote[];
  wrongOrders?: Extract<QuestionDraft, { type: "ordering" }>["wrongOrders"];
  wrongPairs?: readonly (WrongPair & { feedback?: string })[];
};

/** The note of a question as XML, without its declaration. */
export function questionNote(draft: QuestionDraft, type: TypeNote, lose: (what: string) => void): string {
  const out: string[] = [];
  const one = (name: string, value: string | number | boolean | undefined): string =>
    value === undefined ? "" : `<${name}>${xmlText(possibleText(String(value), lose))}</${name}>`;
  const list = (name: string, each: string, values: readonly string[] | undefined): string =>
    values === undefined ? "" : `<${name}>${values.map((value) => one(each, value)).join("")}</${name}>`;
  out.push(
    one("type", draft.type),
    one("id", draft.id),
    one("lesson", draft.lesson),
    list("exams", "exam", draft.exams),
    one("difficulty", draft.difficulty),
    one("counterCue", draft.counterCue),
    list("cues", "cue", draft.cues),
    list("facts", "fact", draft.facts),
    one("verifiedOn", draft.verifiedOn),
    one("parallelOf", draft.parallelOf),
  );
  if (draft.inCase !== undefined) {
    const { id, title, index } = draft.inCase;
    out.push(`<case>${one("id", id)}${one("title", title)}${one("index", index)}</case>`);
  }
  if (draft.type === "multiple-response") out.push(one("choose", draft.choose));
  for (const { identifier, id, trap, missedTrap, answer } of type.parts) {
    const says = one("id", id) + one("trap", trap) + one("missedTrap", missedTrap) + one("answer", answer);
    out.push(`<part identifier="${xmlAttribute(identifier)}">${says}</part>`);
  }
  for (const { before, after, trap, why } of type.wrongOrders ?? []) {
    out.push(
      `<wrongOrder>${one("before", before)}${one("after", after)}${one("trap", trap)}${one("why", why)}</wrongOrder>`,
    );
  }
  for (const { prompt, response, trap, why, feedback } of type.wrongPairs ?? []) {
    const reason = feedback === undefined ? one("why", why) : one("feedback", feedback);
    out.push(
      `<wrongPair>${one("prompt", prompt)}${one("response", response)}${one("trap", trap)}${reason}</wrongPair>`,
    );
  }
  return `<question xmlns="${NOTE_NAMESPACE}">\n${out.filter((line) => line !== "").join("\n")}\n</question>`;
}
