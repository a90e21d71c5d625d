import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { env } from "@/lib/env";

const SECRET_BYTES = 48;
const SECRET_MIN_CHARACTERS = 32;

/**
 * The secret that signs session tokens: NEXTAUTH_SECRET if it is set, else the one in the data folder, which is
 * made at the first call. Several machines must share one, by that variable or by that file.
 *
 * @throws when the file cannot be read or made, or is too short to be a secret.
 */
export async function sessionSecret(): Promise<string> {
  const { nextauthSecret, dataDir } = env();
  if (nextauthSecret !== undefined) return nextauthSecret;
  const file = secrets.get(dataDir) ?? (await readOrCreateSecret(dataDir));
  secrets.set(dataDir, file);
  return file;
}

// Read once: every request of somebody who is signed in asks for it, and a running server does not change it.
const secrets = new Map<string, string>();

/** Reads `<dataDir>/secret`, or creates it (48 random bytes as base64url, readable by its owner alone). */
export async function readOrCreateSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, "secret");
  const secret = (await readIfThere(file)) ?? (await createSecret(file));
  if (secret.length < SECRET_MIN_CHARACTERS) {
    throw new Error(`${file} is too short for a secret. Delete it to get a new one: everybody has to sign in again.`);
  }
  return secret;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/**
 * Makes the file unless it is there, and answers with what is in it. Written in full under another name, then
 * linked: of processes that start together one wins, all read the same secret, and nobody ever reads half of one.
 */
export async function createSecret(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  const handle = await open(/* turbopackIgnore: true */ draft, "wx", 0o600);
  try {
    await handle.writeFile(`${randomBytes(SECRET_BYTES).toString("base64url")}\n`);
    await handle.sync();
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
  return (await readFile(file, "utf8")).trim();
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
