import { AsyncResource } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";

/** What is no page: it is short, lasts for a session, or costs the server nothing. */
const NO_PAGE = /^\/(?:api|_next|media)\//;

/** Whether a request is for a page. */
export const isForPage = ({ method, url = "" }: IncomingMessage): boolean =>
  (method === "GET" || method === "HEAD") && !NO_PAGE.test(url);

type Waiting = { begin: () => void; response: ServerResponse };

/**
 * Lets so many pages be made at a time, and the others in the order in which they were asked for. Made all at once, a
 * page would take turns with every one that was asked for after it, and in a rush the first to come would be the last
 * to be served.
 */
export class PageTurns {
  readonly #atOnce: number;
  readonly #longestMs: number;
  readonly #waiting: Waiting[] = [];
  #making = 0;

  /** @param longestMs a page that takes longer, or whose reader takes their time, holds up nobody any more. */
  constructor(atOnce: number, longestMs: number) {
    this.#atOnce = atOnce;
    this.#longestMs = longestMs;
  }

  /** Begins at once, or when it is this page's turn; never where its reader has gone by then. */
  take(response: ServerResponse, begin: () => void): void {
    // In its own context: what is logged while it is made names its own request.
    this.#waiting.push({ response, begin: AsyncResource.bind(begin) });
    this.#next();
  }

  #next(): void {
    while (this.#making < this.#atOnce) {
      const one = this.#waiting.shift();
      if (one === undefined) return;
      if (one.response.destroyed) continue;
      this.#making++;
      let isOver = false;
      const over = (): void => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        this.#making--;
        this.#next();
      };
      const timer = setTimeout(over, this.#longestMs).unref();
      one.response.once("close", over);
      one.begin();
    }
  }
}
