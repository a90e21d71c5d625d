import { z } from "zod";
import { keptFileSchema } from "@/lib/core/authoring/draft-file";
import type { Unsaved } from "./autosaver";

const keptSchema = z.strictObject({
  revision: z.number().int(),
  file: keptFileSchema,
  unanswered: z.array(z.string()).default([]),
});

const nameOf = (writer: string, draftId: string): string => `trapline.draft.${writer}.${draftId}`;

/** What this writer wrote into the draft on this device and the server has not; null: nothing. */
export function keptText(writer: string, draftId: string): Unsaved | null {
  try {
    const stored = localStorage.getItem(nameOf(writer, draftId));
    return stored === null ? null : (keptSchema.safeParse(JSON.parse(stored)).data ?? null);
  } catch {
    // Storage may be forbidden, and its text may be anybody's: then nothing is kept.
    return null;
  }
}

/** Keeps unsaved text on this device, or forgets it. A browser that keeps nothing leaves it to the open page. */
export function keepText(writer: string, draftId: string, kept: Unsaved | null): void {
  try {
    if (kept === null) localStorage.removeItem(nameOf(writer, draftId));
    else localStorage.setItem(nameOf(writer, draftId), JSON.stringify(kept));
  } catch {
    // Full or forbidden; the page warns before it is left with unsaved text.
  }
}
