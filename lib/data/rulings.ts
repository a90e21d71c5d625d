import { type Ruling, rulingSchema } from "@/lib/core/question/ruling/ruling";
import type { Reader } from "./database";

/** A ruling that is in force, with its reason as learners read it. */
export type EffectiveRuling = { ruling: Ruling; because: string };
export type Rulings = ReadonlyMap<string, EffectiveRuling>;

/** What is in force about question versions, by version; those nobody ruled about are left out. */
export async function findRulings(db: Reader, versionIds: readonly string[]): Promise<Map<string, EffectiveRuling>> {
  const rows = await db.repair.findMany({
    where: { inForceFor: { in: [...new Set(versionIds)] } },
    select: { versionId: true, ruling: true, because: true },
  });
  return new Map(
    rows.map(({ versionId, ruling, because }) => [
      versionId,
      { ruling: rulingSchema.parse(JSON.parse(ruling)), because },
    ]),
  );
}
