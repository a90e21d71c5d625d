import { unstable_rethrow } from "next/navigation";
import { findViewer } from "@/lib/auth/viewer";
import type { Viewer } from "@/lib/core/access/viewer";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { onDrain } from "@/lib/usecases/running/draining";
import { failed, refuse } from "./define-route";

/** What a stream is written with. After its end nothing of it arrives. */
export type Sink = {
  send: (data: unknown) => void;
  /** A comment, which no browser shows: keeps the line from being taken for dead. */
  beat: () => void;
  /** Ends the stream with an event of this name. */
  end: (event: string) => void;
};

/**
 * A stream does not outlive the checks of its request by much: the browser connects again, and everything is looked up
 * anew. Spread, so that many who came at once do not come back at once.
 */
const LIFE_MS = 10 * MINUTE_MS;
const SPREAD_MS = 2 * MINUTE_MS;
/** A reader who has so many messages waiting is gone or too slow: they come back to a full view. */
const MOST_WAITING = 64;

/**
 * A route that tells somebody who is signed in what happens, as server-sent events, until they go. `follow` answers
 * null where there is nothing for them, else how to stop.
 */
export function streamRoute<P>(
  follow: (viewer: Viewer, params: P, sink: Sink) => Promise<(() => void) | null>,
): (request: Request, context: { params: Promise<P> }) => Promise<Response> {
  return async (request, { params }) => {
    let viewer: Viewer | null;
    try {
      viewer = await findViewer();
    } catch (error) {
      unstable_rethrow(error);
      return failed(error);
    }
    if (viewer === null) return refuse(401, "signed-out", "You are signed out. Sign in and open it again.");
    const bytes = new TextEncoder();
    let stop: (() => void) | null = null;
    let over = false;
    let lifetime: NodeJS.Timeout | undefined;
    let forget: (() => void) | undefined;
    let writer: ReadableStreamDefaultController<Uint8Array> | undefined;
    const close = (): void => {
      if (over) return;
      over = true;
      clearTimeout(lifetime);
      forget?.();
      stop?.();
      try {
        writer?.close();
      } catch {
        // The browser has closed it already.
      }
    };
    const write = (text: string): void => {
      if (over || writer === undefined) return;
      if ((writer.desiredSize ?? 0) < -MOST_WAITING) close();
      else writer.enqueue(bytes.encode(text));
    };
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        writer = controller;
      },
      cancel: close,
    });
    const sink: Sink = {
      send: (data) => write(`data: ${JSON.stringify(data)}\n\n`),
      beat: () => write(": here\n\n"),
      end: (event) => {
        write(`event: ${event}\ndata: {}\n\n`);
        close();
      },
    };
    // How long a browser waits before it connects again, in milliseconds.
    write("retry: 1500\n\n");
    try {
      stop = await follow(viewer, await params, sink);
    } catch (error) {
      return failed(error);
    }
    if (stop === null) return refuse(404, "missing", "There is nothing here.");
    if (over) stop();
    else {
      lifetime = setTimeout(close, LIFE_MS + Math.random() * SPREAD_MS);
      // A browser connects again by itself, to a server that stays.
      forget = onDrain(close);
    }
    if (request.signal.aborted) close();
    request.signal.addEventListener("abort", close);
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        // Untransformed: a compressor would hold messages back.
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      },
    });
  };
}
