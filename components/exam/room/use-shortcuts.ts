"use client";

import { useEffect, useEffectEvent } from "react";
import { type Command, commandOf, type KeyTarget } from "./shortcuts";

function targetOf(element: EventTarget | null): KeyTarget {
  if (!(element instanceof Element)) return "page";
  if (element.closest("[role=dialog],[role=alertdialog],[role=menu]") !== null) return "dialog";
  if (element instanceof HTMLInputElement) {
    return element.type === "radio" || element.type === "checkbox" ? "choice" : "text";
  }
  if (element.closest("select,textarea,[contenteditable]") !== null) return "text";
  return element.matches("pre,section[tabindex]") ? "scrolling" : "page";
}

/** Runs the room's commands by their keys, while `on`. */
export function useShortcuts(on: boolean, run: (command: Command) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat) return;
    const command = commandOf(event, targetOf(event.target));
    if (command === null) return;
    event.preventDefault();
    run(command);
  });
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [on]);
}
