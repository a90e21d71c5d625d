"use client";

import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { remember } from "@/lib/core/shared/remember";
import { useZone } from "./use-zone";

// Making a format takes a hundred times as long as using it.
const formatOf = remember(
  100,
  (timeZone) =>
    new Intl.DateTimeFormat("en-GB", {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZone,
    }),
);

/** A moment as date and time: the reader's own zone in the browser, UTC in what the server sends. */
export function LocalTime({ at }: { at: EpochMs }) {
  const zone = useZone();
  const text = formatOf(zone).format(at);
  return (
    <time dateTime={new Date(at).toISOString()} className="num whitespace-nowrap">
      {text}
      {zone === "UTC" ? " UTC" : ""}
    </time>
  );
}
