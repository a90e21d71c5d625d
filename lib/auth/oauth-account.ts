import "server-only";
import { z } from "zod";
import { database } from "@/lib/data/database";
import { createUser, emailIsTaken, findAccountUser, linkAccount } from "@/lib/data/users";

const profileSchema = z.object({
  email: z.email().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().nullish(),
});

/**
 * The person behind a provider's account: known, or new when the provider vouches for an address that nobody here has.
 * An address alone never opens an existing account: its owner signs in with the password. Null when it may not join.
 */
export async function joinOAuthAccount(
  account: { provider: string; providerAccountId: string },
  profile: unknown,
  now: number,
): Promise<string | null> {
  const db = await database();
  const known = await findAccountUser(db.reader, account.provider, account.providerAccountId);
  if (known !== null) return known;
  const parsed = profileSchema.safeParse(profile);
  // GitHub hands out only confirmed addresses and says nothing about it; Google says so.
  const confirmed = account.provider === "github" || (parsed.success && parsed.data.email_verified === true);
  const email = parsed.success ? parsed.data.email : undefined;
  if (email === undefined || !confirmed) return null;
  return db.transaction(async (tx) => {
    if (await emailIsTaken(tx, email)) return null;
    const name = parsed.data?.name ?? email;
    const userId = await createUser(tx, { email, name: name.slice(0, 80), role: "learner", passwordHash: null }, now);
    await linkAccount(tx, userId, account.provider, account.providerAccountId);
    return userId;
  });
}
