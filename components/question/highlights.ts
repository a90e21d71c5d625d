import type { Highlight } from "@/lib/core/attempt/events";
import type { RoomQuestion } from "@/lib/core/attempt/room";
import { plainText } from "@/lib/core/rich-text/rich-text";
import { lineWords } from "./line-text";

export type TextPart = Highlight["part"];
export type Range = { start: number; end: number };

/** As many highlights as an item holds (`highlight` in the core's events). */
export const MOST_HIGHLIGHTS = 60;

/** The words of each part, which a highlight's offsets count in. */
export const partTexts = ({ stem, question, scenario }: RoomQuestion): Record<TextPart, string> => ({
  stem: plainText(stem),
  ask: lineWords(question.ask),
  scenario: scenario === null ? "" : plainText(scenario.text),
});

export const rangesOf = (highlights: readonly Highlight[], part: TextPart): Range[] =>
  highlights.filter((highlight) => highlight.part === part).map(({ start, end }) => ({ start, end }));

/** Ranges in order, those that overlap or touch made one. */
function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else result.push({ ...range });
  }
  return result;
}

const without = (ranges: readonly Range[], { start, end }: Range): Range[] =>
  ranges
    .flatMap((range) => [
      { start: range.start, end: Math.min(range.end, start) },
      { start: Math.max(range.start, end), end: range.end },
    ])
    .filter((range) => range.start < range.end);

const covers = (ranges: readonly Range[], { start, end }: Range): boolean =>
  joined(ranges).some((range) => range.start <= start && end <= range.end);

/** The range without white space at its ends; null where nothing is left. */
function trimmed(text: string, { start, end }: Range): Range | null {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  const to = Math.min(end, text.length) - (words.length - words.trimEnd().length);
  return from < to ? { start: from, end: to } : null;
}

function selectedWords(selected: readonly Highlight[], texts: Record<TextPart, string>): Highlight[] {
  return selected.flatMap(({ part, start, end }) => {
    const range = trimmed(texts[part], { start, end });
    return range === null ? [] : [{ part, ...range }];
  });
}

/** Whether all of what is selected is highlighted, so that toggling takes the highlight away. */
export function isHighlighted(
  highlights: readonly Highlight[],
  selected: readonly Highlight[],
  texts: Record<TextPart, string>,
): boolean {
  const words = selectedWords(selected, texts);
  return words.length > 0 && words.every((range) => covers(rangesOf(highlights, range.part), range));
}

/**
 * Highlights what was selected, or takes the highlight away where all of it was highlighted already. Highlights of a
 * part are kept in order, apart from each other.
 *
 * @param selected what was selected, by part: a selection may reach over two.
 * @returns null where nothing was selected or an item would hold too many.
 */
export function toggleHighlights(
  highlights: readonly Highlight[],
  selected: readonly Highlight[],
  texts: Record<TextPart, string>,
): Highlight[] | null {
  const words = selectedWords(selected, texts);
  if (words.length === 0) return null;
  const removing = isHighlighted(highlights, words, texts);
  const next = (["scenario", "stem", "ask"] as const).flatMap((part) => {
    const own = rangesOf(highlights, part);
    const chosen = rangesOf(words, part);
    const ranges = removing ? chosen.reduce(without, joined(own)) : joined([...own, ...chosen]);
    return ranges.map((range) => ({ part, ...range }));
  });
  return next.length > MOST_HIGHLIGHTS ? null : next;
}
