import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { isError } from "@/lib/core/logging/scrub";
import { idFromProxy, methodName, NO_ROUTE, routeNamer, routesManifestSchema } from "@/lib/core/running/request-name";
import { requestIdHeader } from "@/lib/data/installation";
import { enterRequest, log } from "@/lib/log";
import { type Metrics, metrics } from "./metrics";
import { onRequest } from "./on-request";

/** Twelve hexadecimal digits in three groups: short enough to be read out on a telephone. */
const newRequestId = (): string => (randomBytes(6).toString("hex").match(/.{4}/g) ?? []).join("-");

/** Names of addresses as the build has them; a development server has no build, and there they are all alike. */
function readNamer(): (url: string) => string {
  try {
    const file = path.join(/* turbopackIgnore: true */ process.cwd(), ".next", "routes-manifest.json");
    return routeNamer(routesManifestSchema.parse(JSON.parse(readFileSync(file, "utf8"))));
  } catch {
    return () => NO_ROUTE;
  }
}

const isStream = (response: ServerResponse): boolean =>
  String(response.getHeader("content-type") ?? "").startsWith("text/event-stream");

/**
 * Gives each request of this process an id: that of a trusted proxy, or one of its own. It goes back to the browser as
 * a header and, readable for the page itself, as a timing without a time; it stands in every line that is logged
 * meanwhile. Answers of 500 and more are logged, all of them when the level is debug; and they are counted.
 */
export function watchRequests(
  nameOf: (url: string) => string = readNamer(),
  header: string | undefined = requestIdHeader(),
  measured: Metrics | undefined = metrics(),
): void {
  onRequest(({ request, response }) => {
    const id = (header === undefined ? null : idFromProxy(request.headers[header])) ?? newRequestId();
    const [route, method] = [nameOf(request.url ?? ""), methodName(request.method)];
    response.setHeader("x-request-id", id);
    response.setHeader("server-timing", `request;desc="${id}"`);
    const entered = { id, method, route };
    enterRequest(entered);
    const begun = performance.now();
    measured?.requestsUnderWay.inc();
    response.once("close", () => {
      const ms = performance.now() - begun;
      const status = response.headersSent ? response.statusCode : 499;
      measured?.requestsUnderWay.dec();
      measured?.countRequest({ route, method, status, ms: isStream(response) ? null : ms });
      enterRequest(entered);
      const told = { status, ms: Math.round(ms) };
      if (status >= 500) log.warn("request", told);
      else log.debug("request", told);
    });
  });
}

/** Errors that were told already: the framework tells some of them twice. */
const told = new WeakSet<object>();
const isNew = (error: unknown): boolean => {
  if (typeof error !== "object" || error === null) return true;
  if (told.has(error)) return false;
  told.add(error);
  return true;
};

/** An error of a page or an action that nobody caught, as the framework tells it. */
export function tellPageError(error: unknown, kind: string, pattern: string): void {
  if (isNew(error)) log.error("page failed", error, { kind, page: pattern });
}

/**
 * What the framework and libraries write to the console as warnings and errors becomes lines of the log, scrubbed: they
 * quote what they like.
 */
export function takeOverConsole(console: Pick<Console, "error" | "warn">): void {
  const words = (parts: readonly unknown[]): string => parts.filter((part) => typeof part === "string").join(" ");
  const errorIn = (parts: readonly unknown[]): unknown => parts.find(isError);
  console.error = (...parts: unknown[]) => {
    const error = errorIn(parts);
    if (error === undefined) log.warn("console", { words: words(parts) });
    else if (isNew(error)) log.error("unexpected", error, { words: words(parts) });
  };
  console.warn = (...parts: unknown[]) => log.warn("console", { words: words(parts) });
}
