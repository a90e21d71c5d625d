import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { toDate } from "./time";

export type SecondFactorRow = { secret: string; confirmed: boolean; lastStep: number; recoveries: number };

/** Somebody's second factor, as it is sealed; null where they have none. */
export async function findSecondFactor(db: Reader, userId: string): Promise<SecondFactorRow | null> {
  const row = await db.secondFactor.findUnique({
    where: { userId },
    select: { secret: true, confirmedAt: true, lastStep: true, _count: { select: { recoveries: true } } },
  });
  if (row === null) return null;
  const { secret, confirmedAt, lastStep, _count } = row;
  return { secret, confirmed: confirmedAt !== null, lastStep, recoveries: _count.recoveries };
}

/** Writes a secret that is not confirmed yet, in place of one that was not either. False where one is confirmed. */
export async function proposeSecret(tx: Tx, userId: string, secret: string, now: EpochMs): Promise<boolean> {
  await tx.secondFactor.deleteMany({ where: { userId, confirmedAt: null } });
  if ((await tx.secondFactor.count({ where: { userId } })) > 0) return false;
  await tx.secondFactor.create({ data: { userId, secret, createdAt: toDate(now) } });
  return true;
}

/** Takes the code of a time step, once: of two who send it at the same time, one gets true. */
export async function takeStep(tx: Tx, userId: string, step: number): Promise<boolean> {
  const { count } = await tx.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

export async function confirmSecret(tx: Tx, userId: string, now: EpochMs): Promise<void> {
  await tx.secondFactor.update({ where: { userId }, data: { confirmedAt: toDate(now) } });
}

/** Replaces the recovery codes, by their hashes. */
export async function setRecoveries(tx: Tx, userId: string, hashes: readonly string[]): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: hashes.map((idHash) => ({ idHash, userId })) });
}

/** Uses a recovery code up. */
export async function takeRecovery(tx: Tx, userId: string, idHash: string): Promise<boolean> {
  return (await tx.recoveryCode.deleteMany({ where: { userId, idHash } })).count === 1;
}

/**
 * Whether somebody signs in here by a password and has no second factor beside it. Who comes in by another site alone
 * has none to add here.
 */
export async function lacksSecondFactor(db: Reader, userId: string): Promise<boolean> {
  const found = await db.user.count({
    where: { id: userId, passwordHash: { not: null }, NOT: { secondFactor: { confirmedAt: { not: null } } } },
  });
  return found > 0;
}

/** Takes the second factor away; false where there was none. */
export async function removeSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.secondFactor.deleteMany({ where: { userId } })).count === 1;
}
