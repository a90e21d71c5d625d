"use client";

import { useEffect, useEffectEvent } from "react";

/** Enter does `act` wherever it has no meaning of its own; not while `enabled` is false. */
export function useEnter(enabled: boolean, act: () => void): void {
  const onEnter = useEffectEvent((event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    const hasOwn = target?.closest("button,a,select,textarea,summary,[role=dialog],[role=alertdialog]") ?? null;
    if (event.key !== "Enter" || event.defaultPrevented || event.repeat || hasOwn !== null || !enabled) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onEnter(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
