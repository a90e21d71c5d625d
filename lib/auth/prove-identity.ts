import "server-only";
import type { Context } from "@/lib/core/access/viewer";
import { DELETE_WORD } from "@/lib/core/privacy/departed";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { findSession } from "@/lib/data/sessions";
import { findPasswordHash } from "@/lib/data/users";
import { passwordFits } from "./password";
import { minutesToWait, recordTry } from "./throttled";

/** Who signed in by another site proves it by having done so just now. */
const FRESH_MS = 15 * MINUTE_MS;

/**
 * How the viewer proves that it is them: by their password; by a word that they type, where they have none and signed in
 * just now (`word`), or are a guest, whose browser is all there is; or by signing in again first (`sign-in`).
 */
export type Proof = "password" | "word" | "sign-in";

export async function proofFor({ viewer, now }: Context): Promise<Proof> {
  const { reader } = await database();
  if ((await findPasswordHash(reader, viewer.userId)) !== null) return "password";
  if (viewer.isGuest) return "word";
  const session = await findSession(reader, viewer.sessionIdHash);
  return session !== null && now - session.createdAt <= FRESH_MS ? "word" : "sign-in";
}

/** Whether the viewer has proved that it is them; wrong passwords count as they do at the sign-in. */
export async function proveIdentity(
  context: Context,
  typed: string,
): Promise<Result<null, { kind: "wrong" | "word" | "sign-in" } | { kind: "wait"; minutes: number }>> {
  const { viewer, now } = context;
  const proof = await proofFor(context);
  if (proof === "sign-in") return fail({ kind: "sign-in" });
  if (proof === "word") return typed.trim().toLowerCase() === DELETE_WORD ? ok(null) : fail({ kind: "word" });
  const key = `password:${viewer.userId}`;
  const minutes = await minutesToWait(key, now);
  if (minutes > 0) return fail({ kind: "wait", minutes });
  const { reader } = await database();
  const fits = await passwordFits(await findPasswordHash(reader, viewer.userId), typed);
  await recordTry(key, fits, now);
  return fits ? ok(null) : fail({ kind: "wrong" });
}
