"use client";

import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { readersMoment } from "./moment-text";
import { useZone } from "./use-zone";

/** A moment as date and time: the reader's own zone in the browser, UTC in what the server sends. */
export function LocalTime({ at }: { at: EpochMs }) {
  return (
    <time dateTime={new Date(at).toISOString()} className="num whitespace-nowrap">
      {readersMoment(at, useZone())}
    </time>
  );
}
