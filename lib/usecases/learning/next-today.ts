import type { Context } from "@/lib/core/access/viewer";
import { formSize } from "@/lib/core/exam/blueprint";
import { chooseToday, type TodayStep } from "@/lib/core/learning/fold/choose-today";
import { dueForToday } from "@/lib/core/learning/fold/due-traps";
import { questionMinutes } from "@/lib/core/learning/remediation/step-minutes";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Exam } from "@/lib/core/pack/schema";
import type { AttemptRow } from "@/lib/data/attempts";
import type { FoldedLearner } from "./fold-learner";
import { type ListedRemediation, type PricedStep, pricedStep } from "./list-remediations";
import { asRunning } from "./list-running";
import type { RouteStop } from "./route-of";

/** The one next step of today, with what its words need. */
export type NextToday =
  | { kind: "running"; attempt: AttemptRow }
  | { kind: "checks"; count: number; left: number; minutes: number; attemptId: string | null }
  | { kind: "remediation"; remediation: ListedRemediation; next: PricedStep; attemptId: string | null }
  | { kind: "begin"; symptom: string; words: string; firstFix: string }
  | { kind: "diagnosis" }
  | { kind: "exam"; questions: number; minutes: number };

/**
 * The one thing to do next. Home and dashboard ask here, so that they never say different things.
 *
 * @param running attempts that are not over, the newest first.
 */
export function nextToday(
  { now }: Pick<Context, "now">,
  seen: {
    folded: FoldedLearner;
    pack: PackView;
    exam: Exam;
    running: readonly AttemptRow[];
    route: readonly RouteStop[];
    remediations: readonly ListedRemediation[];
  },
): NextToday {
  const { pack, exam, running, route, remediations } = seen;
  const { state } = seen.folded;
  const { today, left } = dueForToday(state, now);
  const step: TodayStep = chooseToday({
    running: running.map(asRunning),
    checks: today.length,
    route,
    remediations,
    answered: state.head.general.answered,
  });
  switch (step.kind) {
    case "running": {
      const attempt = running.find(({ id }) => id === step.attemptId);
      return attempt === undefined ? examOf(exam) : { kind: "running", attempt };
    }
    case "checks":
      return { ...step, left: left.length, minutes: questionMinutes(step.count) };
    case "remediation": {
      const remediation = remediations.find(({ symptom }) => symptom.id === step.symptom);
      return remediation === undefined
        ? examOf(exam)
        : {
            kind: "remediation",
            remediation,
            next: pricedStep(step.step, state, pack, now),
            attemptId: step.attemptId,
          };
    }
    case "begin": {
      const stop = route.find(({ symptom }) => symptom === step.symptom);
      return stop === undefined
        ? examOf(exam)
        : { kind: "begin", symptom: stop.symptom, words: stop.words, firstFix: stop.firstFix };
    }
    case "diagnosis":
      return { kind: "diagnosis" };
    case "exam":
      return examOf(exam);
  }
}

function examOf({ blueprints: [blueprint] }: Exam): Extract<NextToday, { kind: "exam" }> {
  return blueprint === undefined
    ? { kind: "exam", questions: 0, minutes: 0 }
    : { kind: "exam", questions: formSize(blueprint), minutes: Math.round(blueprint.seconds / 60) };
}
