import type { LiveStep } from "@/lib/core/live/live-step";
import type { LiveView } from "@/lib/core/live/live-view";
import type { Answer, ResponseValue } from "@/lib/core/question/answer";

// Replies are looked at by hand: a captive portal answers 200 too, and zod would weigh on a phone.

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const isView = (value: unknown): value is LiveView =>
  isFields(value) &&
  (value.as === "lead" || value.as === "learner") &&
  typeof value.state === "string" &&
  typeof value.revision === "number" &&
  typeof value.number === "number";

/** A view out of a message of the stream; null where it is something else. */
export function readView(text: string): LiveView | null {
  try {
    const value: unknown = JSON.parse(text);
    return isView(value) ? value : null;
  } catch {
    return null;
  }
}

const address = (sessionId: string): string => `/api/v1/live/${sessionId}`;
export const eventsAddress = (sessionId: string): string => `${address(sessionId)}/events`;

type Failed = { ok: false; code: string; message: string };

async function ask(path: string, body?: unknown): Promise<{ ok: true; value: unknown } | Failed> {
  try {
    const init =
      body === undefined
        ? {}
        : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(path, { cache: "no-store", ...init });
    const value: unknown = await response.json();
    if (response.ok) return { ok: true, value };
    const told = isFields(value) ? value : {};
    const code = typeof told.code === "string" ? told.code : "failed";
    const message = typeof told.message === "string" ? told.message : "That did not work. Try again in a moment.";
    return { ok: false, code, message };
  } catch {
    return { ok: false, code: "no-line", message: "There is no line to the server. Try again in a moment." };
  }
}

const strange: Failed = { ok: false, code: "failed", message: "That did not work. Try again in a moment." };

export type ViewReply = { ok: true; view: LiveView } | Failed;

/** The session as it is now. */
export async function fetchView(sessionId: string): Promise<ViewReply> {
  const reply = await ask(address(sessionId));
  if (!reply.ok) return reply;
  return isView(reply.value) ? { ok: true, view: reply.value } : strange;
}

/** Takes a step as a lead; answers with the session after it. */
export async function sendStep(sessionId: string, step: LiveStep, revision: number): Promise<ViewReply> {
  const reply = await ask(`${address(sessionId)}/steps`, { step, revision });
  if (!reply.ok) return reply;
  return isView(reply.value) ? { ok: true, view: reply.value } : strange;
}

/** Sends an answer in tokens; answers with what counts now. */
export async function sendAnswer(
  sessionId: string,
  number: number,
  answer: ResponseValue,
): Promise<{ ok: true; answer: Answer } | Failed> {
  const reply = await ask(`${address(sessionId)}/answers`, { number, answer });
  if (!reply.ok) return reply;
  return isFields(reply.value) && "answer" in reply.value ? { ok: true, answer } : strange;
}
