import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import type { Answered, AnswerRef, RemediationEvent } from "./events";
import { type Counted, DRILL_PROBES, type TrapState } from "./state";

/** The first check comes so long after the treatment at the earliest. */
export const FIRST_CHECK_AFTER_MS = DAY_MS;
/** The second, outside a timed exam, so long after the first. */
export const SECOND_CHECK_AFTER_MS = 7 * DAY_MS;

/** Why an answer moved nothing. */
export type NotCounted =
  | "another-wrong-option"
  | "seen-before-with-unseen-left"
  | "sitting-of-the-drill"
  | "less-than-a-day"
  | "same-sitting-as-first-check"
  | "neither-timed-exam-nor-seven-days"
  | "nothing-to-prove";

/** What an event did to a trap; the remediation's story is made of these. */
export type Note =
  | { kind: "confirmed"; fall: AnswerRef }
  | { kind: "fell-again"; fall: AnswerRef }
  | { kind: "relapsed"; fall: AnswerRef; from: "treated" | "cured" }
  | { kind: "suspicion-refused"; probe: Counted; have: number; need: number }
  | { kind: "cleared"; probe: Counted }
  | { kind: "fact-read" }
  | { kind: "section-read" }
  | { kind: "drill-passed"; probe: Counted; have: number; need: number }
  | { kind: "treated" }
  | { kind: "first-check-passed"; probe: Counted }
  | { kind: "cured"; probe: Counted; inTimedExam: boolean }
  | { kind: "not-counted"; answer: AnswerRef; why: NotCounted };

type Step = { state: TrapState; notes: readonly Note[] };
type Confirmed = Extract<TrapState, { kind: "confirmed" }>;
type Treated = Extract<TrapState, { kind: "treated" }>;

const refOf = ({ question, attempt, at }: Answered): AnswerRef => ({ question, attempt, at });
const countedOf = (answer: Answered): Counted => ({ ...refOf(answer), seen: answer.seen });

/** The state of a trap after an event about it, with what the event did. Events come in the order of their times. */
export function stepTrap(state: TrapState, event: Exclude<RemediationEvent, { kind: "opened" }>): Step {
  switch (event.kind) {
    case "fact-read":
    case "section-read":
      return afterReading(state, event.kind, event.at);
    case "answered":
      switch (event.outcome) {
        case "fell":
          return afterFall(state, event);
        case "other":
          return notCounted(state, event, "another-wrong-option");
        case "refused":
          // A question met before proves memory of the question, unless there is no other left.
          return event.seen && event.unseenLeft
            ? notCounted(state, event, "seen-before-with-unseen-left")
            : afterRefusal(state, event);
      }
  }
}

const notCounted = (state: TrapState, answer: Answered, why: NotCounted): Step => ({
  state,
  notes: [{ kind: "not-counted", answer: refOf(answer), why }],
});

/** A new treatment, begun by the fall: nothing that was read or passed before it counts. */
const untreated = (fall: AnswerRef, since: number, relapses: number): Confirmed => ({
  kind: "confirmed",
  since,
  fall,
  factReadAt: null,
  sectionReadAt: null,
  drill: [],
  relapses,
});

function afterReading(state: TrapState, kind: "fact-read" | "section-read", at: number): Step {
  switch (state.kind) {
    case "confirmed":
    case "relapsed": {
      const before = state.kind === "confirmed" ? state : untreated(state.fall, at, state.relapses);
      const read =
        kind === "fact-read" ? { factReadAt: before.factReadAt ?? at } : { sectionReadAt: before.sectionReadAt ?? at };
      return finished({ ...before, ...read }, at, [{ kind }]);
    }
    case "suspected":
    case "cleared":
    case "treated":
    case "cured":
      return { state, notes: [{ kind }] };
  }
}

/** Falling counts always, on a question met before too: the trap still catches. */
function afterFall(state: TrapState, answer: Answered): Step {
  const fall = refOf(answer);
  switch (state.kind) {
    case "suspected":
    case "cleared":
      return { state: untreated(fall, answer.at, 0), notes: [{ kind: "confirmed", fall }] };
    case "confirmed":
      // What was read stays read; only the row of probes begins anew.
      return { state: { ...state, fall, drill: [] }, notes: [{ kind: "fell-again", fall }] };
    case "treated":
    case "cured":
      return {
        state: { kind: "relapsed", since: answer.at, fall, from: state.kind, relapses: state.relapses + 1 },
        notes: [{ kind: "relapsed", fall, from: state.kind }],
      };
    case "relapsed":
      return { state: { ...state, fall }, notes: [{ kind: "fell-again", fall }] };
  }
}

function afterRefusal(state: TrapState, answer: Answered): Step {
  const probe = countedOf(answer);
  switch (state.kind) {
    case "suspected": {
      const refused = [...state.refused, probe];
      return refused.length < DRILL_PROBES
        ? {
            state: { ...state, refused },
            notes: [{ kind: "suspicion-refused", probe, have: refused.length, need: DRILL_PROBES }],
          }
        : { state: { kind: "cleared", since: answer.at, refused }, notes: [{ kind: "cleared", probe }] };
    }
    case "confirmed":
    case "relapsed": {
      const before = state.kind === "confirmed" ? state : untreated(state.fall, answer.at, state.relapses);
      const drill = [...before.drill, probe].slice(-DRILL_PROBES);
      return finished({ ...before, drill }, answer.at, [
        { kind: "drill-passed", probe, have: drill.length, need: DRILL_PROBES },
      ]);
    }
    case "treated":
      return afterCheck(state, answer);
    case "cleared":
    case "cured":
      return notCounted(state, answer, "nothing-to-prove");
  }
}

/** Treated as soon as fact, section and drill are all there, in whatever order they came. */
function finished(state: Confirmed, at: number, notes: readonly Note[]): Step {
  if (state.factReadAt === null || state.sectionReadAt === null || state.drill.length < DRILL_PROBES) {
    return { state, notes };
  }
  return {
    state: {
      kind: "treated",
      since: at,
      drillAttempts: [...new Set(state.drill.map(({ attempt }) => attempt))].sort(),
      firstCheck: null,
      relapses: state.relapses,
    },
    notes: [...notes, { kind: "treated" }],
  };
}

/** A refusal after the treatment: the first check, the second, or neither with the reason. */
function afterCheck(state: Treated, answer: Answered): Step {
  const probe = countedOf(answer);
  const first = state.firstCheck;
  if (state.drillAttempts.includes(answer.attempt)) return notCounted(state, answer, "sitting-of-the-drill");
  if (first === null) {
    return answer.at - state.since < FIRST_CHECK_AFTER_MS
      ? notCounted(state, answer, "less-than-a-day")
      : { state: { ...state, firstCheck: probe }, notes: [{ kind: "first-check-passed", probe }] };
  }
  if (answer.attempt === first.attempt) return notCounted(state, answer, "same-sitting-as-first-check");
  const inTimedExam = answer.mode === "exam" && answer.unmarkedInTimedExam;
  if (!inTimedExam && answer.at - first.at < SECOND_CHECK_AFTER_MS) {
    return notCounted(state, answer, "neither-timed-exam-nor-seven-days");
  }
  return {
    state: { kind: "cured", since: answer.at, checks: [first, { ...probe, inTimedExam }], relapses: state.relapses },
    notes: [{ kind: "cured", probe, inTimedExam }],
  };
}
