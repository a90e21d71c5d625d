import { z } from "zod";

/** What can happen in the life of a question. */
const STEP_KINDS = [
  "created",
  "imported",
  "edited",
  "submitted",
  "withdrawn",
  "returned",
  "solved",
  "waived",
  "published",
  "retired",
  "revived",
  "restored",
  "discarded",
] as const;
export const stepKindSchema = z.enum(STEP_KINDS);
export type StepKind = z.infer<typeof stepKindSchema>;
