"use client";

import { useSyncExternalStore } from "react";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { useZone } from "./use-zone";

const never = () => () => undefined;

/** A moment as a time of day, with its day where that is another one: the reader's zone in the browser, UTC before. */
export function LocalClock({ at }: { at: EpochMs }) {
  const zone = useZone();
  const isToday = useSyncExternalStore(
    never,
    () => new Date(at).toDateString() === new Date().toDateString(),
    () => false,
  );
  const text = new Intl.DateTimeFormat("en-GB", {
    ...(isToday ? {} : { day: "numeric", month: "short" }),
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(at);
  return (
    <time dateTime={new Date(at).toISOString()} className="num whitespace-nowrap">
      {text}
    </time>
  );
}
