import type { Opened, RemediationEvent } from "./events";
import type { Remediation, TrapState } from "./state";
import { type Note, stepTrap } from "./step-trap";

/** A dated fact of a remediation's history: what happened to which trap. */
export type StoryFact = { at: number; trap: string } & (
  | { kind: "opened"; by: "engine" | "learner"; answers: number }
  | { kind: Note["kind"]; note: Note }
);

export type Advanced = { remediation: Remediation; facts: readonly StoryFact[] };

const suspected = (event: Opened, trap: string): TrapState => ({
  kind: "suspected",
  since: event.at,
  by: event.by,
  evidence: event.evidence
    .filter((answer) => answer.trap === trap)
    .map(({ question, attempt, at }) => ({ question, attempt, at })),
  refused: [],
});

const openingFact = (event: Opened, trap: string): StoryFact => ({
  at: event.at,
  trap,
  kind: "opened",
  by: event.by,
  answers: event.evidence.filter((answer) => answer.trap === trap).length,
});

/** A remediation begins with every trap of the symptom suspected, whoever suspects it. */
export function open(event: Opened): Advanced {
  const traps = [...new Set(event.traps)].sort();
  return {
    remediation: {
      symptom: event.symptom,
      openedAt: event.at,
      openedBy: event.by,
      updatedAt: event.at,
      traps: Object.fromEntries(traps.map((trap) => [trap, suspected(event, trap)])),
    },
    facts: traps.map((trap) => openingFact(event, trap)),
  };
}

/**
 * Applies one event. An event about a trap that this remediation has not is passed over; opening it again adds the
 * traps that are new to it, and the new evidence to those still suspected.
 *
 * @throws when the event is older than the last one applied, or of another symptom. Events that arrive late are put in
 * their place by `replay`.
 */
export function advance(before: Remediation, event: RemediationEvent): Advanced {
  if (event.at < before.updatedAt) throw new Error(`an event of ${event.at} comes after one of ${before.updatedAt}`);
  const remediation = { ...before, updatedAt: event.at };
  if (event.kind === "opened") {
    if (event.symptom !== before.symptom) throw new Error(`${event.symptom} is not ${before.symptom}`);
    return openedAgain(remediation, event);
  }
  const state = before.traps[event.trap];
  if (state === undefined) return { remediation, facts: [] };
  const { state: next, notes } = stepTrap(state, event);
  return {
    remediation: { ...remediation, traps: { ...before.traps, [event.trap]: next } },
    facts: notes.map((note) => ({ at: event.at, trap: event.trap, kind: note.kind, note })),
  };
}

function openedAgain(remediation: Remediation, event: Opened): Advanced {
  const traps = { ...remediation.traps };
  const facts: StoryFact[] = [];
  for (const trap of [...new Set(event.traps)].sort()) {
    const state = traps[trap];
    const fresh = suspected(event, trap);
    if (state === undefined) traps[trap] = fresh;
    else if (state.kind === "suspected" && fresh.kind === "suspected" && fresh.evidence.length > 0) {
      traps[trap] = { ...state, evidence: [...state.evidence, ...fresh.evidence] };
    } else continue;
    facts.push(openingFact(event, trap));
  }
  return { remediation: { ...remediation, traps }, facts };
}

/**
 * The remediation that a log of events gives, and its story; null without an opening. The log may be in any order:
 * events are taken by their times, those of one time as they stand in the log, and those before the opening not at all.
 */
export function replay(events: readonly RemediationEvent[]): Advanced | null {
  const ordered = [...events].sort((a, b) => a.at - b.at);
  const start = ordered.findIndex(({ kind }) => kind === "opened");
  const opening = ordered[start];
  if (opening?.kind !== "opened") return null;
  return ordered.slice(start + 1).reduce<Advanced>((sofar, event) => {
    const { remediation, facts } = advance(sofar.remediation, event);
    return { remediation, facts: [...sofar.facts, ...facts] };
  }, open(opening));
}

/** The history of a remediation as dated facts, in their order. */
export function story(events: readonly RemediationEvent[]): readonly StoryFact[] {
  return replay(events)?.facts ?? [];
}
