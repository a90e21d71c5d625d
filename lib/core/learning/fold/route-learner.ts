import type { Opened } from "@/lib/core/learning/remediation/events";
import { isDone } from "@/lib/core/learning/remediation/state";
import type { DiagnosedSymptom, EndedAttempt, Routed, TrapCounts } from "@/lib/core/learning/route/route";
import { route } from "@/lib/core/learning/route/route";
import type { Symptom } from "@/lib/core/pack/schema";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type LearnerState, trapOf } from "./learner-state";
import { begin, moveOn } from "./remediation-work";

export type RoutedSymptom = Pick<Symptom, "id" | "traps" | "lessons">;

/** A remediation begins with so many traps at most: a person can unlearn a few things at a time. */
const TRAPS_AT_ONCE = 3;

const sureFalls = (state: LearnerState, trap: string): number =>
  state.head.misses.filter(({ traps, sure }) => sure && traps.includes(trap)).length;

/** How a learner's traps were decided so far, as the route counts them. */
export function trapCounts(state: LearnerState): Record<string, TrapCounts> {
  return Object.fromEntries(
    Object.entries(state.traps).map(([trap, { entry }]) => [
      trap,
      { falls: entry.falls, decided: entry.decided, sureFalls: sureFalls(state, trap) },
    ]),
  );
}

/**
 * The remediations to open or go on with, by what was found and the answers that are kept as evidence.
 *
 * @param ended the attempt that has just ended.
 */
export function routeLearner(
  state: LearnerState,
  symptoms: readonly RoutedSymptom[],
  diagnosed: readonly DiagnosedSymptom[],
  ended: EndedAttempt | null,
): Routed[] {
  return route({
    ended,
    symptoms,
    diagnosed,
    ledger: trapCounts(state),
    wrongAnswers: state.head.misses.map(({ question, attempt, at, lesson, traps, sure }) => ({
      question,
      attempt,
      at,
      lessons: [lesson],
      trapsTaken: traps,
      sure,
    })),
    remediations: Object.values(state.remediations).map(({ remediation }) => ({
      symptom: remediation.symptom,
      done: isDone(remediation),
    })),
  });
}

function opened(state: LearnerState, event: Opened): LearnerState {
  const before = state.remediations[event.symptom];
  const work = before === undefined ? begin(event) : moveOn(before, event);
  return { ...state, remediations: { ...state.remediations, [event.symptom]: work } };
}

/** Opens what a route names: with the traps that were taken, each with the answers that show it. */
export function openRouted(state: LearnerState, routed: readonly Routed[], at: EpochMs): LearnerState {
  return routed.reduce((sofar, { symptom, traps, answers }) => {
    const running = Object.keys(sofar.remediations[symptom]?.remediation.traps ?? {});
    const taken = traps.filter(({ trap, falls }) => falls > 0 && answers.some((one) => one.trapsTaken.includes(trap)));
    const fresh = taken.map(({ trap }) => trap).filter((trap) => !running.includes(trap));
    const chosen = [
      ...running.filter((trap) => taken.some((one) => one.trap === trap)),
      ...fresh.slice(0, TRAPS_AT_ONCE),
    ];
    const [first] = traps;
    // A gap without a trap taken: the trap of it that decided most stands for it.
    const names = chosen.length > 0 ? chosen : running.length > 0 || first === undefined ? [] : [first.trap];
    if (names.length === 0) return sofar;
    const evidence = names.flatMap((trap) =>
      answers
        .filter(({ trapsTaken }) => trapsTaken.includes(trap))
        .map(({ question, attempt, at: answeredAt }) => ({ trap, question, attempt, at: answeredAt })),
    );
    return opened(sofar, { kind: "opened", at, symptom, traps: names, by: "engine", evidence });
  }, state);
}

/**
 * Opens what a learner reports: with those of its traps that caught them before, else those that the chapter names
 * first. It is a prior and no proof, so it starts with a confirming probe.
 */
export function openReported(state: LearnerState, symptom: RoutedSymptom, at: EpochMs): LearnerState {
  const byFalls = [...symptom.traps].sort((a, b) => trapOf(state, b).entry.falls - trapOf(state, a).entry.falls);
  const traps = byFalls.slice(0, TRAPS_AT_ONCE);
  const reported = [...new Set([...state.head.reported, symptom.id])];
  const told = { ...state, head: { ...state.head, reported } };
  const active = state.remediations[symptom.id];
  if (active !== undefined && !isDone(active.remediation)) return told;
  return opened(told, { kind: "opened", at, symptom: symptom.id, traps, by: "learner", evidence: [] });
}
