import type { IncomingMessage } from "node:http";
import { findViewer, findViewerByCookies } from "@/lib/auth/viewer";
import type { Viewer } from "@/lib/core/access/viewer";

/** A request as far as a route that writes looks at it, whichever way it came. */
export type Asked = {
  readonly url: string;
  /** By its name in lower case; null where it was not sent. */
  readonly header: (name: string) => string | null;
  /** Whether who asked has gone away. */
  readonly isAborted: () => boolean;
  readonly findViewer: () => Promise<Viewer | null>;
  /** The body; null where it is longer than so many bytes. */
  readonly text: (limitBytes: number) => Promise<string | null>;
};

/** A request as the framework hands it to a route. */
export const askedByFramework = (request: Request): Asked => ({
  url: request.url,
  header: (name) => request.headers.get(name),
  isAborted: () => request.signal.aborted,
  findViewer,
  text: async (limitBytes) => {
    if (Number(request.headers.get("content-length") ?? 0) > limitBytes) return null;
    const text = await request.text();
    return Buffer.byteLength(text) > limitBytes ? null : text;
  },
});

/** A request as Node has it, before the framework has seen it. */
export const askedByNode = (request: IncomingMessage): Asked => ({
  url: request.url ?? "/",
  header: (name) => {
    const value = request.headers[name];
    return value === undefined ? null : String(value);
  },
  isAborted: () => request.destroyed && !request.complete,
  findViewer: () => findViewerByCookies(request.headers.cookie),
  text: async (limitBytes) => {
    if (Number(request.headers["content-length"] ?? 0) > limitBytes) return null;
    const chunks: Buffer[] = [];
    let length = 0;
    // Left early, the request stays whole: who sent too much has to be told.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError("a request's body is of bytes");
      length += chunk.length;
      if (length > limitBytes) return null;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
  },
});
