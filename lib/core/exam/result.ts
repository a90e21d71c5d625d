import { z } from "zod";
import type { evidenceSchema, Outcome } from "@/lib/core/question/score";
import { type Scale, scoreBand } from "./scale-score";

/** One item of a finished attempt, as the result needs it. */
export type ScoredItem = {
  lesson: string;
  pilot: boolean;
  outcome: Outcome;
  evidence: z.infer<typeof evidenceSchema>;
};

/**
 * The result of an attempt, stored as it was worked out. `band` is null where there is nothing to put on the scale
 * (practice, drills). `decided` counts the answers that were the key or the trap; `falls` those that were the trap.
 */
export const attemptResultSchema = z.strictObject({
  right: z.number().int(),
  scored: z.number().int(),
  unanswered: z.number().int(),
  pilots: z.number().int(),
  band: z.strictObject({ low: z.number(), high: z.number(), verdict: z.enum(["above", "below", "open"]) }).nullable(),
  lessons: z.array(z.strictObject({ lesson: z.string(), right: z.number().int(), scored: z.number().int() })),
  traps: z.array(
    z.strictObject({ trap: z.string(), falls: z.number().int(), decided: z.number().int(), offered: z.number().int() }),
  ),
});
export type AttemptResult = z.infer<typeof attemptResultSchema>;

/** Counts what a form gave. Pilots count for nothing here. Traps come with the most falls first. */
export function attemptResult(
  items: readonly ScoredItem[],
  scale: (Scale & { rawAtPass: number }) | null,
): AttemptResult {
  const counted = items.filter((item) => !item.pilot);
  const right = counted.filter((item) => item.outcome === "right").length;
  const lessons = [...new Set(counted.map((item) => item.lesson))].sort().map((lesson) => {
    const own = counted.filter((item) => item.lesson === lesson);
    return { lesson, right: own.filter((item) => item.outcome === "right").length, scored: own.length };
  });
  // An offer is in a question that was answered.
  const answered = counted.filter((item) => item.outcome !== "unanswered");
  const trapIds = [...new Set(answered.flatMap((item) => item.evidence.offered))].sort();
  const traps = trapIds.map((trap) => {
    const falls = counted.filter((item) => item.evidence.taken.includes(trap)).length;
    const refused = counted.filter((item) => item.evidence.refused.includes(trap)).length;
    const offered = answered.filter((item) => item.evidence.offered.includes(trap)).length;
    return { trap, falls, decided: falls + refused, offered };
  });
  traps.sort((a, b) => b.falls - a.falls || b.decided - a.decided || (a.trap < b.trap ? -1 : 1));
  return {
    right,
    scored: counted.length,
    unanswered: counted.filter((item) => item.outcome === "unanswered").length,
    pilots: items.length - counted.length,
    band: scale === null || counted.length === 0 ? null : scoreBand(right, counted.length, scale, scale.rawAtPass),
    lessons,
    traps,
  };
}
