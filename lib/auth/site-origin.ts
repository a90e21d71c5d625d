import "server-only";
import { env } from "@/lib/env";

/**
 * The address by which people and other servers reach this one: what the operator set, never what a request says.
 *
 * @throws when it is not set; the start command sets it.
 */
export function siteOrigin(): string {
  const { nextauthUrl } = env();
  if (nextauthUrl === undefined) throw new Error("NEXTAUTH_URL is not set");
  return new URL(nextauthUrl).origin;
}
