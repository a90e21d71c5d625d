import { z } from "zod";
import { responseValueSchema } from "@/lib/core/question/response";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type AttemptEvent, confidenceSchema, type EventOutcome, highlightSchema } from "./events";

/** Who wrote a field last; an older event of the same client never overwrites a newer one. */
const writerSchema = z.strictObject({ clientId: z.string(), clientSeq: z.number() }).nullable();
const field = <T extends z.ZodType>(value: T) => z.strictObject({ value, by: writerSchema });

/** The current state of one item: the fold of its stored events in order of arrival. */
export const itemStateSchema = z.strictObject({
  answer: z.strictObject({
    value: responseValueSchema.nullable(),
    /** Counts the stored answers; 0 before the first. */
    revision: z.number().int(),
    /** When the server stored it. */
    at: z.number().nullable(),
    by: writerSchema,
  }),
  flag: field(z.boolean()),
  strike: field(z.array(z.string())),
  highlight: field(z.array(highlightSchema)),
  confidence: field(confidenceSchema.nullable()),
});
export type ItemState = z.infer<typeof itemStateSchema>;

export const emptyItemState: ItemState = {
  answer: { value: null, revision: 0, at: null, by: null },
  flag: { value: false, by: null },
  strike: { value: [], by: null },
  highlight: { value: [], by: null },
  confidence: { value: null, by: null },
};

type Writer = { clientId: string; clientSeq: number };

/** Whether an event of the same client that was made earlier arrives after a later one. */
const overtaken = (by: Writer | null, event: Writer): boolean =>
  by !== null && by.clientId === event.clientId && event.clientSeq < by.clientSeq;

/**
 * Whether an answer builds on what is stored. It does when the client knew the stored revision, when the stored
 * answer is its own (a client need not wait for an acknowledgement before it changes its mind), or when it says the
 * same thing.
 */
const buildsOn = (current: ItemState["answer"], event: AttemptEvent): boolean =>
  event.baseRevision === current.revision ||
  current.by?.clientId === event.clientId ||
  JSON.stringify(current.value) === JSON.stringify(event.value);

/**
 * Applies one event that arrived in time. Answers that knew an older revision of another client are a conflict and
 * change nothing; everything else is last-come.
 */
export function applyEvent(
  state: ItemState,
  event: AttemptEvent,
  at: EpochMs,
): { outcome: Exclude<EventOutcome, "late">; state: ItemState } {
  const by = { clientId: event.clientId, clientSeq: event.clientSeq };
  const stored = (next: ItemState) => ({ outcome: "stored" as const, state: next });
  switch (event.kind) {
    case "answer": {
      if (!buildsOn(state.answer, event)) return { outcome: "conflict", state };
      if (overtaken(state.answer.by, by)) return stored(state);
      return stored({ ...state, answer: { value: event.value, revision: state.answer.revision + 1, at, by } });
    }
    case "flag":
      return stored(overtaken(state.flag.by, by) ? state : { ...state, flag: { value: event.value, by } });
    case "strike":
      return stored(overtaken(state.strike.by, by) ? state : { ...state, strike: { value: event.value, by } });
    case "highlight":
      return stored(overtaken(state.highlight.by, by) ? state : { ...state, highlight: { value: event.value, by } });
    case "confidence":
      return stored(overtaken(state.confidence.by, by) ? state : { ...state, confidence: { value: event.value, by } });
    case "visit":
      return stored(state);
  }
}
