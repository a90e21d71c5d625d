"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** The reader's own time zone; UTC in what the server sends. */
export const useZone = (): string =>
  useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
