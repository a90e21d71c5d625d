import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { findArrival, findViewer } from "@/lib/auth/viewer";
import type { Context, Viewer } from "@/lib/core/access/viewer";
import { type ActionState, untouched } from "@/lib/core/shared/action-state";
import { isStorable } from "@/lib/core/shared/storable";
import { log } from "@/lib/log";
import { becauseOf, isBusy, toQuote } from "./define-route";

/** What an action comes to: a page to go to, or something to tell the form. */
export type ActionOutcome =
  | { kind: "go"; to: string }
  | { kind: "done"; message: string }
  | { kind: "problem"; message: string }
  | { kind: "field"; field: string; message: string };

export const go = (to: string): ActionOutcome => ({ kind: "go", to });
export const done = (message: string): ActionOutcome => ({ kind: "done", message });
export const problem = (message: string): ActionOutcome => ({ kind: "problem", message });
export const field = (name: string, message: string): ActionOutcome => ({ kind: "field", field: name, message });

/** What is told of a door that is closed for a while, since too much was tried at it. */
export const tooManyTries = (minutes: number): ActionOutcome =>
  problem(`Too many tries. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"}. Nothing was changed.`);

const UNREADABLE = "The form could not be read. Nothing was changed.";

/**
 * What was sent, without what the framework adds; a name that stands several times becomes a list. Null where it is no
 * form at all: whoever calls an action by hand sends what they like.
 */
function fieldsOf(form: unknown): Record<string, unknown> | null {
  if (!(form instanceof FormData)) return null;
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith("$ACTION"));
  return Object.fromEntries(
    names.map((name) => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

// A line that breaks in the middle of a commit leaves open whether it was done.
const BUSY = {
  busy: "The server is busy, and nothing was changed. Please try again in a moment.",
  away: "The database does not answer at the moment. Please look in a moment whether that was done, and try again if not.",
  full: "The server has no room left to store anything, and nothing was changed. Please try again later.",
} satisfies Record<ReturnType<typeof becauseOf>, string>;

async function finish(run: () => Promise<ActionOutcome>): Promise<ActionState> {
  try {
    const outcome = await run();
    switch (outcome.kind) {
      case "go":
        return redirect(outcome.to);
      case "done":
        return { ...untouched, done: outcome.message };
      case "problem":
        return { ...untouched, problem: outcome.message };
      case "field":
        return { ...untouched, fields: { [outcome.field]: outcome.message } };
    }
  } catch (error) {
    // Redirects and not-founds travel as exceptions; everything else is ours and stays here.
    unstable_rethrow(error);
    if (isBusy(error)) {
      const because = becauseOf(error);
      if (because !== "busy") log.error("database unavailable", error, { because });
      return { ...untouched, problem: BUSY[because] };
    }
    log.error("action failed", error);
    const problem = `That did not work, and nothing was changed. Please try again in a moment.${toQuote()}`;
    return { ...untouched, problem };
  }
}

function parse<S extends z.ZodType>(
  schema: S,
  form: unknown,
): { ok: true; input: z.infer<S> } | { ok: false; state: ActionState } {
  const sent = fieldsOf(form);
  if (sent === null || !isStorable(sent)) return { ok: false, state: { ...untouched, problem: UNREADABLE } };
  const parsed = schema.safeParse(sent);
  if (parsed.success) return { ok: true, input: parsed.data };
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0] ?? "");
    if (name !== "" && !(name in fields)) fields[name] = issue.message;
  }
  const known = Object.keys(fields).length > 0;
  return {
    ok: false,
    state: { ...untouched, fields, problem: known ? null : UNREADABLE },
  };
}

type Run<S extends z.ZodType> = (context: Context, input: z.infer<S>) => Promise<ActionOutcome>;
type Action = (state: ActionState, form: FormData) => Promise<ActionState>;

const actionOf =
  <S extends z.ZodType>(find: () => Promise<Viewer | null>, schema: S, run: Run<S>): Action =>
  async (_state, form) => {
    const parsed = parse(schema, form);
    if (!parsed.ok) return parsed.state;
    return finish(async () => {
      const viewer = await find();
      if (viewer === null) return problem("You are signed out. Sign in and try again; nothing was changed.");
      return run({ viewer, now: Date.now() }, parsed.input);
    });
  };

/**
 * A server action for somebody who is signed in: parses strictly, finds the viewer anew, runs, hides the unexpected.
 * Every action is a public endpoint: what it may do is decided here and in the use case, never by the page.
 */
export const defineAction = <S extends z.ZodType>(schema: S, run: Run<S>): Action => actionOf(findViewer, schema, run);

/** As `defineAction`, also for who owes a second factor: what gives them one, and the way out. */
export const defineArrivalAction = <S extends z.ZodType>(schema: S, run: Run<S>): Action =>
  actionOf(async () => (await findArrival())?.viewer ?? null, schema, run);

/** As `defineAction`, for what people do before they are signed in. */
export function defineOpenAction<S extends z.ZodType>(
  schema: S,
  run: (input: z.infer<S>, now: number) => Promise<ActionOutcome>,
): (state: ActionState, form: FormData) => Promise<ActionState> {
  return async (_state, form) => {
    const parsed = parse(schema, form);
    return parsed.ok ? finish(() => run(parsed.input, Date.now())) : parsed.state;
  };
}

/** What a call comes to, in the browser. `signed-out`, `malformed` and `failed` changed nothing. */
export type CallReply<T> = { ok: true; value: T } | { ok: false; error: "signed-out" | "malformed" | "failed" };

/** As `defineAction`, for what scripts of a page call by themselves, such as an autosave: takes and returns data. */
export function defineCall<S extends z.ZodType, T>(
  schema: S,
  run: (context: Context, input: z.infer<S>) => Promise<T>,
): (input: z.input<S>) => Promise<CallReply<T>> {
  return async (input) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success || !isStorable(parsed.data)) return { ok: false, error: "malformed" };
    try {
      const viewer = await findViewer();
      if (viewer === null) return { ok: false, error: "signed-out" };
      return { ok: true, value: await run({ viewer, now: Date.now() }, parsed.data) };
    } catch (error) {
      unstable_rethrow(error);
      if (!isBusy(error)) log.error("call failed", error);
      return { ok: false, error: "failed" };
    }
  };
}
