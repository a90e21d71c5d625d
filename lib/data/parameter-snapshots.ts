import {
  FIRST_PARAMETERS,
  type LearningParameters,
  learningParametersSchema,
} from "@/lib/core/learning/fold/learning-parameters";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate } from "./time";

// A snapshot never changes, so a copy in this process cannot be out of date.
const known = new Map<string, LearningParameters>();

/** A snapshot by its number. Number 1 is the engine's own beginning and need not be stored. Throws when there is none. */
export async function getSnapshot(db: Reader, packId: string, number: number): Promise<LearningParameters> {
  const key = `${packId}/${number}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const row = await db.parameterSnapshot.findUnique({
    where: { packId_number: { packId, number } },
    select: { id: true, content: true },
  });
  if (row === null) {
    if (number === 1) {
      known.set(key, FIRST_PARAMETERS);
      return FIRST_PARAMETERS;
    }
    throw new Error(`pack ${packId} has no parameter snapshot ${number}`);
  }
  const parameters = learningParametersSchema.parse(JSON.parse(row.content));
  known.set(key, parameters);
  return parameters;
}

/** The number of the newest snapshot of a pack; 1 before any was fitted. */
export async function newestSnapshot(db: Reader, packId: string): Promise<number> {
  const row = await db.parameterSnapshot.findFirst({
    where: { packId },
    orderBy: { number: "desc" },
    select: { number: true },
  });
  return row?.number ?? 1;
}

/** Stores the next snapshot and returns its number; two at once cannot get the same one. */
export async function addSnapshot(
  tx: Tx,
  packId: string,
  parameters: LearningParameters,
  now: EpochMs,
): Promise<number> {
  const number = (await newestSnapshot(tx, packId)) + 1;
  await tx.parameterSnapshot.create({
    data: { id: newId(), packId, number, content: JSON.stringify(parameters), createdAt: toDate(now) },
  });
  return number;
}
