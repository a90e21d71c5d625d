import { env } from "@/lib/env";

/** A platform that does not answer in this time is asked again later. */
const TIMEOUT_MS = 10_000;
/** The most that is read of an answer: a page of a large roster fits several times over. */
const BODY_LIMIT = 4 * 1024 * 1024;

export type PlatformAnswer = { status: number; link: string | null; body: unknown };

/** A request to a platform that came to no answer: refused address, no connection, too slow, too large, no JSON. */
export class PlatformUnreachable extends Error {
  override readonly name = "PlatformUnreachable";
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whether an address may be a platform's: over TLS, without a user or a fragment. */
export function isPlatformUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, hash } = new URL(address);
  if (username !== "" || password !== "" || hash !== "") return false;
  return protocol === "https:" || (protocol === "http:" && env().ltiLoopback && LOOPBACK.has(hostname));
}

async function readBounded(response: Response): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let [text, length] = ["", 0];
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > BODY_LIMIT) throw new PlatformUnreachable("the answer is too large");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * Asks a platform, at an address that an admin entered or that lies at the origin that they entered. Follows no redirect,
 * sends no cookies, and reads a bounded answer within a bounded time. An answer that is no JSON has a null body.
 *
 * @throws PlatformUnreachable
 */
export async function askPlatform(
  address: string,
  request: { method?: "GET" | "POST"; headers?: Record<string, string>; body?: string } = {},
): Promise<PlatformAnswer> {
  if (!isPlatformUrl(address)) throw new PlatformUnreachable("not an address of a platform");
  try {
    const response = await fetch(address, {
      ...request,
      redirect: "manual",
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await readBounded(response);
    return { status: response.status, link: response.headers.get("link"), body: parsed(text) };
  } catch (error) {
    if (error instanceof PlatformUnreachable) throw error;
    throw new PlatformUnreachable("no answer");
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
