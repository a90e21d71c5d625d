"use client";

import { type ReactNode, type RefObject, useEffect, useState } from "react";
import { Icon } from "@/components/ui/icon";
import type { Highlight } from "@/lib/core/attempt/events";
import { selectedText } from "./selected-text";

type HighlighterProps = {
  /** The element around the text, which the room's own key for highlighting looks into as well. */
  root: RefObject<HTMLDivElement | null>;
  /** Whether highlighting this would take a highlight away. */
  isHighlighted: (selected: Highlight[]) => boolean;
  onHighlight: (selected: Highlight[]) => void;
  children: ReactNode;
};

type Place = { top: number; left: number };

/** Where the button stands: under the end of what is selected, inside the text's box. */
function placeIn(root: HTMLElement, selection: Selection): Place | null {
  const rects = [...selection.getRangeAt(0).getClientRects()];
  const last = rects.at(-1);
  if (last === undefined) return null;
  const box = root.getBoundingClientRect();
  return {
    top: last.bottom - box.top + 8,
    left: Math.min(Math.max(0, last.right - box.left - 60), Math.max(0, box.width - 190)),
  };
}

/**
 * Lets the text inside be highlighted: selecting some of it brings up a button, pressing a mark selects it. The
 * browser's own selection stays, so the keyboard and assistive technology select as they always do.
 */
export function Highlighter({ root, isHighlighted, onHighlight, children }: HighlighterProps) {
  const [place, setPlace] = useState<Place | null>(null);
  const [selected, setSelected] = useState<Highlight[]>([]);

  useEffect(() => {
    const look = (): void => {
      const selection = document.getSelection();
      const element = root.current;
      const found = element === null ? [] : selectedText(element, selection);
      const shown = element !== null && selection !== null && found.length > 0;
      setSelected(found);
      setPlace(shown ? placeIn(element, selection) : null);
    };
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [root]);

  useEffect(() => {
    const element = root.current;
    // A pressed mark becomes the selection; the button then offers to remove it.
    const pick = (event: MouseEvent): void => {
      const mark = event.target instanceof Element ? event.target.closest("mark") : null;
      const selection = document.getSelection();
      if (mark !== null && selection?.isCollapsed === true) selection.selectAllChildren(mark);
    };
    element?.addEventListener("click", pick);
    return () => element?.removeEventListener("click", pick);
  }, [root]);

  return (
    <div ref={root} className="relative">
      {children}
      {place === null ? null : (
        <button
          type="button"
          // The press must not take the selection away before it is read.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onHighlight(selected)}
          style={{ top: place.top, left: place.left }}
          className="absolute z-10 inline-flex min-h-11 items-center gap-2 rounded-control border border-line-strong bg-surface px-3 font-sans text-base font-[550] shadow-pop hover:bg-sunken"
        >
          <Icon name="highlight" size={18} />
          {isHighlighted(selected) ? "Remove highlight" : "Highlight"}
        </button>
      )}
    </div>
  );
}
