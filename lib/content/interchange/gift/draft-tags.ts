import type { QuestionDraft } from "@/lib/content/interchange/exchange";

// The fields of a question that GIFT has no place for, as tags: "lesson:3.1", "exam:mla-c01", "counter-cue:no".

/** What tags say of a question; `other` are those that are none of ours. */
export type DraftTags = {
  fields: Pick<
    QuestionDraft,
    "lesson" | "exams" | "difficulty" | "counterCue" | "cues" | "facts" | "verifiedOn" | "parallelOf"
  >;
  /** Whether the last paragraph of the text is the ask. */
  hasAsk: boolean;
  type: string | null;
  choose: number | null;
  /** The question's place in the case before it, from 1. */
  casePlace: number | null;
  traps: string[];
  other: string[];
};

const NONE = "none";
const LISTS = { exam: "exams", cue: "cues", fact: "facts" } as const;

const listTags = (name: keyof typeof LISTS, entries: readonly string[] | undefined): string[] =>
  entries === undefined
    ? []
    : entries.length === 0
      ? [`${LISTS[name]}:${NONE}`]
      : entries.map((entry) => `${name}:${entry}`);

const one = (name: string, value: string | number | undefined): string[] =>
  value === undefined ? [] : [`${name}:${value}`];

const trapsOf = (draft: QuestionDraft): string[] => {
  switch (draft.type) {
    case "multiple-choice":
    case "multiple-response":
      return draft.options.flatMap(({ trap, missedTrap }) => [trap ?? [], missedTrap ?? []].flat());
    case "ordering":
      // Not those of decoys, which GIFT does not hold.
      return draft.wrongOrders.map(({ trap }) => trap);
    case "matching":
      return draft.wrongPairs.map(({ trap }) => trap);
  }
};

/** A question's tags; `readTags` takes them back. */
export const tagsOf = (draft: QuestionDraft): string[] => [
  ...one("type", draft.type),
  ...one("lesson", draft.lesson),
  ...listTags("exam", draft.exams),
  ...one("difficulty", draft.difficulty),
  ...one("counter-cue", draft.counterCue === undefined ? undefined : draft.counterCue ? "yes" : "no"),
  ...listTags("cue", draft.cues),
  ...listTags("fact", draft.facts),
  ...one("verified-on", draft.verifiedOn),
  ...one("parallel-of", draft.parallelOf),
  ...one("choose", draft.type === "multiple-response" ? draft.choose : undefined),
  ...one("case-place", draft.inCase === undefined ? undefined : draft.inCase.index + 1),
  ...[...new Set(trapsOf(draft))].map((trap) => `trap:${trap}`),
];

const numberIn = (value: string): number | null => (/^\d{1,3}$/.test(value) ? Number(value) : null);

/** What a question's tags say; those that are none of ours, or say nothing that fits, are `other`. */
export function readTags(tags: readonly string[]): DraftTags {
  const read: DraftTags = {
    fields: {},
    hasAsk: false,
    type: null,
    choose: null,
    casePlace: null,
    traps: [],
    other: [],
  };
  const { fields } = read;
  for (const tag of tags) {
    const colon = tag.indexOf(":");
    const name = colon === -1 ? tag : tag.slice(0, colon);
    const value = colon === -1 ? "" : tag.slice(colon + 1);
    const number = numberIn(value);
    if (name === "type") read.type = value;
    else if (name === "lesson" && value !== "") fields.lesson = value;
    else if ((name === "exam" || name === "cue" || name === "fact") && value !== "") {
      const list = LISTS[name];
      fields[list] = [...(fields[list] ?? []), value];
    } else if ((name === "exams" || name === "cues" || name === "facts") && value === NONE) fields[name] = [];
    else if (name === "difficulty" && number !== null) fields.difficulty = number;
    else if (name === "counter-cue" && (value === "yes" || value === "no")) fields.counterCue = value === "yes";
    else if (name === "verified-on" && value !== "") fields.verifiedOn = value;
    else if (name === "parallel-of" && value !== "") fields.parallelOf = value;
    else if (name === "choose" && number !== null) read.choose = number;
    else if (name === "case-place" && number !== null) read.casePlace = number;
    else if (name === "trap" && value !== "") read.traps.push(value);
    else if (tag === "ask:last-paragraph") read.hasAsk = true;
    else read.other.push(tag);
  }
  return read;
}
