import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type Markup, markup } from "@/lib/core/shared/markup";
import { momentIn, readersMoment } from "./moment-text";

/** A moment inside of `Prepared`: by the reader's own clock, or by that of a zone where it goes on paper. */
export function momentMarkup(at: EpochMs, zone?: string): Markup {
  const stamp = new Date(at).toISOString();
  return zone === undefined
    ? markup`<time datetime="${stamp}" data-local class="num whitespace-nowrap">${readersMoment(at, "UTC")}</time>`
    : markup`<time datetime="${stamp}" class="num">${momentIn(at, zone)}</time>`;
}
