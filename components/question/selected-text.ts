import type { Highlight } from "@/lib/core/attempt/events";

const parts: Readonly<Record<string, Highlight["part"]>> = { stem: "stem", ask: "ask", scenario: "scenario" };

/**
 * What is selected of a question's text, in characters of each part's words. Every run of text carries its place
 * (`data-at`, written by RichTextView), so that marks inside the text do not matter.
 *
 * @param root the element around the parts (`data-part`).
 */
export function selectedText(root: HTMLElement, selection: Selection | null): Highlight[] {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  return [...root.querySelectorAll<HTMLElement>("[data-part]")].flatMap((element) => {
    const part = parts[element.dataset.part ?? ""];
    const ends = [...element.querySelectorAll<HTMLElement>("[data-at]")].flatMap((run) => selectedOf(run, range));
    if (part === undefined || ends.length === 0) return [];
    return [{ part, start: Math.min(...ends.map(([start]) => start)), end: Math.max(...ends.map(([, end]) => end)) }];
  });
}

function selectedOf(run: HTMLElement, range: Range): [number, number][] {
  const text = run.firstChild;
  if (!(text instanceof Text) || !range.intersectsNode(text)) return [];
  const at = Number(run.dataset.at);
  const start = range.startContainer === text ? range.startOffset : 0;
  const end = range.endContainer === text ? range.endOffset : text.length;
  return start < end ? [[at + start, at + end]] : [];
}
