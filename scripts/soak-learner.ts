// A learner of `soak`: answers questions one by one, sends each answer until it is acknowledged, and keeps a log of that.
import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Answer } from "@/lib/core/question/answer";
import type { Rng } from "@/lib/core/shared/rng";
import type { FormItem } from "@/lib/usecases/testing/scene";
import type { Client } from "./live-clients";

const RETRY_MS = 250;
const PATIENCE_MS = 15_000;
const ackSchema = z.object({
  clientSeq: z.number(),
  outcome: z.string(),
  stored: z.object({ value: z.unknown(), revision: z.number() }),
});
const replySchema = z.object({ acks: z.array(ackSchema).length(1) });

/** How often requests came back in which way: a status, or no answer at all. */
export type Replies = Map<string, number>;

export type Learner = {
  client: Client;
  attemptId: string;
  clientId: string;
  items: readonly FormItem[];
  /** Numbers of the events that were acknowledged. */
  acked: number[];
  /** Per item whether the last acknowledged answer was right. */
  last: Map<string, boolean>;
  revisions: Map<string, number>;
  /** What should never happen, in words. */
  faults: string[];
};

async function ask(learner: Learner, replies: Replies, method: string, what: string, body: unknown): Promise<unknown> {
  const { client, attemptId } = learner;
  for (;;) {
    try {
      const reply = await fetch(`${client.server}/api/v1/attempts/${attemptId}/${what}`, {
        method,
        headers: { "content-type": "application/json", cookie: client.cookie, origin: client.server },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const value: unknown = await reply.json();
      replies.set(String(reply.status), (replies.get(String(reply.status)) ?? 0) + 1);
      if (reply.ok) return value;
      if (reply.status === 503 && reply.headers.get("retry-after") === null)
        learner.faults.push("503 without Retry-After");
      if (reply.status === 500) learner.faults.push(`${what}: 500`);
      if (reply.status < 500) learner.faults.push(`${what}: ${reply.status}`);
    } catch {
      replies.set("none", (replies.get("none") ?? 0) + 1);
    }
    await wait(RETRY_MS);
  }
}

/** Gives one answer, and goes on only once it is acknowledged. */
async function giveAnswer(learner: Learner, replies: Replies, rng: Rng): Promise<void> {
  const item = learner.items[Math.floor(rng() * learner.items.length)];
  if (item === undefined) throw new Error("the attempt has no items");
  const right = rng() < 0.6;
  const value: Answer = right ? item.right : item.wrong;
  const clientSeq = learner.acked.length + 1;
  const baseRevision = learner.revisions.get(item.id) ?? 0;
  const event = { itemId: item.id, kind: "answer", value, clientId: learner.clientId, clientSeq, baseRevision };
  const body = { events: [{ ...event, clientAt: Date.now() }] };
  const [ack] = replySchema.parse(await ask(learner, replies, "PUT", "events", body)).acks;
  const isTaken = ack?.outcome === "stored" || ack?.outcome === "duplicate";
  if (!isTaken || !isDeepStrictEqual(ack.stored.value, value)) {
    learner.faults.push(`event ${clientSeq}: ${JSON.stringify(ack)}`);
  }
  learner.acked.push(clientSeq);
  learner.last.set(item.id, right);
  learner.revisions.set(item.id, ack?.stored.revision ?? baseRevision);
}

/** Answers until it is told to stop, and then until the last answer is acknowledged. */
export async function answerUntil(
  learner: Learner,
  replies: Replies,
  rng: Rng,
  thinkMs: number,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await giveAnswer(learner, replies, rng);
    await wait(thinkMs * (0.5 + rng()));
  }
}

/** Hands the attempt in, as often as it takes. */
export const handIn = (learner: Learner, replies: Replies): Promise<unknown> =>
  ask(learner, replies, "POST", "finish", {});
