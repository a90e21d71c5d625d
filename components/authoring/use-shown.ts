"use client";

import { useCallback, useState } from "react";

/** Which fields show what is found in them: all of a draft that was saved before, of a new one those that were left. */
export function useShown(isNew: boolean) {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const touch = useCallback(
    (id: string) => setTouched((known) => (known.has(id) ? known : new Set([...known, id]))),
    [],
  );
  const isShown = useCallback((id: string) => !isNew || touched.has(id), [isNew, touched]);
  return { touch, isShown };
}
