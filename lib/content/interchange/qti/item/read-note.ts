import { NOTE_NAMESPACE } from "@/lib/content/interchange/qti/write/write-note";
import { childOf, childrenOf, childText, textOf, type XmlElement } from "@/lib/content/interchange/xml";

/** What a note says of one option, item, prompt or response. */
type Part = { id?: string; trap?: string; missedTrap?: string; answer?: string };

/** A note as read (see write-note.ts); values are checked with the draft that they go into. */
export type Note = {
  type: string | undefined;
  common: Record<string, unknown>;
  inCase: { id?: string; title?: string; index: number } | undefined;
  choose: number | undefined;
  parts: ReadonlyMap<string, Part>;
  wrongOrders: Record<string, string | undefined>[];
  /** `feedback` is the identifier of the item's feedback that holds the pair's `why`. */
  wrongPairs: Record<string, string | undefined>[];
};

/** Whether an element is a note of ours. */
export const isNote = (root: XmlElement): boolean =>
  root.name === "question" && root.attributes.get("xmlns") === NOTE_NAMESPACE;

function optional(element: XmlElement, name: string): string | undefined {
  const text = childText(element, name);
  return text === "" ? undefined : text;
}

/** More entries than a draft may have are not read, but for one, so that the draft's check can say so. */
const first = <T>(entries: readonly T[], most: number): T[] => entries.slice(0, most + 1);

function list(element: XmlElement, name: string, each: string): string[] | undefined {
  const holder = childOf(element, name);
  return holder === undefined ? undefined : first(childrenOf(holder, each), 40).map((entry) => textOf(entry).trim());
}

const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

const fields = (element: XmlElement, names: readonly string[]): Record<string, string | undefined> =>
  Object.fromEntries(names.map((name) => [name, optional(element, name)]));

/** The note as its fields; the root has to be one (`isNote`). */
export function readNote(root: XmlElement): Note {
  const counterCue = optional(root, "counterCue");
  const inCase = childOf(root, "case");
  const parts = first(childrenOf(root, "part"), 100).map((part): [string, Part] => [
    part.attributes.get("identifier") ?? "",
    fields(part, ["id", "trap", "missedTrap", "answer"]),
  ]);
  return {
    type: optional(root, "type"),
    common: {
      ...fields(root, ["id", "lesson", "verifiedOn", "parallelOf"]),
      exams: list(root, "exams", "exam"),
      cues: list(root, "cues", "cue"),
      facts: list(root, "facts", "fact"),
      difficulty: number(optional(root, "difficulty")),
      counterCue: counterCue === undefined ? undefined : counterCue === "true",
    },
    inCase:
      inCase === undefined
        ? undefined
        : { ...fields(inCase, ["id", "title"]), index: Number(optional(inCase, "index") ?? "0") },
    choose: number(optional(root, "choose")),
    parts: new Map(parts),
    wrongOrders: first(childrenOf(root, "wrongOrder"), 40).map((entry) =>
      fields(entry, ["before", "after", "trap", "why"]),
    ),
    wrongPairs: first(childrenOf(root, "wrongPair"), 80).map((entry) =>
      fields(entry, ["prompt", "response", "trap", "why", "feedback"]),
    ),
  };
}
