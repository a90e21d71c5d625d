import { exportJWK, exportPKCS8, generateKeyPair, importPKCS8 } from "jose";
import { z } from "zod";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type Database, database } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { seal, unseal } from "@/lib/data/sealed";
import { toDate } from "@/lib/data/time";

export const TOOL_ALGORITHM = "RS256";
const jwkSchema = z.object({ kty: z.literal("RSA"), n: z.string(), e: z.string() });
export type PublicJwk = z.infer<typeof jwkSchema> & { kid: string; alg: string; use: "sig" };

const PURPOSE = "trapline lti signing key";

async function createKey(db: Database, now: EpochMs): Promise<{ kid: string; pem: string }> {
  const pair = await generateKeyPair(TOOL_ALGORITHM, { modulusLength: 2048, extractable: true });
  const kid = newId();
  const pem = await exportPKCS8(pair.privateKey);
  const publicJwk = JSON.stringify(jwkSchema.parse(await exportJWK(pair.publicKey)));
  const privateKey = await seal(PURPOSE, pem, kid);
  await db.transaction(async (tx) => {
    await tx.ltiKey.create({ data: { kid, publicJwk, privateKey, createdAt: toDate(now) } });
  });
  return { kid, pem };
}

/**
 * The key that this server signs with, made at the first call. Where the session secret has changed since, the old key
 * cannot be read any more and a new one takes its place; platforms read the public half anew.
 */
export async function toolKey(now: EpochMs): Promise<{ kid: string; key: CryptoKey }> {
  const db = await database();
  const rows = await db.transaction((tx) =>
    tx.ltiKey.findMany({ where: { retiredAt: null }, orderBy: [{ createdAt: "desc" }, { kid: "desc" }] }),
  );
  for (const { kid, privateKey } of rows) {
    const pem = await unseal(PURPOSE, privateKey, kid);
    if (pem !== null) return { kid, key: await importPKCS8(pem, TOOL_ALGORITHM) };
  }
  const { kid, pem } = await createKey(db, now);
  return { kid, key: await importPKCS8(pem, TOOL_ALGORITHM) };
}

/** The public halves of all keys that are in use, for the platforms. */
export async function publicKeys(now: EpochMs): Promise<PublicJwk[]> {
  await toolKey(now);
  const db = await database();
  const rows = await db.transaction((tx) =>
    tx.ltiKey.findMany({ where: { retiredAt: null }, select: { kid: true, publicJwk: true }, orderBy: { kid: "asc" } }),
  );
  return rows.map(({ kid, publicJwk }) => ({
    ...jwkSchema.parse(JSON.parse(publicJwk)),
    kid,
    alg: TOOL_ALGORITHM,
    use: "sig",
  }));
}
