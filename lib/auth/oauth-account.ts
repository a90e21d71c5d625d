import "server-only";
import { z } from "zod";
import { recordAudit } from "@/lib/data/audit";
import { database } from "@/lib/data/database";
import { createUser, findAccountUser, findCredentials, linkAccount } from "@/lib/data/users";

const profileSchema = z.object({
  email: z.email().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().nullish(),
});

/**
 * The person behind a provider's account: known, or new when the provider vouches for an address that nobody here has.
 * An existing account is joined where both sides have proved the address; one with an address that nobody proved here
 * is not, since whoever made it may not be its owner. Null when it may not join.
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
    const owner = await findCredentials(tx, email);
    if (owner !== null) {
      // Both sides have proved the address: it is the same person.
      if (owner.emailVerifiedAt === null || owner.disabledAt !== null) return null;
      await linkAccount(tx, owner.id, account.provider, account.providerAccountId);
      await recordAudit(
        tx,
        { actorId: owner.id, action: "provider-joined", subject: owner.id, detail: { provider: account.provider } },
        now,
      );
      return owner.id;
    }
    const name = parsed.data?.name ?? email;
    const userId = await createUser(
      tx,
      { email, name: name.slice(0, 80), role: "learner", passwordHash: null, verified: true },
      now,
    );
    await linkAccount(tx, userId, account.provider, account.providerAccountId);
    return userId;
  });
}
