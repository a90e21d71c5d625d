import { createHmac, timingSafeEqual } from "node:crypto";
import { type WishKind, wishKindSchema } from "@/lib/core/mail/mail-kind";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { suppressAddress } from "@/lib/data/mail/mail-jobs";
import { turnMailOff } from "@/lib/data/mail/mail-people";
import { sessionSecret } from "@/lib/data/secret";

/** What a link ends: one kind of mail to an account, or all invitations to an address, which is known by its hash. */
export type WayOut = { of: "account"; userId: string; kind: WishKind } | { of: "address"; addressHash: string };

const textOf = (way: WayOut): string =>
  way.of === "account" ? `account:${way.userId}:${way.kind}` : `address:${way.addressHash}`;

function parseWay(text: string): WayOut | null {
  const [of, who = "", kind] = text.split(":");
  if (of === "address" && /^[0-9a-f]{64}$/.test(who)) return { of, addressHash: who };
  const parsed = wishKindSchema.safeParse(kind);
  return of === "account" && parsed.success ? { of, userId: who, kind: parsed.data } : null;
}

/** The seal of this purpose alone: what signs sessions never signs this, nor the other way round. */
async function sealOf(text: string): Promise<Buffer> {
  const key = createHmac("sha256", await sessionSecret())
    .update("trapline unsubscribe 1")
    .digest();
  return createHmac("sha256", key).update(text).digest();
}

/** The token of a link that ends mail without a sign-in. It does not run out, since mail is kept for years. */
export async function wayOutToken(way: WayOut): Promise<string> {
  const text = textOf(way);
  return `${Buffer.from(text).toString("base64url")}.${(await sealOf(text)).toString("base64url")}`;
}

/** What a token is for; null where this server did not make it. Asks no database: it tells nobody who has an account. */
export async function readWayOut(token: string): Promise<WayOut | null> {
  const [body, seal, ...rest] = token.split(".");
  if (token.length > 400 || body === undefined || seal === undefined || rest.length > 0) return null;
  const text = Buffer.from(body, "base64url").toString("utf8");
  const expected = await sealOf(text);
  const given = Buffer.from(seal, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return parseWay(text);
}

/** Ends the mail that a token is for. Null where the token is none of ours; else the same for whoever it is. */
export async function unsubscribe(token: string, now: EpochMs): Promise<WayOut | null> {
  const way = await readWayOut(token);
  if (way === null) return null;
  const db = await database();
  await db.transaction((tx) =>
    way.of === "account" ? turnMailOff(tx, way.userId, way.kind) : suppressAddress(tx, way.addressHash, now),
  );
  return way;
}
