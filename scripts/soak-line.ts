// A bad line between the learners of `soak` and the servers: what passes is delayed, comes twice, is cut off before or after the
// server got it, or arrives long after whoever sent it has given up; and at times there is no line at all.
import http from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Rng, seededRng } from "@/lib/core/shared/rng";
import { type Asked, handOn, listen, type Reply, readRequest, send } from "./soak-http";

const PATIENCE_MS = 30_000;
const LONGEST_DELAY_MS = 1_500;
const LATEST_MS = 6_000;

const MISHAPS = ["delayed", "twice", "cut before", "cut after", "late"] as const;
type Mishap = (typeof MISHAPS)[number];

export class Line {
  readonly #to: number;
  readonly #rng: Rng;
  readonly #share: number;
  readonly #server = http.createServer((request, response) => void this.#take(request, response));
  readonly #late = new Set<Promise<unknown>>();
  /** How often what happened. */
  readonly happened = new Map<Mishap | "no line", number>();
  /** Whether there is no line now. */
  gone = false;

  /** @param share of the requests that something happens to. */
  constructor(to: number, seed: string, share: number) {
    this.#to = to;
    this.#rng = seededRng(seed);
    this.#share = share;
  }

  /** Returns the port on which it takes requests. */
  start(port: number): Promise<number> {
    return listen(this.#server, port);
  }

  /** Waits for what is still on its way, and ends. */
  async stop(): Promise<void> {
    await Promise.all(this.#late);
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Waits until nothing is on its way any more that nobody waits for. */
  async settled(): Promise<void> {
    await Promise.all(this.#late);
  }

  #mishap(): Mishap | null {
    if (this.#rng() >= this.#share) return null;
    return MISHAPS[Math.floor(this.#rng() * MISHAPS.length)] ?? null;
  }

  #note(what: Mishap | "no line"): void {
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    try {
      const asked = await readRequest(request);
      const mishap = this.gone ? "no line" : this.#mishap();
      if (mishap !== null) this.#note(mishap);
      const reply = mishap === "no line" ? null : await this.#pass(asked, mishap);
      if (reply === null) response.destroy();
      else handOn(response, reply);
    } catch {
      response.destroy();
    }
  }

  /** What comes back; null where the line breaks instead. */
  async #pass(asked: Asked, mishap: Mishap | null): Promise<Reply | null> {
    switch (mishap) {
      case null:
        return send(this.#to, asked, PATIENCE_MS);
      case "delayed":
        await wait(this.#rng() * LONGEST_DELAY_MS);
        return send(this.#to, asked, PATIENCE_MS);
      case "twice": {
        const [, second] = await Promise.all([1, 2].map(() => send(this.#to, asked, PATIENCE_MS)));
        return second ?? null;
      }
      case "cut before":
        return null;
      case "cut after":
        await send(this.#to, asked, PATIENCE_MS);
        return null;
      case "late": {
        // Whoever sent it sends it again, and newer ones after it, before this one arrives.
        const later = wait(this.#rng() * LATEST_MS).then(() => send(this.#to, asked, PATIENCE_MS));
        const settled = later.then(
          () => undefined,
          () => undefined,
        );
        this.#late.add(settled);
        void settled.then(() => this.#late.delete(settled));
        return null;
      }
    }
  }
}
