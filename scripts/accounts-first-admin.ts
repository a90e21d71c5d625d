import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { issueToken } from "@/lib/data/one-time-tokens";
import { hashOfSecret, newSecret } from "@/lib/data/random-secret";
import { countActiveAdmins } from "@/lib/data/users";

/** Prints a one-time link that makes the first admin, as long as there is none. It holds for a day. */
async function main(): Promise<void> {
  const db = await database();
  if ((await countActiveAdmins(db.reader)) === 0) {
    const token = newSecret(24);
    const idHash = hashOfSecret(token);
    const now = Date.now();
    await db.transaction((tx) => issueToken(tx, { idHash, purpose: "first-admin", expiresAt: now + DAY_MS }, now));
    const address = process.env.NEXTAUTH_URL ?? "http://localhost:3000";
    console.log(`Make the first admin (once, within a day): ${address}/setup/${token}`);
  }
  await db.close();
}

await main();
