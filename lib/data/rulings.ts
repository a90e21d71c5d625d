import { type Ruling, rulingSchema } from "@/lib/core/question/ruling/ruling";
import type { Reader } from "./database";
import { selectRulings } from "./sql/select-rulings";

/** A ruling that is in force, with its reason as learners read it. */
export type EffectiveRuling = { ruling: Ruling; because: string };
export type Rulings = ReadonlyMap<string, EffectiveRuling>;

const toRuling = (row: { ruling: string; because: string }): EffectiveRuling => ({
  ruling: rulingSchema.parse(JSON.parse(row.ruling)),
  because: row.because,
});

/** All that is in force in a pack, by version. */
export async function listRulings(db: Reader, packId: string): Promise<Map<string, EffectiveRuling>> {
  const rows = await db.repair.findMany({
    where: { packId, inForceFor: { not: null } },
    select: { versionId: true, ruling: true, because: true },
  });
  return new Map(rows.map((row) => [row.versionId, toRuling(row)]));
}

/** What is in force about question versions, by version; those nobody ruled about are left out. */
export async function findRulings(db: Reader, versionIds: readonly string[]): Promise<Map<string, EffectiveRuling>> {
  const rows = await selectRulings(db, [...new Set(versionIds)]);
  return new Map(rows.map((row) => [row.versionId, toRuling(row)]));
}
