import type { LintContext } from "@/lib/content/lint/rule";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader } from "@/lib/data/database";
import { listMediaNames } from "@/lib/data/media-files";
import { toDay } from "@/lib/data/time";

/** What the rules are asked with for a pack of the database: the day, and the pictures that there are. */
export async function lintContext(db: Reader, packId: string, now: EpochMs): Promise<Required<LintContext>> {
  return { today: toDay(now), pictures: await listMediaNames(db, packId) };
}
