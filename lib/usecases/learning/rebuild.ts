import { initialLearner } from "@/lib/core/learning/fold/learner-state";
import { listEnded } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import {
  clearLearnerState,
  type LearnerRow,
  loadLearnerState,
  lockLearner,
  saveLearnerState,
  unscopedListLearners,
} from "@/lib/data/learners";
import { listLearningEvents } from "@/lib/data/learning-events";
import { findPackView } from "@/lib/data/packs";
import { getSnapshot } from "@/lib/data/parameter-snapshots";
import { replayAttempts } from "@/lib/usecases/attempt/replay-attempt";
import { recountForCohorts } from "@/lib/usecases/cohort/count-weeks";
import { foldAll } from "./fold-learner";

/** So many events or attempts are worked out in one transaction: others wait no longer than that. */
const PAGE = 200;

export type Rebuilt = { attempts: number; events: number; differing: number };

/**
 * Works out everything of one learner anew from the event logs: first the responses and results of their ended attempts,
 * then what is folded. With the snapshot that the learner has (the default), and the same release, the same rows come out. May be stopped at any
 * moment: what is missing is folded by whoever comes next.
 */
export async function rebuildLearner(learner: LearnerRow, now: number, snapshot = learner.snapshot): Promise<Rebuilt> {
  const db = await database();
  const rebuilt: Rebuilt = { attempts: 0, events: 0, differing: 0 };
  for (let after: string | null = null; ; ) {
    const page: { last: string | null; count: number; differing: number } = await db.transaction(async (tx) => {
      const attempts = await listEnded(tx, learner, learner.packId, { after, take: PAGE });
      const differing = await replayAttempts(tx, attempts);
      return { last: attempts.at(-1)?.id ?? null, count: attempts.length, differing };
    });
    rebuilt.attempts += page.count;
    rebuilt.differing += page.differing;
    if (page.count < PAGE) break;
    after = page.last;
  }
  await db.transaction((tx) => recountForCohorts(tx, learner));
  await db.transaction(async (tx) => {
    await lockLearner(tx, learner, snapshot, now);
    await clearLearnerState(tx, learner.id, snapshot);
  });
  rebuilt.events = await foldRest(learner, now);
  return rebuilt;
}

/** Folds all events of a learner's log that are not folded yet, page by page. Returns how many. */
export async function foldRest(learner: LearnerRow, now: number): Promise<number> {
  for (let events = 0; ; ) {
    const folded = await foldPage(learner, now);
    events += folded;
    if (folded < PAGE) return events;
  }
}

/** Folds the next events of a learner's log that are not folded yet. Returns how many. */
async function foldPage(owner: LearnerRow, now: number): Promise<number> {
  const db = await database();
  return db.transaction(async (tx) => {
    const pack = await findPackView(tx, owner.packId);
    if (pack === null) return 0;
    const learner = await lockLearner(tx, owner, owner.snapshot, now);
    const pending = await listLearningEvents(tx, learner.id, { after: learner.folded, take: PAGE });
    const last = pending.at(-1);
    if (last === undefined) return 0;
    const parameters = await getSnapshot(tx, learner.packId, learner.snapshot);
    const before = await loadLearnerState(tx, learner);
    const state = await foldAll(tx, learner, before ?? initialLearner(parameters.mastery), pending, parameters, pack);
    await saveLearnerState(tx, learner.id, before, state, last);
    return pending.length;
  });
}

/** The next learners of anybody after an id, for the rebuild of all. */
export async function nextLearners(after: string | null, take: number): Promise<LearnerRow[]> {
  const { reader } = await database();
  return unscopedListLearners(reader, after, take);
}
