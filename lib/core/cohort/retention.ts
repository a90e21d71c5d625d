import { z } from "zod";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";

/** Days after which an archived cohort lets go of its learners, as a form says them; `keep`: never by itself. */
export const retentionSchema = z.enum(["30", "90", "365", "keep"]);
export type Retention = z.infer<typeof retentionSchema>;

export const RETENTION_CHOICES: readonly { value: Retention; label: string }[] = [
  { value: "30", label: "until 30 days after the cohort is archived" },
  { value: "90", label: "until 90 days after the cohort is archived" },
  { value: "365", label: "until a year after the cohort is archived" },
  { value: "keep", label: "until the learner leaves" },
];

export const retentionDaysOf = (retention: Retention): number | null =>
  retention === "keep" ? null : Number(retention);

/** The choice that stands for so many days; a number that is none of them counts as the next shorter one. */
export function retentionOf(days: number | null): Retention {
  if (days === null) return "keep";
  return days >= 365 ? "365" : days >= 90 ? "90" : "30";
}

/** When a cohort lets go of its learners; null while it is open, or keeps them. */
export const letsGoAt = (archivedAt: EpochMs | null, days: number | null): EpochMs | null =>
  archivedAt === null || days === null ? null : archivedAt + days * DAY_MS;

/** Guests without a sign of life for so many days are deleted: nobody can come back to them. */
export const GUEST_DAYS = 90;
