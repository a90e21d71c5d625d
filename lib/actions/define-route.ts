import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { siteOrigin } from "@/lib/auth/site-origin";
import { findViewer } from "@/lib/auth/viewer";
import { type Context, can, type Permission, type Viewer } from "@/lib/core/access/viewer";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { isStorable } from "@/lib/core/shared/storable";
import { log, requestId } from "@/lib/log";
import { type Asked, askedByFramework } from "./asked";
import { readBounded } from "./read-bounded";

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

export const missing = (what = "attempt"): Response => refuse(404, "missing", `There is no such ${what}.`);

/** The largest body that is read: 200 events with long highlights fit several times over. */
const BODY_LIMIT = 512 * 1024;

/** Another site's page cannot make a signed-in browser write here. */
function isForeign({ header }: Pick<Asked, "header">): boolean {
  const site = header("sec-fetch-site");
  if (site !== null && site !== "same-origin") return true;
  const origin = header("origin");
  if (origin === null) return false;
  const host = header("x-forwarded-host") ?? header("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

async function readJson({
  header,
  text,
}: Asked): Promise<{ ok: true; value: unknown } | { ok: false; response: Response }> {
  const unread = (status: number, code: string, message: string) => ({
    ok: false as const,
    response: refuse(status, code, message),
  });
  if (!/^application\/json(;|$)/i.test(header("content-type") ?? "")) return unread(415, "not-json", "Send JSON.");
  const body = await text(BODY_LIMIT);
  if (body === null) return unread(413, "too-large", "Send less at once.");
  try {
    return { ok: true, value: JSON.parse(body) };
  } catch {
    return unread(400, "malformed", "The request could not be read.");
  }
}

async function guarded(request: Pick<Asked, "url" | "isAborted">, run: () => Promise<Response>): Promise<Response> {
  // No address of ours has one, and PostgreSQL takes none as a text.
  if (request.url.includes("%00")) return refuse(404, "missing", "There is nothing here.");
  try {
    return await run();
  } catch (error) {
    unstable_rethrow(error);
    // A browser that went away in the middle of its request reads no answer, and nothing of ours has failed.
    if (request.isAborted()) return refuse(400, "aborted", "The request was not sent to its end.");
    return failed(error);
  }
}

/** Whether the database cannot take the work now. By name: the error may come from another copy of the data room in the bundle. */
export const isBusy = (error: unknown): boolean => error instanceof Error && error.name === "DatabaseBusyError";

const BUSY = {
  busy: { message: "The server is busy. Your work is kept; try again.", retryAfterS: 2 },
  away: { message: "The database does not answer at the moment. Your work is kept; try again.", retryAfterS: 2 },
  full: { message: "The server has no room left to store anything. Your work is kept; try again.", retryAfterS: 10 },
};

/** Why the database cannot take the work now. */
export function becauseOf(error: unknown): keyof typeof BUSY {
  const because: unknown = error instanceof Error && "because" in error ? error.because : undefined;
  return because === "away" || because === "full" ? because : "busy";
}

/** What is told where the database cannot take the work now. */
export function busyReply(error: unknown): Response {
  const because = becauseOf(error);
  const { message, retryAfterS } = BUSY[because];
  // A rush is nothing that an operator has to mend; these are.
  if (because !== "busy") log.error("database unavailable", error, { because });
  return refuse(503, because === "full" ? "full" : "busy", message, retryAfterS);
}

/** What somebody may tell whoever runs the site, so that the failure is found in the log. */
export function toQuote(): string {
  const id = requestId();
  return id === null ? "" : ` If it stays like this, tell whoever runs this site the number ${id}.`;
}

/** What a browser is told of an error that nobody expected, with the time after which a busy server may be asked again. */
export function failed(error: unknown): Response {
  if (isBusy(error)) return busyReply(error);
  log.error("route failed", error);
  return refuse(500, "failed", `That did not work. Your work is kept; try again.${toQuote()}`);
}

type Params<P> = { params: Promise<P> };

/** A route that reads, for somebody who is signed in. */
export function readRoute<P>(run: (context: Context, params: P, request: Request) => Promise<Response>) {
  return (request: Request, { params }: Params<P>): Promise<Response> =>
    guarded(askedByFramework(request), async () => {
      const viewer = await findViewer();
      if (viewer === null) return refuse(401, "signed-out", "Sign in again; your work is kept on this device.");
      return run({ viewer, now: Date.now() }, await params, request);
    });
}

/** A route that reads for whoever knows a secret in its address, signed in or not. */
export function secretRoute<P>(run: (params: P, at: { origin: string; now: number }) => Promise<Response>) {
  return (request: Request, { params }: Params<P>): Promise<Response> =>
    guarded(askedByFramework(request), async () => run(await params, { origin: siteOrigin(), now: Date.now() }));
}

/** A route that tells the same to everybody, whoever asks. */
export function publicRoute(run: () => Promise<Response>) {
  return (request: Request): Promise<Response> => guarded(askedByFramework(request), run);
}

/**
 * A route for a machine that shows a token, as `Authorization: Bearer …`. Whoever shows none or another is told that
 * nothing is there.
 */
export function tokenRoute(run: (token: string | null, now: number) => Promise<Response | null>) {
  return (request: Request): Promise<Response> =>
    guarded(askedByFramework(request), async () => {
      const [, token = null] = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
      return (await run(token, Date.now())) ?? refuse(404, "missing", "There is nothing here.");
    });
}

/** A text for machines, kept in no cache. */
export const plain = (text: string, type: string): Response =>
  new Response(text, { headers: { ...headers, "content-type": type } });

/** A route for whoever has the link of a mail, signed in or not: what it may do is decided by what it is sent. */
export function mailRoute(run: (request: Request, now: number) => Promise<Response>) {
  return (request: Request): Promise<Response> => guarded(askedByFramework(request), () => run(request, Date.now()));
}

/** A route that writes, as the framework calls it, and as it is answered without the framework. */
export type WriteRoute<P> = {
  (request: Request, at: Params<P>): Promise<Response>;
  readonly answer: (asked: Asked, params: P) => Promise<Response>;
};

/** A route that writes: from our own pages alone, JSON, parsed strictly, for somebody who is signed in. */
export function writeRoute<P, S extends z.ZodType>(
  schema: S,
  run: (context: Context, params: P, body: z.infer<S>) => Promise<Response>,
): WriteRoute<P> {
  const answerTo = (asked: Asked, params: P): Promise<Response> =>
    guarded(asked, async () => {
      if (isForeign(asked)) return refuse(403, "foreign", "Requests from other sites are not accepted.");
      const viewer = await asked.findViewer();
      if (viewer === null) return refuse(401, "signed-out", "Sign in again; your work is kept on this device.");
      const json = await readJson(asked);
      if (!json.ok) return json.response;
      const body = schema.safeParse(json.value);
      if (!body.success || !isStorable(body.data)) return refuse(400, "malformed", "The request could not be read.");
      return run({ viewer, now: Date.now() }, params, body.data);
    });
  const route = async (request: Request, { params }: Params<P>): Promise<Response> =>
    answerTo(askedByFramework(request), await params);
  return Object.assign(route, { answer: answerTo });
}

/** The largest form that another site may send: a signed token with many roles fits several times over. */
const FORM_LIMIT = 128 * 1024;

/**
 * A route that other sites send browsers to, such as a learning platform: with what the address or a form says, and
 * whoever is signed in. What it may do is decided by what comes with it, such as a signature.
 */
export function openRoute(
  run: (fields: URLSearchParams, asked: { viewer: Viewer | null; now: EpochMs }) => Promise<Response>,
) {
  return (request: Request): Promise<Response> =>
    guarded(askedByFramework(request), async () => {
      let fields = new URL(request.url).searchParams;
      if (request.method === "POST") {
        const type = request.headers.get("content-type") ?? "";
        if (!/^application\/x-www-form-urlencoded(;|$)/i.test(type)) return refuse(415, "not-a-form", "Send a form.");
        const bytes = await readBounded(request, FORM_LIMIT);
        if (bytes === null) return refuse(413, "too-large", "Send less at once.");
        fields = new URLSearchParams(new TextDecoder().decode(bytes));
        if (!isStorable([...fields.values()])) return refuse(400, "malformed", "The request could not be read.");
      }
      return run(fields, { viewer: await findViewer(), now: Date.now() });
    });
}

/** Sends a browser on to another address, by a GET. */
export const sendTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { ...headers, location } });

/** What multipart adds around the one file of an upload: boundaries, names, small fields. */
const MULTIPART_BYTES = 16 * 1024;

/**
 * A route that takes a file: from our own pages alone, as multipart form data, for those who may. Who may not is told
 * that nothing is there before a byte is read; of a body over the bound no more than the bound is ever in memory.
 */
export function uploadRoute(
  permission: Permission,
  limitBytes: number,
  run: (context: Context, form: FormData) => Promise<Response>,
) {
  return (request: Request): Promise<Response> =>
    guarded(askedByFramework(request), async () => {
      if (isForeign(askedByFramework(request)))
        return refuse(403, "foreign", "Requests from other sites are not accepted.");
      const viewer = await findViewer();
      if (viewer === null) return refuse(401, "signed-out", "You are signed out. Nothing was stored.");
      if (!can(viewer, permission)) return refuse(404, "missing", "There is nothing here.");
      const type = request.headers.get("content-type") ?? "";
      if (!/^multipart\/form-data;/i.test(type)) return refuse(415, "not-multipart", "Send the file as form data.");
      const bytes = await readBounded(request, limitBytes + MULTIPART_BYTES);
      const most = `${Math.floor(limitBytes / 1024 / 1024)} MB`;
      if (bytes === null) return refuse(413, "too-large", `The file is larger than ${most}. Nothing was stored.`);
      let form: FormData;
      try {
        form = await new Response(bytes, { headers: { "content-type": type } }).formData();
      } catch {
        return refuse(400, "malformed", "The upload could not be read. Nothing was stored; try again.");
      }
      return run({ viewer, now: Date.now() }, form);
    });
}

const asFile = (fileName: string, type = "application/octet-stream") => ({
  ...headers,
  "content-type": type,
  "content-disposition": `attachment; filename="${fileName.replaceAll(/[^A-Za-z0-9._-]/g, "-")}"`,
  "x-content-type-options": "nosniff",
});

/** A file to save, never shown by the browser and never kept in a cache. The name is one of ours: letters, digits, hyphens, dots. */
export const download = (fileName: string, bytes: Uint8Array, type?: string): Response =>
  new Response(new Uint8Array(bytes), { headers: asFile(fileName, type) });

/**
 * As `download`, of bytes that are made as the browser takes them. What fails on the way breaks the file off, so that the
 * browser says so; a browser that goes away ends the making.
 */
export function downloadStream(fileName: string, pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>): Response {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const next = await pieces.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      } catch (error) {
        log.error("download failed", error);
        controller.error(error);
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, { headers: asFile(fileName) });
}

/**
 * A route that takes a file: from our own pages alone, its fields in the address, its bytes as the body, at most
 * `limit` of them.
 */
export function bytesRoute<S extends z.ZodType>(
  { fields, limit, tooLarge }: { fields: S; limit: number; tooLarge: string },
  run: (context: Context, fields: z.infer<S>, bytes: Uint8Array<ArrayBuffer>) => Promise<Response>,
) {
  return (request: Request): Promise<Response> =>
    guarded(askedByFramework(request), async () => {
      if (isForeign(askedByFramework(request)))
        return refuse(403, "foreign", "Requests from other sites are not accepted.");
      const viewer = await findViewer();
      if (viewer === null) return refuse(401, "signed-out", "You are signed out. Sign in and send it again.");
      const asked = fields.safeParse(Object.fromEntries(new URL(request.url).searchParams));
      if (!asked.success)
        return refuse(400, "malformed", asked.error.issues[0]?.message ?? "The request could not be read.");
      const bytes = await readBounded(request, limit);
      return bytes === null ? refuse(413, "too-large", tooLarge) : run({ viewer, now: Date.now() }, asked.data, bytes);
    });
}
