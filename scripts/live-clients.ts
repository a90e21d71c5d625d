// People of a live session as `live-costs` plays them: each with a sign-in of their own and a stream that stays open.
import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import type { Viewer } from "@/lib/core/access/viewer";
import type { LiveStep } from "@/lib/core/live/live-step";
import type { LiveView } from "@/lib/core/live/live-view";
import { database } from "@/lib/data/database";
import { hashOfSecret, newSecret } from "@/lib/data/random-secret";
import { createSession, findSession } from "@/lib/data/sessions";
import { createUser } from "@/lib/data/users";

export type Client = { viewer: Viewer; server: string; cookie: string };

/** A new session's id, as the token carries it and as the database knows it. */
export function newSid(): { sid: string; idHash: string } {
  const sid = newSecret();
  return { sid, idHash: hashOfSecret(sid) };
}

/** The cookie that a browser with this session sends. */
export const cookieOf = async (sid: string, secret: string): Promise<string> =>
  `trapline.session=${await encode({ token: { sid }, secret })}`;

/** Somebody new who is signed in at a server. */
export async function newClient(role: "learner" | "lead", server: string, secret: string): Promise<Client> {
  const { sid, idHash } = newSid();
  const db = await database();
  const viewer = await db.transaction(async (tx) => {
    const email = `${randomBytes(8).toString("hex")}@costs.example`;
    const userId = await createUser(tx, { email, name: "Costs", role, passwordHash: null }, Date.now());
    await createSession(tx, { idHash, userId, device: "live-costs" }, Date.now());
    return (await findSession(tx, idHash))?.viewer;
  });
  if (viewer === undefined) throw new Error("the sign-in is not there");
  return { viewer, server, cookie: await cookieOf(sid, secret) };
}

async function post(client: Client, path: string, body: unknown): Promise<unknown> {
  const reply = await fetch(`${client.server}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: client.cookie, origin: client.server },
    body: JSON.stringify(body),
  });
  const value: unknown = await reply.json();
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${JSON.stringify(value)}`);
  return value;
}

export const answer = (client: Client, sessionId: string, number: number, option: string): Promise<unknown> =>
  post(client, `/api/v1/live/${sessionId}/answers`, { number, answer: option });

export const takeStep = (client: Client, sessionId: string, step: LiveStep, revision: number): Promise<unknown> =>
  post(client, `/api/v1/live/${sessionId}/steps`, { step, revision });

/** A stream of a session: every view with the time at which it came, in milliseconds of `performance.now`. */
export class Stream {
  readonly views: { at: number; view: LiveView }[] = [];
  private readonly abort = new AbortController();
  private waiting: (() => void)[] = [];
  private failure: unknown = null;

  constructor(client: Client, sessionId: string) {
    this.read(client, sessionId).catch((error: unknown) => {
      if (!this.abort.signal.aborted) this.failure = error;
      this.wake();
    });
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const run of waiting) run();
  }

  private async read({ server, cookie }: Client, sessionId: string): Promise<void> {
    const reply = await fetch(`${server}/api/v1/live/${sessionId}/events`, {
      headers: { cookie, accept: "text/event-stream" },
      signal: this.abort.signal,
    });
    if (!reply.ok || reply.body === null) throw new Error(`the stream answers ${reply.status}`);
    let text = "";
    for await (const chunk of reply.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const messages = text.split("\n\n");
      text = messages.pop() ?? "";
      for (const message of messages) {
        if (!message.startsWith("data: ")) continue;
        const view: LiveView = JSON.parse(message.slice(6));
        this.views.push({ at: performance.now(), view });
      }
      this.wake();
    }
  }

  /** When the first view came that is like this. */
  async first(isIt: (view: LiveView) => boolean): Promise<number> {
    for (;;) {
      const found = this.views.find(({ view }) => isIt(view));
      if (found !== undefined) return found.at;
      if (this.failure !== null) throw this.failure;
      await new Promise<void>((wake) => this.waiting.push(wake));
    }
  }

  close(): void {
    this.abort.abort();
  }
}
