// A load balancer as small as one can be: it asks every server whether it is ready, and gives each request to the next
// that is, so that a learner meets another server with every request.
import http from "node:http";
import { z } from "zod";
import { handOn, listen, readRequest, send } from "./soak-http";

const LOOK_MS = 200;
const LOOK_PATIENCE_MS = 4_000;
const PATIENCE_MS = 20_000;
/** A server that is only slow to say so is not taken out at once. */
const TRIES = 2;
const refusal = z.object({ code: z.string() });

type Target = { port: number; ready: boolean; misses: number; looking: boolean };

export class Balancer {
  readonly #targets: Target[];
  readonly #server = http.createServer((request, response) => void this.#take(request, response));
  #next = 0;
  #looks: NodeJS.Timeout | undefined;
  /** What it could not hand on, or what came back as an error, in words. */
  readonly failed: string[] = [];
  /** How many requests each server has answered. */
  readonly answered = new Map<number, number>();

  constructor(ports: readonly number[]) {
    this.#targets = ports.map((port) => ({ port, ready: false, misses: 0, looking: false }));
  }

  /** Returns the port on which it takes requests. */
  async start(port: number): Promise<number> {
    this.#looks = setInterval(() => this.look(), LOOK_MS);
    return listen(this.#server, port);
  }

  stop(): void {
    clearInterval(this.#looks);
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Looks at every server, unless it is being looked at. */
  look(): void {
    for (const target of this.#targets) if (!target.looking) void this.#lookAt(target);
  }

  async #lookAt(target: Target): Promise<void> {
    target.looking = true;
    try {
      const asked = { method: "GET", path: "/api/ready", headers: {}, body: Buffer.alloc(0) };
      const { status, body } = await send(target.port, asked, LOOK_PATIENCE_MS);
      if (status === 200) target.misses = 0;
      // One that says that it stops means it.
      else target.misses += refusal.parse(JSON.parse(body.toString())).code === "draining" ? TRIES : 1;
    } catch {
      target.misses += 1;
    }
    target.ready = target.misses < TRIES;
    target.looking = false;
  }

  #choose(): Target | undefined {
    const ready = this.#targets.filter((target) => target.ready);
    this.#next += 1;
    return ready[this.#next % Math.max(1, ready.length)];
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const apology = (status: number) => ({ status, headers: { "retry-after": "1" }, body: Buffer.from("{}") });
    const what = `${request.method} ${request.url}`;
    try {
      const asked = await readRequest(request);
      const target = this.#choose();
      if (target === undefined) {
        this.failed.push(`${what}: no server is ready`);
        handOn(response, apology(503));
        return;
      }
      const reply = await send(target.port, asked, PATIENCE_MS);
      this.answered.set(target.port, (this.answered.get(target.port) ?? 0) + 1);
      if (reply.status >= 500) this.failed.push(`${what}: ${reply.status}`);
      handOn(response, reply);
    } catch (error) {
      this.failed.push(`${what}: ${error instanceof Error ? error.message : "broken off"}`);
      handOn(response, apology(502));
    }
  }
}
