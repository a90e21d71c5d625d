import { LocalTime } from "@/components/time/local-time";
import { ZonedTime } from "@/components/time/zoned-time";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";

/** A moment by the reader's own clock on a screen, and by the cohort's where it goes on paper. */
export function Moment({ at, zone }: { at: EpochMs; zone: string | undefined }) {
  return zone === undefined ? <LocalTime at={at} /> : <ZonedTime at={at} zone={zone} weekday={false} />;
}
