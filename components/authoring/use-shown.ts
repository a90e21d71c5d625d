"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Finding } from "@/lib/core/authoring/finding";
import { fieldId } from "@/lib/core/authoring/finding-place";

/**
 * Which fields show what is found in them: all of a draft that was saved before, of a new one those that were left, and
 * those whose text keeps it from being saved.
 */
export function useShown(isNew: boolean, overlong: readonly Finding[]) {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  // Pressing on something leaves the field before: what is found there would push the thing away from under the pointer.
  const pressed = useRef(false);
  const waiting = useRef<string[]>([]);
  const add = useCallback(
    (ids: readonly string[]) =>
      setTouched((known) => (ids.every((id) => known.has(id)) ? known : new Set([...known, ...ids]))),
    [],
  );
  const touch = useCallback(
    (id: string) => {
      if (pressed.current) waiting.current.push(id);
      else add([id]);
    },
    [add],
  );
  useEffect(() => {
    const press = (): void => {
      pressed.current = true;
    };
    const release = (): void => {
      pressed.current = false;
      // The click comes right after the release, and goes first.
      setTimeout(() => add(waiting.current.splice(0)));
    };
    window.addEventListener("pointerdown", press, true);
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, release, true);
    return () => {
      window.removeEventListener("pointerdown", press, true);
      for (const end of ["pointerup", "pointercancel"]) window.removeEventListener(end, release, true);
    };
  }, [add]);
  const isShown = useCallback(
    (id: string) => !isNew || touched.has(id) || overlong.some(({ question, path }) => fieldId(question, path) === id),
    [isNew, touched, overlong],
  );
  return { touch, isShown };
}
