import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";
import { isKnownPassword } from "./known-password";

// argon2id with OWASP's first recommendation (19 MiB, 2 passes, 1 lane); the library's default algorithm is argon2id.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Long enough to withstand guessing, long enough allowed for passphrases, none that is tried first; no rules about kinds
 * of characters.
 */
export const passwordSchema = z
  .string()
  .min(10, "Use at least 10 characters.")
  .max(200, "Use at most 200 characters.")
  .refine((password) => !isKnownPassword(password), {
    error: "This is one of the passwords that are tried first. Choose another; a sentence is fine.",
    when: ({ issues }) => issues.length === 0,
  });

/** The argon2id hash of a password, with its own salt and parameters in it. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFKC"), COST);

// What an unknown address is checked against, so that it costs as much as a known one.
let decoy: Promise<string> | undefined;

/** Whether the password fits. Takes as long for people who do not exist or have no password. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody has this password");
  const fits = await verify(stored ?? (await decoy), password.normalize("NFKC"));
  return stored !== null && fits;
}
