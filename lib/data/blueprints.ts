import { type Blueprint, blueprintSchema } from "@/lib/core/exam/blueprint";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { toDate, toEpochMs } from "./time";

/** A blueprint that was written in the app. `revision` counts its changes, from 1. */
export type BlueprintRow = {
  examId: string;
  blueprint: Blueprint;
  revision: number;
  updatedAt: EpochMs;
  updatedById: string | null;
};

/** What was written in the app of a pack's blueprints, the oldest first. */
export async function listBlueprints(db: Reader, packId: string): Promise<BlueprintRow[]> {
  const rows = await db.blueprint.findMany({ where: { packId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(({ examId, content, revision, updatedAt, updatedById }) => ({
    examId,
    blueprint: blueprintSchema.parse(JSON.parse(content)),
    revision,
    updatedAt: toEpochMs(updatedAt),
    updatedById,
  }));
}

/**
 * Writes a blueprint of an exam where it still stands at `revision`, 0 for one that is not in the table; false where it
 * does not, and then nothing is written.
 */
export async function writeBlueprint(
  tx: Tx,
  at: { packId: string; examId: string; revision: number; userId: string },
  blueprint: Blueprint,
  now: EpochMs,
): Promise<boolean> {
  const { packId, examId, revision, userId } = at;
  // First of all, as it locks the pack: of two who write at once one is told.
  await tx.pack.update({ where: { id: packId }, data: { blueprintRevision: { increment: 1 } } });
  const where = { packId_examId_id: { packId, examId, id: blueprint.id } };
  const stored = await tx.blueprint.findUnique({ where, select: { revision: true } });
  if ((stored?.revision ?? 0) !== revision) return false;
  const row = { content: JSON.stringify(blueprint), updatedById: userId, updatedAt: toDate(now) };
  await tx.blueprint.upsert({
    where,
    create: { packId, examId, id: blueprint.id, createdAt: toDate(now), ...row },
    update: { ...row, revision: { increment: 1 } },
  });
  return true;
}
