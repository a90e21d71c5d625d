import type { Context } from "@/lib/core/access/viewer";
import { nextStep } from "@/lib/core/learning/remediation/next-step";
import type { Routed } from "@/lib/core/learning/route/route";
import type { PackView } from "@/lib/core/pack/pack-view";
import { type AttemptRow, listItems } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { findPackView } from "@/lib/data/packs";
import { findRunningDiagnosis } from "@/lib/usecases/diagnose/get-diagnosis";
import { type FoldedLearner, getFoldedLearner } from "./fold-learner";
import { type PricedStep, pricedStep } from "./list-remediations";
import { routeOf } from "./route-of";

/** A stop of the route as a result shows it. */
export type RouteView = {
  symptom: string;
  words: string;
  firstFix: string;
  strength: Routed["strength"];
  /** Those of its traps that were taken, most falls first. */
  traps: { id: string; short: string; falls: number; decided: number }[];
  /** What its remediation asks for next; null where there is no remediation on it yet. */
  next: PricedStep | null;
  /** The answers behind it: their places in this attempt, and how many are from others. */
  here: { place: number; sure: boolean }[];
  elsewhere: number;
};

/** `waits`: what a diagnosis that runs has heard so far must not be told before its end. */
export type RouteAfter = { kind: "waits"; attemptId: string } | { kind: "found"; stops: RouteView[]; answered: number };

function stopsOf(
  folded: FoldedLearner,
  pack: PackView,
  attemptId: string,
  placeOf: ReadonlyMap<string, number>,
  now: number,
): RouteView[] {
  return routeOf(folded, pack).map((stop) => {
    const { symptom, words, firstFix, strength } = stop;
    const work = folded.state.remediations[symptom];
    const here = stop.answers.flatMap(({ attempt, question, sure }) => {
      const place = attempt === attemptId ? placeOf.get(question) : undefined;
      return place === undefined ? [] : [{ place, sure }];
    });
    return {
      symptom,
      words,
      firstFix,
      strength,
      traps: stop.traps.flatMap(({ trap, falls, decided }) =>
        falls === 0 ? [] : [{ id: trap, short: pack.traps.get(trap)?.short ?? trap, falls, decided }],
      ),
      next: work === undefined ? null : pricedStep(nextStep(work.remediation, now), folded.state, pack, now),
      here: here.sort((a, b) => a.place - b.place),
      elsewhere: stop.answers.length - here.length,
    };
  });
}

/**
 * The learner's route as it stands now, seen from one of their ended attempts. The caller has found the attempt to be
 * the viewer's.
 */
export async function getRouteAfter(
  { viewer, now }: Context,
  attempt: Pick<AttemptRow, "id" | "packId">,
): Promise<RouteAfter> {
  const running = await findRunningDiagnosis({ viewer });
  if (running !== null && running.answered > 0) return { kind: "waits", attemptId: running.attemptId };
  const { reader } = await database();
  const pack = await findPackView(reader, attempt.packId);
  if (pack === null) return { kind: "found", stops: [], answered: 0 };
  const folded = await getFoldedLearner(reader, viewer, pack.id);
  const items = await listItems(reader, attempt.id);
  const placeOf = new Map(items.map(({ questionId, position }) => [questionId, position + 1]));
  return {
    kind: "found",
    stops: stopsOf(folded, pack, attempt.id, placeOf, now),
    answered: folded.state.head.general.answered,
  };
}
