import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Tx } from "./database";
import { isUniqueViolation } from "./database-errors";
import { toDate } from "./time";

/** Takes or renews a lease; false when another holder has it. Of several that try at once, one gets it. */
export async function takeLease(
  tx: Tx,
  lease: { name: string; holder: string; until: EpochMs },
  now: EpochMs,
): Promise<boolean> {
  const { count } = await tx.lease.updateMany({
    where: { name: lease.name, OR: [{ holder: lease.holder }, { until: { lt: toDate(now) } }] },
    data: { holder: lease.holder, until: toDate(lease.until) },
  });
  if (count === 1) return true;
  if ((await tx.lease.findUnique({ where: { name: lease.name }, select: { name: true } })) !== null) return false;
  await tx.lease.create({ data: { name: lease.name, holder: lease.holder, until: toDate(lease.until) } });
  return true;
}

/** Whether taking a lease failed because somebody else made it in the same moment. */
export const leaseWasTaken = isUniqueViolation;
