import { createHash, randomBytes } from "node:crypto";

// What lets somebody in for a while: random, told once, and known to the database by its hash alone.

/** A new secret that fits into an address or a cookie; 256 bits where nothing else is said. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString("base64url");

/** What is stored in a secret's place. Enough for what is random; a password needs a slow hash instead. */
export const hashOfSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");
