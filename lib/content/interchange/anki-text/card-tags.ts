import type { QuestionDraft } from "@/lib/content/interchange/exchange";

/** The traps that a question offers, each once. */
function trapsOf(draft: QuestionDraft): string[] {
  const traps = (parts: readonly { trap?: string; missedTrap?: string }[]) =>
    parts.flatMap(({ trap, missedTrap }) => [trap, missedTrap].flatMap((each) => each ?? []));
  switch (draft.type) {
    case "multiple-choice":
    case "multiple-response":
      return traps(draft.options);
    case "ordering":
      return traps([...draft.decoys, ...draft.wrongOrders]);
    case "matching":
      return traps(draft.wrongPairs);
  }
}

/** A card's tags, nested by "::" as Anki shows them, and those whose blanks had to go, since blanks part Anki's tags. */
export function cardTags(draft: QuestionDraft): { tags: string[]; changed: string[] } {
  const named: [string, string | number | undefined][] = [
    ["type", draft.type],
    ["lesson", draft.lesson],
    ...(draft.exams ?? []).map((exam): [string, string] => ["exam", exam]),
    ...trapsOf(draft).map((trap): [string, string] => ["trap", trap]),
    ["difficulty", draft.difficulty],
    ["counter-cue", draft.counterCue === undefined ? undefined : draft.counterCue ? "yes" : "no"],
    ...(draft.cues ?? []).map((cue): [string, string] => ["cue", cue]),
    ["case", draft.inCase?.id],
    ["parallel-of", draft.parallelOf],
  ];
  const tags = new Set<string>();
  const changed = new Set<string>();
  for (const [name, value] of named) {
    if (value === undefined) continue;
    const kept = `${value}`.replace(/[\s\p{Cc}]+/gu, "_");
    if (kept !== `${value}`) changed.add(`${value}`);
    tags.add(`${name}::${kept}`);
  }
  return { tags: [...tags], changed: [...changed] };
}
