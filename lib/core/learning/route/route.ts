import type { Symptom } from "@/lib/core/pack/schema";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";

/** What the diagnosis found. */
export type DiagnosedSymptom = { symptom: string; probability: number; strength: "strong" | "some" | "weak" };

/** How often a learner was offered a trap in decided answers, and took it; `sureFalls` with "sure" said. */
export type TrapCounts = { falls: number; decided: number; sureFalls: number };

/** A wrong answer that may stand behind a route. */
export type WrongAnswer = {
  question: string;
  attempt: string;
  at: EpochMs;
  lessons: readonly string[];
  trapsTaken: readonly string[];
  sure: boolean;
};

/** A remediation that the learner has; `done`: all its traps are cured or cleared. */
export type ExistingRemediation = { symptom: string; done: boolean };

export type RouteInput = {
  symptoms: readonly Pick<Symptom, "id" | "traps" | "lessons">[];
  diagnosed: readonly DiagnosedSymptom[];
  /** By trap; a trap that was never decided is not listed. */
  ledger: Readonly<Record<string, TrapCounts>>;
  wrongAnswers: readonly WrongAnswer[];
  remediations: readonly ExistingRemediation[];
  /** The attempt at whose end this is looked at; null for a look between attempts. */
  ended: EndedAttempt | null;
};

/**
 * What an attempt is worth as a look: `whole`, an exam or a diagnosis, which asks for a finding; `set`, practice; `probes`,
 * drills and checks, whose questions were chosen because somebody had fallen before.
 */
export type EndedAttempt = { attempt: string; look: "whole" | "set" | "probes" };

export type RoutedTrap = TrapCounts & { trap: string };

/** One remediation of a route, with the evidence that is shown beside it. */
export type Routed = {
  symptom: string;
  /** `open`: there is none yet. `reopen`: it was done, and new evidence came. `continue`: it is under way. */
  action: "open" | "reopen" | "continue";
  strength: DiagnosedSymptom["strength"];
  probability: number;
  /** The symptom's traps that were decided at least once, most falls first. */
  traps: readonly RoutedTrap[];
  sureFalls: number;
  /** Wrong answers behind it, sure ones first, then the latest; those that took one of its traps, or, where there are none, those of its lessons. */
  answers: readonly WrongAnswer[];
};

/** At most so many at a time: more are no route. */
export const ROUTE_LIMIT = 3;
/** At most so many answers beside each. */
const ANSWERS_SHOWN = 6;

/** So many falls within a small set say something by themselves; one is chance. */
const FALLS_IN_A_SET = 2;

/**
 * Whether some evidence is enough to open a remediation at this look. Whoever looks often enough finds something in
 * chance, so practice must have shown it by itself, and checks and drills, which come daily, open on strong evidence alone.
 */
function opensOnSome(
  ended: EndedAttempt | null,
  traps: readonly string[],
  wrongAnswers: readonly WrongAnswer[],
): boolean {
  switch (ended?.look) {
    case "whole":
      return true;
    case "set":
      return (
        wrongAnswers.filter(
          ({ attempt, trapsTaken }) => attempt === ended.attempt && trapsTaken.some((trap) => traps.includes(trap)),
        ).length >= FALLS_IN_A_SET
      );
    case "probes":
    case undefined:
      return false;
  }
}

const STRENGTH = { strong: 0, some: 1, weak: 2 } as const;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function answersBehind({ traps, lessons }: RouteInput["symptoms"][number], all: readonly WrongAnswer[]): WrongAnswer[] {
  const byTrap = all.filter((answer) => answer.trapsTaken.some((trap) => traps.includes(trap)));
  const chosen = byTrap.length > 0 ? byTrap : all.filter((answer) => answer.lessons.some((id) => lessons.includes(id)));
  return [...chosen]
    .sort((a, b) => Number(b.sure) - Number(a.sure) || b.at - a.at || byText(a.question, b.question))
    .slice(0, ANSWERS_SHOWN);
}

function trapsOf(symptom: RouteInput["symptoms"][number], ledger: RouteInput["ledger"]): RoutedTrap[] {
  return symptom.traps
    .flatMap((trap) => {
      const counts = ledger[trap];
      return counts === undefined || counts.decided === 0 ? [] : [{ trap, ...counts }];
    })
    .sort((a, b) => b.falls - a.falls || a.decided - b.decided || byText(a.trap, b.trap));
}

/**
 * The remediations to open or to go on with after an attempt: at most three, the strongest evidence first; among equally
 * strong ones those where the learner was sure and wrong, then the more probable, then the more falls. Weak evidence
 * opens nothing, and some evidence only where an exam, a diagnosis or the set that ended shows it: a remediation under
 * way is shown with any. Evidence without an answer to show is none. A done remediation is reopened by strong evidence
 * alone: what was cured is checked, not guessed about.
 */
export function route({ symptoms, diagnosed, ledger, wrongAnswers, remediations, ended }: RouteInput): Routed[] {
  const routed = diagnosed.flatMap(({ symptom: id, probability, strength }): Routed[] => {
    const symptom = symptoms.find((other) => other.id === id);
    if (symptom === undefined) return [];
    const existing = remediations.find((remediation) => remediation.symptom === id);
    const action = existing === undefined ? "open" : existing.done ? "reopen" : "continue";
    const answers = answersBehind(symptom, wrongAnswers);
    const enough =
      action === "continue" ||
      (answers.length > 0 &&
        (strength === "strong" ||
          (action === "open" && strength === "some" && opensOnSome(ended, symptom.traps, wrongAnswers))));
    if (!enough) return [];
    const traps = trapsOf(symptom, ledger);
    const sureFalls = traps.reduce((sum, trap) => sum + trap.sureFalls, 0);
    return [{ symptom: id, action, strength, probability, traps, sureFalls, answers }];
  });
  const falls = ({ traps }: Routed): number => traps.reduce((sum, trap) => sum + trap.falls, 0);
  return routed
    .sort(
      (a, b) =>
        STRENGTH[a.strength] - STRENGTH[b.strength] ||
        b.sureFalls - a.sureFalls ||
        b.probability - a.probability ||
        falls(b) - falls(a) ||
        byText(a.symptom, b.symptom),
    )
    .slice(0, ROUTE_LIMIT);
}
