import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { toDate } from "./time";

export type TokenPurpose = "first-admin" | "password-reset" | "address";

/** Whom a link is for. `address`: what whoever uses it has shown to be theirs; null where nothing is shown by it. */
export type TokenFor = { userId: string | null; address: string | null };

const NOBODY: TokenFor = { userId: null, address: null };

/** Stores a single-use link's hash; earlier ones of the same person for the same purpose stop working. */
export async function issueToken(
  tx: Tx,
  token: { idHash: string; purpose: TokenPurpose; expiresAt: EpochMs } & Partial<TokenFor>,
  now: EpochMs,
): Promise<void> {
  const { idHash, purpose, expiresAt, userId, address } = { ...NOBODY, ...token };
  await tx.oneTimeToken.deleteMany({ where: { purpose, userId } });
  await tx.oneTimeToken.create({
    data: { idHash, purpose, userId, address, expiresAt: toDate(expiresAt), createdAt: toDate(now) },
  });
}

const open = (idHash: string, purpose: TokenPurpose, now: EpochMs) => ({
  ...{ idHash, purpose, usedAt: null },
  expiresAt: { gt: toDate(now) },
});

/** Uses a link up. Null when it is unknown, used or expired; of two at once, one gets whom it is for. */
export async function redeemToken(
  tx: Tx,
  idHash: string,
  purpose: TokenPurpose,
  now: EpochMs,
): Promise<TokenFor | null> {
  const { count } = await tx.oneTimeToken.updateMany({
    where: open(idHash, purpose, now),
    data: { usedAt: toDate(now) },
  });
  if (count !== 1) return null;
  return tx.oneTimeToken.findUnique({ where: { idHash }, select: { userId: true, address: true } });
}

/** Whom a link is for that still works; null for any other. */
export const findOpenToken = (
  db: Reader,
  idHash: string,
  purpose: TokenPurpose,
  now: EpochMs,
): Promise<TokenFor | null> =>
  db.oneTimeToken.findFirst({ where: open(idHash, purpose, now), select: { userId: true, address: true } });

/** Makes all unused links of somebody stop working. */
export async function forgetTokens(tx: Tx, userId: string): Promise<void> {
  await tx.oneTimeToken.deleteMany({ where: { userId } });
}
