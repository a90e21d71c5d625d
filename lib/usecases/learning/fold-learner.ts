import type { AttemptMode } from "@/lib/core/attempt/plan";
import { diagnoseLearner } from "@/lib/core/learning/fold/diagnose-learner";
import { foldAnswer } from "@/lib/core/learning/fold/fold-answer";
import { foldReading } from "@/lib/core/learning/fold/fold-reading";
import { initialLearner, type LearnerState, withConfidence } from "@/lib/core/learning/fold/learner-state";
import type { LearningEvent } from "@/lib/core/learning/fold/learning-event";
import type { LearningParameters } from "@/lib/core/learning/fold/learning-parameters";
import { openReported, openRouted, routeLearner } from "@/lib/core/learning/fold/route-learner";
import type { EndedAttempt } from "@/lib/core/learning/route/route";
import { type PackView, symptomsOf } from "@/lib/core/pack/pack-view";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database, type Reader, type Tx } from "@/lib/data/database";
import {
  findLearner,
  headOf,
  type LearnerRow,
  loadCommittedState,
  loadLearnerState,
  lockLearner,
  saveLearnerState,
} from "@/lib/data/learners";
import { insertLearningEvents, type LoggedEvent, listLearningEvents } from "@/lib/data/learning-events";
import { findPackView } from "@/lib/data/packs";
import { getSnapshot, newestSnapshot } from "@/lib/data/parameter-snapshots";
import { type AnsweredAttempt, type AttemptAtHand, answersOf, readAttempts, type WhatIf } from "./read-answers";

type Owner = { userId: string; packId: string };

/** A learner with all that is folded of them and the numbers that it was folded with. */
export type FoldedLearner = { learner: LearnerRow | null; state: LearnerState; parameters: LearningParameters };

/**
 * What is folded of the viewer in a pack; somebody who has not answered yet is at the beginning. Events that nobody has
 * folded yet (after two accounts became one) are folded in passing and written by the next event.
 */
export async function getFoldedLearner(db: Reader, viewer: { userId: string }, packId: string): Promise<FoldedLearner> {
  const learner = await findLearner(db, viewer, packId);
  const parameters = await getSnapshot(db, packId, learner?.snapshot ?? (await newestSnapshot(db, packId)));
  const beginning = initialLearner(parameters.mastery);
  if (learner === null) return { learner, state: beginning, parameters };
  const own = await database();
  const loaded = db === own.reader ? await loadCommittedState(own, learner) : await loadLearnerState(db, learner);
  const stored = loaded ?? beginning;
  if (learner.folded === learner.logged) return { learner, state: stored, parameters };
  const pack = await findPackView(db, packId);
  if (pack === null) return { learner, state: stored, parameters };
  const pending = await listLearningEvents(db, learner.id, { after: learner.folded });
  return { learner, state: await foldAll(db, learner, stored, pending, parameters, pack), parameters };
}

/** As `getFoldedLearner`, without lessons, traps and remediations: for those who need none, one row instead of many. */
export async function getFoldedHead(
  db: Reader,
  viewer: { userId: string },
  packId: string,
): Promise<LearnerState["head"]> {
  const learner = await findLearner(db, viewer, packId);
  const head = learner === null || learner.folded !== learner.logged ? null : headOf(learner);
  return head ?? (await getFoldedLearner(db, viewer, packId)).state.head;
}

/** What the end of an attempt is worth as a look at the learner, by what it was. */
const LOOKS = {
  exam: "whole",
  diagnose: "whole",
  practice: "set",
  drill: "probes",
  check: "probes",
} as const satisfies Record<AttemptMode, EndedAttempt["look"]>;

/** One event folded into the state. What an answer was is read from its attempt. */
function foldEvent(
  attempts: ReadonlyMap<string, AnsweredAttempt>,
  before: LearnerState,
  { event, at }: { event: LearningEvent; at: EpochMs },
  parameters: LearningParameters,
  pack: PackView,
): LearnerState {
  switch (event.kind) {
    case "answers": {
      const parentOf = (trap: string) => pack.traps.get(trap)?.parent;
      const attempt = attempts.get(event.attemptId);
      const answers = attempt === undefined ? [] : answersOf(attempt, event, at);
      return answers.reduce((state, answer) => foldAnswer(state, answer, parameters, { parentOf }), before);
    }
    case "attempt-ended": {
      // How sure somebody was may have been said after the answer was folded.
      const ended = attempts.get(event.attemptId);
      const items = [...(ended?.items.values() ?? [])];
      const told = withConfidence(
        before,
        items.flatMap(({ id, outcome, dropped, state }) => {
          const confidence = state.confidence.value;
          return confidence === null || dropped || outcome === null || outcome === "unanswered"
            ? []
            : [{ item: id, confidence, right: outcome === "right" }];
        }),
      );
      const symptoms = symptomsOf(pack);
      const { found } = diagnoseLearner(told, symptoms, parameters);
      const look = ended === undefined ? null : { attempt: event.attemptId, look: LOOKS[ended.attempt.mode] };
      return openRouted(told, routeLearner(told, symptoms, found, look), at);
    }
    case "report": {
      const symptom = symptomsOf(pack).find(({ id }) => id === event.symptom);
      return symptom === undefined ? before : openReported(before, symptom, at);
    }
    case "rescored":
      return before;
    case "fact-read":
      return foldReading(before, "fact-read", [event.trap], at);
    case "section-read": {
      const traps = [...pack.traps.values()].filter(
        ({ lesson, section }) => lesson === event.lesson && section === event.section,
      );
      return foldReading(
        before,
        "section-read",
        traps.map(({ id }) => id),
        at,
      );
    }
  }
}

/** The state after events in their order. */
export async function foldAll(
  db: Reader,
  owner: Owner,
  before: LearnerState,
  logged: readonly LoggedEvent[],
  parameters: LearningParameters,
  pack: PackView,
  whatIf?: WhatIf,
  atHand?: AttemptAtHand,
): Promise<LearnerState> {
  const attempts = await readAttempts(
    db,
    owner,
    logged.flatMap(({ event }) => ("attemptId" in event ? [event.attemptId] : [])),
    whatIf,
    atHand,
  );
  return logged.reduce((state, entry) => foldEvent(attempts, state, entry, parameters, pack), before);
}

/**
 * Appends events to a learner's log and folds them, in the caller's transaction. An attempt's lock is taken before this,
 * never after. Does nothing when the pack is gone.
 *
 * @param atHand an attempt that the events are about, as this transaction has left it: it is not read again.
 */
export async function recordLearning(
  tx: Tx,
  owner: Owner,
  events: readonly LearningEvent[],
  now: EpochMs,
  atHand?: AttemptAtHand,
): Promise<void> {
  if (events.length === 0) return;
  const pack = atHand?.pack ?? (await findPackView(tx, owner.packId));
  if (pack === null) return;
  const learner = await lockLearner(tx, owner, null, now);
  await insertLearningEvents(tx, learner, events, now);
  const parameters = await getSnapshot(tx, owner.packId, learner.snapshot);
  const before = await loadLearnerState(tx, learner);
  const earlier =
    learner.folded === learner.logged ? [] : await listLearningEvents(tx, learner.id, { after: learner.folded });
  // Those of now are in the log by now; with what came before them there is nothing to read where all that is folded.
  const pending =
    earlier.length > 0
      ? earlier
      : events.map((event, index): LoggedEvent => ({ seq: learner.logged + index + 1, at: now, event }));
  const beginning = before ?? initialLearner(parameters.mastery);
  const state = await foldAll(tx, owner, beginning, pending, parameters, pack, undefined, atHand);
  await saveLearnerState(tx, learner.id, before, state, {
    seq: learner.logged + events.length,
    at: now,
    isLast: true,
  });
}

/** Records events of the viewer by themselves, such as what they read or report. */
export async function recordByItself(owner: Owner, events: readonly LearningEvent[], now: EpochMs): Promise<void> {
  const db = await database();
  await db.transaction((tx) => recordLearning(tx, owner, events, now));
}
