import { GUEST_DAYS } from "@/lib/core/cohort/retention";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { leaseWasTaken, takeLease } from "@/lib/data/leases";
import { newId } from "@/lib/data/new-id";
import { unscopedAbandonedGuests } from "@/lib/data/privacy/deletion";
import { letGo, unscopedListOverdueCohorts } from "@/lib/data/privacy/retention";
import { beginDeletionOf } from "./begin-deletion";
import { finishDeletions } from "./finish-deletions";

/** Guests that are deleted in one round; the others wait for the next. */
const GUESTS = 200;

/** Lets cohorts go of their learners whose time is over, and deletes guests who came no more. */
export async function applyRetention(now: EpochMs): Promise<{ cohorts: number; guests: number }> {
  const db = await database();
  let cohorts = 0;
  for (const id of await unscopedListOverdueCohorts(db.reader, now)) {
    if (await db.transaction((tx) => letGo(tx, id, now))) cohorts += 1;
  }
  let guests = 0;
  for (const id of await unscopedAbandonedGuests(db.reader, now - GUEST_DAYS * DAY_MS, GUESTS)) {
    if (await beginDeletionOf(id, now)) guests += 1;
  }
  return { cohorts, guests };
}

/** One round of the sweeper: deletions go on, and once an hour, on one server, what is kept too long goes. */
export async function keepPrivacy(now: EpochMs): Promise<void> {
  const db = await database();
  try {
    // A holder of its own for each try: the lease is held to its end, and so the hour is kept by all servers.
    const lease = { name: "retention", holder: newId(), until: now + HOUR_MS };
    if (await db.transaction((tx) => takeLease(tx, lease, now))) await applyRetention(now);
  } catch (error) {
    if (!leaseWasTaken(error)) throw error;
  }
  await finishDeletions(now);
}
