"use client";

import { useEffect } from "react";
import type { RoomStore } from "@/components/exam/saving/room-store";

/** Says when an item comes on screen and when it leaves it or the page is hidden: what time on a question is made of. */
export function useVisits(store: RoomStore, ready: boolean, itemId: string | null): void {
  useEffect(() => {
    if (!ready || itemId === null) return;
    let onScreen = false;
    const see = (): void => {
      const next = !document.hidden;
      if (next === onScreen) return;
      onScreen = next;
      store.visit(itemId, next);
    };
    const leave = (): void => {
      if (onScreen) store.visit(itemId, false);
      onScreen = false;
    };
    see();
    document.addEventListener("visibilitychange", see);
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", see);
    return () => {
      document.removeEventListener("visibilitychange", see);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", see);
      leave();
    };
  }, [store, ready, itemId]);
}
