import { z } from "zod";

const routeSchema = z.object({ page: z.string(), regex: z.string() });

/** What the framework writes of a build's addresses: fixed ones, and patterns in the order in which they are tried. */
export const routesManifestSchema = z.object({
  staticRoutes: z.array(routeSchema),
  dynamicRoutes: z.array(routeSchema),
});
export type RoutesManifest = z.infer<typeof routesManifestSchema>;

/** What stands for every address that is none of the product's. */
export const NO_ROUTE = "other";

/**
 * Names requests by the pattern of their address. An address may hold somebody's secret and there is no end of them;
 * of patterns there are as many as the build has.
 */
export function routeNamer({ staticRoutes, dynamicRoutes }: RoutesManifest): (url: string) => string {
  const fixed = new Set(staticRoutes.map(({ page }) => page));
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }));
  return (url) => {
    const path = url.split("?", 1)[0] ?? "";
    const plain = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
    if (fixed.has(plain)) return plain;
    if (plain.startsWith("/_next/")) return "/_next";
    return patterns.find(({ pattern }) => pattern.test(plain))?.page ?? NO_ROUTE;
  };
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** A method as a name of which there are few. */
export const methodName = (method: string | undefined): string =>
  method !== undefined && METHODS.has(method) ? method : NO_ROUTE;

/** An id that a proxy gave: of the kind that can stand in a header, a log and a mail; null for anything else. */
export const idFromProxy = (value: string | readonly string[] | undefined): string | null =>
  typeof value === "string" && /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/.test(value) ? value : null;
