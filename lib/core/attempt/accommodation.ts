import { z } from "zod";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";

/** Extra time: the learner's own choice in self-study. */
export const extraTimeSchema = z.enum(["none", "plus-30", "x1.5", "x2", "untimed"]);
export type ExtraTime = z.infer<typeof extraTimeSchema>;

/** The working time with the extra time in it, in ms; null where there is no limit. */
export function limitWithExtraMs(baseMs: number, extra: ExtraTime): number | null {
  switch (extra) {
    case "none":
      return baseMs;
    case "plus-30":
      return baseMs + 30 * MINUTE_MS;
    case "x1.5":
      return Math.round(baseMs * 1.5);
    case "x2":
      return baseMs * 2;
    case "untimed":
      return null;
  }
}
