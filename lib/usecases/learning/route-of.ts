import { diagnoseLearner } from "@/lib/core/learning/fold/diagnose-learner";
import { routeLearner } from "@/lib/core/learning/fold/route-learner";
import type { Routed } from "@/lib/core/learning/route/route";
import { type PackView, symptomsOf } from "@/lib/core/pack/pack-view";
import type { FoldedLearner } from "./fold-learner";

/** A remediation that is open or should be, with the learner's words for it. */
export type RouteStop = Routed & { words: string; firstFix: string };

/** What the engine would open or go on with now, seen by itself. */
export function routeOf({ state, parameters }: FoldedLearner, pack: PackView): RouteStop[] {
  const symptoms = symptomsOf(pack);
  const { found } = diagnoseLearner(state, symptoms, parameters);
  const routed = routeLearner(state, symptoms, found, null);
  return routed.flatMap((one) => {
    const symptom = symptoms.find(({ id }) => id === one.symptom);
    return symptom === undefined ? [] : [{ ...one, words: symptom.symptom, firstFix: symptom.firstFix }];
  });
}
