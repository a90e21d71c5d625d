import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { hashPassword } from "@/lib/auth/password";
import { type Role, roleSchema } from "@/lib/core/access/viewer";
import { database } from "@/lib/data/database";
import { createUser, emailIsTaken } from "@/lib/data/users";
import { env } from "@/lib/env";

const accountsSchema = z.array(z.strictObject({ role: roleSchema, email: z.string(), password: z.string() }));
type Accounts = z.infer<typeof accountsSchema>;

const ROLES: readonly Role[] = ["learner", "instructor", "lead", "admin"];

async function readAccounts(file: string): Promise<Accounts | null> {
  try {
    return accountsSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}

/**
 * Makes the demo accounts on first start, with random passwords that are kept in the data folder (readable by its
 * owner alone), and prints them on every start.
 */
async function main(): Promise<void> {
  const file = path.join(env().dataDir, "demo-accounts.json");
  const known = await readAccounts(file);
  const accounts: Accounts =
    known ??
    ROLES.map((role) => ({ role, email: `${role}@demo.example`, password: randomBytes(9).toString("base64url") }));
  const db = await database();
  const missing: Accounts = [];
  for (const account of accounts) if (!(await emailIsTaken(db.reader, account.email))) missing.push(account);
  if (known === null && missing.length < accounts.length) {
    console.log("Demo accounts exist, but data/demo-accounts.json is gone: their passwords cannot be shown.");
    return db.close();
  }
  if (known === null) {
    await mkdir(env().dataDir, { recursive: true });
    await writeFile(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  }
  for (const { role, email, password } of missing) {
    const passwordHash = await hashPassword(password);
    const name = `Demo ${role}`;
    await db.transaction((tx) => createUser(tx, { email, name, role, passwordHash }, Date.now()));
  }
  console.log("Demo accounts:");
  for (const { role, email, password } of accounts) console.log(`  ${role.padEnd(10)} ${email.padEnd(24)} ${password}`);
  await db.close();
}

await main();
