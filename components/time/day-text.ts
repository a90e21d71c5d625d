import { dayInWords } from "@/components/question/day";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";

/** The calendar day (UTC) of a moment, `YYYY-MM-DD`. */
const dayOf = (at: EpochMs): string => new Date(at).toISOString().slice(0, 10);

/** That day in words without its year, "12 Nov": for what lies near. */
export const shortDay = (at: EpochMs): string => dayInWords(dayOf(at)).replace(/ \d{4}$/, "");

/** That day in words, "12 Nov 2026": for what may lie a year back. */
export const fullDay = (at: EpochMs): string => dayInWords(dayOf(at));
