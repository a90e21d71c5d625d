import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { leaseWasTaken, takeLease } from "@/lib/data/leases";

/**
 * Does work that one server at a time shall do: if this holder has or gets the lease. Returns null where another one
 * has it. A holder who goes away is followed when its lease has run out.
 */
export async function underLease<T>(
  lease: { name: string; holder: string; forMs: number },
  now: EpochMs,
  work: () => Promise<T>,
): Promise<T | null> {
  const { name, holder, forMs } = lease;
  const db = await database();
  try {
    if (!(await db.transaction((tx) => takeLease(tx, { name, holder, until: now + forMs }, now)))) return null;
  } catch (error) {
    if (leaseWasTaken(error)) return null;
    throw error;
  }
  return work();
}
