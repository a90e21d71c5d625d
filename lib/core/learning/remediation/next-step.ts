import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { DRILL_PROBES, type Remediation, type TrapState } from "./state";
import { FIRST_CHECK_AFTER_MS, SECOND_CHECK_AFTER_MS } from "./step-trap";

/** What comes next for a trap, and what it follows from. Times are when a step becomes possible. */
export type NextStep =
  | { kind: "confirm"; trap: string; because: "evidence" | "report"; refused: number; more: number; seenOnly: boolean }
  | { kind: "read-fact"; trap: string; because: "fell" | "fell-again"; fellAt: EpochMs }
  | { kind: "read-section"; trap: string; because: "fell" | "fell-again"; fellAt: EpochMs }
  /** `seenOnly`: no unseen probe is left, so that questions met before count, and this is said. */
  | { kind: "drill"; trap: string; more: number; of: number; seenOnly: boolean }
  | { kind: "wait"; trap: string; round: 1; from: EpochMs; because: "treated-less-than-a-day-ago" }
  | { kind: "check"; trap: string; round: 1 | 2; dueSince: EpochMs; seenOnly: boolean }
  | { kind: "exam-or-wait"; trap: string; round: 2; from: EpochMs; because: "first-check-passed"; passedAt: EpochMs }
  | { kind: "nothing"; trap: string; because: "cured" | "cleared"; since: EpochMs };

/** Whether a step is work that can be done now. Checks come by the day's list, and waiting is no work. */
export const isWork = ({ kind }: NextStep): boolean =>
  kind === "confirm" || kind === "read-fact" || kind === "read-section" || kind === "drill";

/** Unseen probes in the bank, by trap; where a trap is not listed it is taken that there are some. */
export type UnseenLeft = Readonly<Record<string, number>>;

function stepOf(trap: string, state: TrapState, now: EpochMs, unseen: UnseenLeft): NextStep {
  const seenOnly = unseen[trap] === 0;
  switch (state.kind) {
    case "suspected": {
      const refused = state.refused.length;
      const because = state.by === "learner" ? "report" : "evidence";
      return { kind: "confirm", trap, because, refused, more: DRILL_PROBES - refused, seenOnly };
    }
    case "confirmed": {
      const because = state.relapses > 0 ? "fell-again" : "fell";
      if (state.factReadAt === null) return { kind: "read-fact", trap, because, fellAt: state.fall.at };
      if (state.sectionReadAt === null) return { kind: "read-section", trap, because, fellAt: state.fall.at };
      return { kind: "drill", trap, more: DRILL_PROBES - state.drill.length, of: DRILL_PROBES, seenOnly };
    }
    case "relapsed":
      return { kind: "read-fact", trap, because: "fell-again", fellAt: state.fall.at };
    case "treated": {
      const { firstCheck } = state;
      if (firstCheck === null) {
        const from = state.since + FIRST_CHECK_AFTER_MS;
        return now < from
          ? { kind: "wait", trap, round: 1, from, because: "treated-less-than-a-day-ago" }
          : { kind: "check", trap, round: 1, dueSince: from, seenOnly };
      }
      const from = firstCheck.at + SECOND_CHECK_AFTER_MS;
      return now < from
        ? { kind: "exam-or-wait", trap, round: 2, from, because: "first-check-passed", passedAt: firstCheck.at }
        : { kind: "check", trap, round: 2, dueSince: from, seenOnly };
    }
    case "cured":
    case "cleared":
      return { kind: "nothing", trap, because: state.kind, since: state.since };
  }
}

/** A check that is due goes before new work: it ends old work, and waiting longer makes it another question. */
const URGENCY: Record<NextStep["kind"], number> = {
  check: 0,
  "read-fact": 1,
  "read-section": 2,
  drill: 3,
  confirm: 4,
  "exam-or-wait": 5,
  wait: 6,
  nothing: 7,
};

const dueOf = (step: NextStep): EpochMs => {
  switch (step.kind) {
    case "check":
      return step.dueSince;
    case "wait":
    case "exam-or-wait":
      return step.from;
    case "read-fact":
    case "read-section":
      return step.fellAt;
    case "drill":
      return step.more;
    case "confirm":
      return -step.refused;
    case "nothing":
      return step.since;
  }
};

/** Of what is over, a cure is told before a suspicion that did not hold. */
const urgencyOf = (step: NextStep): number =>
  step.kind === "nothing" && step.because === "cleared" ? URGENCY.nothing + 1 : URGENCY[step.kind];

/** Orders steps, the most urgent first. */
export const byUrgency = (a: NextStep, b: NextStep): number =>
  urgencyOf(a) - urgencyOf(b) || dueOf(a) - dueOf(b) || (a.trap < b.trap ? -1 : a.trap > b.trap ? 1 : 0);

/** The next step for each trap, the most urgent first. */
export function nextSteps({ traps }: Remediation, now: EpochMs, unseen: UnseenLeft = {}): NextStep[] {
  return Object.entries(traps)
    .map(([trap, state]) => stepOf(trap, state, now, unseen))
    .sort(byUrgency);
}

/**
 * What comes next in a remediation and why; `nothing` only when every trap is cured or cleared.
 *
 * @throws when the remediation has no trap.
 */
export function nextStep(remediation: Remediation, now: EpochMs, unseen: UnseenLeft = {}): NextStep {
  const [first] = nextSteps(remediation, now, unseen);
  if (first === undefined) throw new Error(`the remediation of ${remediation.symptom} has no trap`);
  return first;
}
