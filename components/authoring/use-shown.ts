"use client";

import { useCallback, useState } from "react";
import type { Finding } from "@/lib/core/authoring/finding";
import { fieldId } from "@/lib/core/authoring/finding-place";

/**
 * Which fields show what is found in them: all of a draft that was saved before, of a new one those that were left, and
 * those whose text keeps it from being saved.
 */
export function useShown(isNew: boolean, overlong: readonly Finding[]) {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const touch = useCallback(
    (id: string) => setTouched((known) => (known.has(id) ? known : new Set([...known, id]))),
    [],
  );
  const isShown = useCallback(
    (id: string) => !isNew || touched.has(id) || overlong.some(({ question, path }) => fieldId(question, path) === id),
    [isNew, touched, overlong],
  );
  return { touch, isShown };
}
