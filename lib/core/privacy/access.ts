import { z } from "zod";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";

/** What a lead opened of a learner: their page on the board, a report about them, or an export that they are in. */
export const accessSchema = z.enum(["page", "report", "export"]);
export type AccessKind = z.infer<typeof accessSchema>;

export const ACCESS_WORDS = {
  page: "your page on the board",
  report: "a report about you",
  export: "an export that you are in",
} as const satisfies Record<AccessKind, string>;

/** Who opens the same thing again within this time has looked once. */
export const SAME_LOOK_MS = 10 * MINUTE_MS;
