import { z } from "zod";
import type { ItemFlag } from "@/lib/core/item-analysis/flags/flags";
import type { PilotSuggestion } from "@/lib/core/item-analysis/flags/pilot";

/** The flags that ask somebody to look at a question, the most urgent first. */
export const RAISED_KINDS = [
  "likely-wrong-key",
  "too-hard",
  "drifting",
  "dead-distractor",
] as const satisfies readonly Exclude<ItemFlag["kind"], "too-few">[];
export const raisedKindSchema = z.enum(RAISED_KINDS);
export type RaisedKind = z.infer<typeof raisedKindSchema>;

export const pilotKindSchema = z.enum([
  "wait",
  "score",
  "repair",
] as const satisfies readonly PilotSuggestion["kind"][]);
export type PilotKind = z.infer<typeof pilotKindSchema>;

/** What a list says of a question or family. */
export type ItemFigure = {
  /** The question, or the family. */
  subject: string;
  lesson: string;
  n: number;
  p: number | null;
  discrimination: number | null;
  /** Its place among those to look at, low first. */
  rank: number;
  flags: readonly { kind: RaisedKind; words: string }[];
  /** Where it was only a pilot so far: what to do with it. */
  pilot: { kind: PilotKind; words: string } | null;
  /** The question to open: itself, or the first draw of the family. */
  questionId: string;
};
