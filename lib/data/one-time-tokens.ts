import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { toDate } from "./time";

export type TokenPurpose = "first-admin";

/** Stores a single-use link's hash; earlier ones for the same purpose stop working. */
export async function issueToken(
  tx: Tx,
  token: { idHash: string; purpose: TokenPurpose; expiresAt: EpochMs },
  now: EpochMs,
) {
  await tx.oneTimeToken.deleteMany({ where: { purpose: token.purpose } });
  await tx.oneTimeToken.create({
    data: { idHash: token.idHash, purpose: token.purpose, expiresAt: toDate(token.expiresAt), createdAt: toDate(now) },
  });
}

/** Uses a link up. False when it is unknown, used or expired; of two at once, one gets true. */
export async function redeemToken(tx: Tx, idHash: string, purpose: TokenPurpose, now: EpochMs): Promise<boolean> {
  const { count } = await tx.oneTimeToken.updateMany({
    where: { idHash, purpose, usedAt: null, expiresAt: { gt: toDate(now) } },
    data: { usedAt: toDate(now) },
  });
  return count === 1;
}

export async function tokenIsOpen(db: Reader, idHash: string, purpose: TokenPurpose, now: EpochMs): Promise<boolean> {
  const open = await db.oneTimeToken.count({
    where: { idHash, purpose, usedAt: null, expiresAt: { gt: toDate(now) } },
  });
  return open === 1;
}
