import type { EpochMs } from "@/lib/core/shared/epoch-ms";

/** Whether result and review of an attempt are kept back for now, because its assignment opens them later. */
export const isHeld = (attempt: { reviewAt: EpochMs | null }, now: EpochMs): boolean =>
  attempt.reviewAt !== null && now < attempt.reviewAt;
