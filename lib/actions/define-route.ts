import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { findViewer } from "@/lib/auth/viewer";
import type { Context } from "@/lib/core/access/viewer";
import { log } from "@/lib/log";

/** What the browser is told when a request was not carried out. `message` is for people. */
export type RouteProblem = { code: string; message: string };

const headers = { "cache-control": "no-store" };

export const answer = (body: unknown): Response => Response.json(body, { headers });

export function refuse(status: number, code: string, message: string, retryAfterS?: number): Response {
  const problem: RouteProblem = { code, message };
  return Response.json(problem, {
    status,
    headers: retryAfterS === undefined ? headers : { ...headers, "retry-after": String(retryAfterS) },
  });
}

export const missing = (): Response => refuse(404, "missing", "There is no such attempt.");

/** The largest body that is read: 200 events with long highlights fit several times over. */
const BODY_LIMIT = 512 * 1024;

/** Another site's page cannot make a signed-in browser write here. */
function isForeign(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return true;
  const origin = request.headers.get("origin");
  if (origin === null) return false;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

async function readJson(request: Request): Promise<{ ok: true; value: unknown } | { ok: false; response: Response }> {
  const failed = (status: number, code: string, message: string) => ({
    ok: false as const,
    response: refuse(status, code, message),
  });
  if (!/^application\/json(;|$)/i.test(request.headers.get("content-type") ?? "")) {
    return failed(415, "not-json", "Send JSON.");
  }
  if (Number(request.headers.get("content-length") ?? 0) > BODY_LIMIT)
    return failed(413, "too-large", "Send less at once.");
  const text = await request.text();
  if (text.length > BODY_LIMIT) return failed(413, "too-large", "Send less at once.");
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return failed(400, "malformed", "The request could not be read.");
  }
}

async function guarded(request: Request, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    unstable_rethrow(error);
    // A browser that went away in the middle of its request reads no answer, and nothing of ours has failed.
    if (request.signal.aborted) return refuse(400, "aborted", "The request was not sent to its end.");
    // By name: the error may come from another copy of the data room in the bundle.
    const busy = error instanceof Error && error.name === "DatabaseBusyError";
    if (!busy) log.error("route failed", error);
    return busy
      ? refuse(503, "busy", "The server is busy. Your work is kept; try again.", 2)
      : refuse(500, "failed", "That did not work. Your work is kept; try again.");
  }
}

type Params<P> = { params: Promise<P> };

/** A route that reads, for somebody who is signed in. */
export function readRoute<P>(run: (context: Context, params: P) => Promise<Response>) {
  return (request: Request, { params }: Params<P>): Promise<Response> =>
    guarded(request, async () => {
      const viewer = await findViewer();
      if (viewer === null) return refuse(401, "signed-out", "Sign in again; your work is kept on this device.");
      return run({ viewer, now: Date.now() }, await params);
    });
}

/** A route that writes: from our own pages alone, JSON, parsed strictly, for somebody who is signed in. */
export function writeRoute<P, S extends z.ZodType>(
  schema: S,
  run: (context: Context, params: P, body: z.infer<S>) => Promise<Response>,
) {
  return (request: Request, { params }: Params<P>): Promise<Response> =>
    guarded(request, async () => {
      if (isForeign(request)) return refuse(403, "foreign", "Requests from other sites are not accepted.");
      const viewer = await findViewer();
      if (viewer === null) return refuse(401, "signed-out", "Sign in again; your work is kept on this device.");
      const json = await readJson(request);
      if (!json.ok) return json.response;
      const body = schema.safeParse(json.value);
      if (!body.success) return refuse(400, "malformed", "The request could not be read.");
      return run({ viewer, now: Date.now() }, await params, body.data);
    });
}
