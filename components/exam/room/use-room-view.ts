"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Room } from "@/lib/core/attempt/room";

/** What is on screen: a question by its place (from 0), or the summary of all. */
export type RoomView = { show: "question" | "summary"; index: number };

const placeKey = (attemptId: string): string => `trapline:place:${attemptId}`;

/** The item that this tab showed last; a reload comes back to it. */
function lastPlace(room: Room): number {
  try {
    const itemId = sessionStorage.getItem(placeKey(room.attemptId));
    return Math.max(
      0,
      room.items.findIndex((item) => item.id === itemId),
    );
  } catch {
    return 0;
  }
}

function rememberPlace(room: Room, index: number): void {
  try {
    sessionStorage.setItem(placeKey(room.attemptId), room.items[index]?.id ?? "");
  } catch {
    // A browser that keeps nothing starts again at the first question.
  }
}

// The server renders the first question; the browser comes back to the last one before it paints.
const useBrowserLayoutEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;

export type RoomNavigation = {
  view: RoomView;
  /** The heading of what is on screen; it takes the focus after each move. */
  headingRef: RefObject<HTMLHeadingElement | null>;
  go: (view: RoomView) => void;
};

/** Where the learner is among the questions. */
export function useRoomView(room: Room): RoomNavigation {
  const [view, setView] = useState<RoomView>({ show: "question", index: 0 });
  const headingRef = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);

  useBrowserLayoutEffect(() => {
    const index = lastPlace(room);
    if (index > 0) setView({ show: "question", index });
  }, [room]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each move, and nothing else, moves the focus
  useEffect(() => {
    if (!moved.current) return;
    window.scrollTo(0, 0);
    // A dialog that closes by the same press gives the focus back first, a moment later.
    const frame = requestAnimationFrame(() => setTimeout(() => headingRef.current?.focus({ preventScroll: true })));
    return () => cancelAnimationFrame(frame);
  }, [view]);

  const go = useCallback(
    (next: RoomView): void => {
      moved.current = true;
      rememberPlace(room, next.index);
      setView(next);
    },
    [room],
  );
  return { view, headingRef, go };
}
