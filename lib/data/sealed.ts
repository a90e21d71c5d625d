import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { sessionSecret } from "./secret";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Every server has the session secret, so each can read what one of them sealed. */
async function sealingKey(purpose: string): Promise<Buffer> {
  return Buffer.from(hkdfSync("sha256", await sessionSecret(), "", purpose, 32));
}

/** Text under the session secret, for a purpose; whose it is is bound in, so that one cannot be put in another's place. */
export async function seal(purpose: string, text: string, owner: string): Promise<string> {
  const iv = randomBytes(IV_BYTES);
  const key = await sealingKey(purpose);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Null where the text was sealed under another secret, for another purpose or owner. */
export async function unseal(purpose: string, sealed: string, owner: string): Promise<string | null> {
  const bytes = Buffer.from(sealed, "base64");
  const [iv, tag, rest] = [
    bytes.subarray(0, IV_BYTES),
    bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES),
    bytes.subarray(IV_BYTES + TAG_BYTES),
  ];
  try {
    const cipher = createDecipheriv(CIPHER, await sealingKey(purpose), iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
    return Buffer.concat([cipher.update(rest), cipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
