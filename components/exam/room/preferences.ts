"use client";

import { useSyncExternalStore } from "react";

/** How this person likes the room, remembered in this browser. */
export type Preferences = { clockHidden: boolean; counterHidden: boolean; shortcutsOff: boolean };

const KEY = "trapline:exam-room";
const NONE: Preferences = { clockHidden: false, counterHidden: false, shortcutsOff: false };

const listeners = new Set<() => void>();
let current: Preferences | null = null;

function read(): Preferences {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    const on = (name: string): boolean => Array.isArray(saved) && saved.includes(name);
    return { clockHidden: on("clockHidden"), counterHidden: on("counterHidden"), shortcutsOff: on("shortcutsOff") };
  } catch {
    return NONE;
  }
}

function get(): Preferences {
  current ??= read();
  return current;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Changes a preference; where the browser keeps nothing it holds for this page. */
export function setPreference(name: keyof Preferences, on: boolean): void {
  current = { ...get(), [name]: on };
  const names = Object.entries(current).flatMap(([key, value]) => (value ? [key] : []));
  try {
    localStorage.setItem(KEY, JSON.stringify(names));
  } catch {
    // Storage may be full or forbidden: the preference then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, get, () => NONE);
