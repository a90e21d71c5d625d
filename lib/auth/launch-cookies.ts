import "server-only";
import { cookies } from "next/headers";
import { SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { servedOverTls } from "./session-token";

const nameOf = (name: string): string => (servedOverTls() ? `__Host-${name}` : name);

/**
 * Ties a launch to this browser. Lax is enough: the cookie is set and read on the way from page to page, never in a
 * frame, and a launch that begins in another browser finds none.
 */
export async function setLaunchCookie({ name, value, maxAgeMs }: { name: string; value: string; maxAgeMs: number }) {
  const maxAge = maxAgeMs / SECOND_MS;
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: servedOverTls(), maxAge } as const;
  (await cookies()).set(nameOf(name), value, options);
}

/** Reads the cookies of launches out of the request. */
export async function launchCookies(): Promise<(name: string) => string | undefined> {
  const jar = await cookies();
  return (name) => jar.get(nameOf(name))?.value;
}

/** Takes the cookie of a launch away that has been used. */
export async function dropLaunchCookie(name: string): Promise<void> {
  (await cookies()).delete({ name: nameOf(name), path: "/", secure: servedOverTls() });
}
