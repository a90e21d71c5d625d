import { z } from "zod";
import type { Viewer } from "@/lib/core/access/viewer";
import {
  type LearnerState,
  learnerHeadSchema,
  learnerLessonSchema,
  learnerTrapSchema,
} from "@/lib/core/learning/fold/learner-state";
import { remediationWorkSchema } from "@/lib/core/learning/fold/remediation-work";
import { generalStateSchema, lessonStateSchema } from "@/lib/core/learning/mastery/mastery-state";
import { isDone, type Remediation } from "@/lib/core/learning/remediation/state";
import { dueAt } from "@/lib/core/learning/schedule/card";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Database, Reader, Tx } from "./database";
import { newId } from "./new-id";
import { putHead, putLessons, putTraps, putWork, takeLearner } from "./sql/put-learner";
import { toDate, toDateOrNull } from "./time";

/** One person in one pack, without what is folded below it. `head` is JSON, or "{}" before the first fold. */
export type LearnerRow = {
  id: string;
  userId: string;
  packId: string;
  snapshot: number;
  /** The place of the last event of the log, and of the last that was folded. */
  logged: number;
  folded: number;
  /** Counts every time that it was taken for writing. */
  revision: number;
  head: string;
};

const learnerSelect = {
  id: true,
  userId: true,
  packId: true,
  snapshot: true,
  logged: true,
  folded: true,
  revision: true,
  state: true,
} as const;

const toRow = ({ state, ...row }: Omit<LearnerRow, "head"> & { state: string }): LearnerRow => ({
  ...row,
  head: state,
});

/** The viewer as a learner of a pack; null before their first answer there. */
export async function findLearner(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  packId: string,
): Promise<LearnerRow | null> {
  const row = await db.learner.findUnique({
    where: { userId_packId: { userId: viewer.userId, packId } },
    select: learnerSelect,
  });
  return row === null ? null : toRow(row);
}

/**
 * Takes a learner's row for writing until the transaction ends, making it where there is none. An attempt's lock is
 * always taken before a learner's, never after.
 *
 * @param snapshot of a new one; null: the newest of the pack.
 */
export async function lockLearner(
  tx: Tx,
  owner: { userId: string; packId: string },
  snapshot: number | null,
  now: EpochMs,
): Promise<LearnerRow> {
  return toRow(
    await takeLearner(tx, {
      id: newId(),
      userId: owner.userId,
      packId: owner.packId,
      snapshot,
      updatedAt: toDate(now),
    }),
  );
}

/** What is folded of a learner beside their lessons, traps and remediations; null before the first fold. */
export const headOf = ({ head }: LearnerRow): LearnerState["head"] | null =>
  head === "{}" ? null : learnerHeadSchema.parse(JSON.parse(head));

/** All that is folded of a learner; null before the first fold. */
export async function loadLearnerState(db: Reader, learner: LearnerRow): Promise<LearnerState | null> {
  const head = headOf(learner);
  if (head === null) return null;
  const where = { learnerId: learner.id };
  const [lessons, traps, remediations] = [
    await db.learnerLesson.findMany({ where, select: { lesson: true, state: true } }),
    await db.learnerTrap.findMany({ where, select: { trap: true, state: true } }),
    await db.remediation.findMany({ where, select: { symptom: true, state: true } }),
  ];
  return {
    head,
    lessons: Object.fromEntries(lessons.map((row) => [row.lesson, learnerLessonSchema.parse(JSON.parse(row.state))])),
    traps: Object.fromEntries(traps.map((row) => [row.trap, learnerTrapSchema.parse(JSON.parse(row.state))])),
    remediations: Object.fromEntries(
      remediations.map((row) => [row.symptom, remediationWorkSchema.parse(JSON.parse(row.state))]),
    ),
  };
}

/** What moves whenever anything that is folded of a learner does, among committed rows. */
export const learnerMark = ({ revision, snapshot, logged, folded }: Omit<LearnerRow, "head">): string =>
  `${revision}/${snapshot}/${logged}/${folded}`;

/** So many learners' states are kept at once; one of somebody with a thousand answers takes some 50 kB. */
const KEPT_STATES = 200;

const keptStates = new WeakMap<Database, Map<string, { mark: string; state: LearnerState | null }>>();

/**
 * As `loadLearnerState` from the reader of a database, which sees committed rows only: what is kept in this process is
 * given again as long as the learner's mark is the same. The same object, so that what is made of it can be kept, too.
 */
export async function loadCommittedState(db: Database, learner: LearnerRow): Promise<LearnerState | null> {
  const states = keptStates.get(db) ?? new Map<string, { mark: string; state: LearnerState | null }>();
  keptStates.set(db, states);
  const mark = learnerMark(learner);
  const known = states.get(learner.id);
  if (known?.mark === mark) return known.state;
  const state = await loadLearnerState(db.reader, learner);
  if (states.size >= KEPT_STATES) states.clear();
  states.set(learner.id, { mark, state });
  return state;
}

/** The learners of a pack that some people are, without what is folded of them. */
export async function listLearners(
  db: Reader,
  userIds: readonly string[],
  packId: string,
): Promise<Omit<LearnerRow, "head">[]> {
  const { state: _state, ...select } = learnerSelect;
  return db.learner.findMany({ where: { packId, userId: { in: [...userIds] } }, select });
}

/** Of all that is folded of a learner, how able they are. */
export type Ability = {
  head: Pick<LearnerState["head"], "general">;
  lessons: Readonly<Record<string, Pick<LearnerState["lessons"][string], "mastery">>>;
};

const storedGeneral = z.object({ general: generalStateSchema });
const storedMastery = z.object({ mastery: lessonStateSchema });

/** How able some people are in a pack: two queries for all of them. `state` null: before the first fold. */
export async function listAbilities(
  db: Reader,
  userIds: readonly string[],
  packId: string,
): Promise<{ learner: LearnerRow; state: Ability | null }[]> {
  const rows = await db.learner.findMany({
    where: { packId, userId: { in: [...userIds] } },
    select: { ...learnerSelect, lessons: { select: { lesson: true, state: true } } },
  });
  return rows.map(({ lessons, ...row }) => ({
    learner: toRow(row),
    state:
      row.state === "{}"
        ? null
        : {
            head: storedGeneral.parse(JSON.parse(row.state)),
            lessons: Object.fromEntries(lessons.map((one) => [one.lesson, storedMastery.parse(JSON.parse(one.state))])),
          },
  }));
}

/**
 * Writes what a fold changed; the caller holds the learner's lock.
 *
 * @param last the last event that was folded; `isLast`: the log ends with it.
 */
export async function saveLearnerState(
  tx: Tx,
  learnerId: string,
  before: LearnerState | null,
  after: LearnerState,
  last: { seq: number; at: EpochMs; isLast?: boolean },
): Promise<void> {
  const lessons = changed(before?.lessons, after.lessons).map(([lesson, state]) => ({
    lesson,
    answered: state.mastery.answered,
    right: state.mastery.right,
    state: asText(learnerLessonSchema, state),
  }));
  await putLessons(tx, learnerId, lessons);
  const traps = changed(before?.traps, after.traps).map(([trap, state]) => {
    const { entry, offered, card } = state;
    return {
      trap,
      offered,
      decided: entry.decided,
      falls: entry.falls,
      state: asText(learnerTrapSchema, state),
      card: card === null ? null : JSON.stringify(card),
      dueAt: card === null ? null : toDate(Math.round(dueAt(card))),
    };
  });
  await putTraps(tx, learnerId, traps);
  const work = changed(before?.remediations, after.remediations).map(([symptom, state]) => {
    const { remediation } = state;
    return {
      id: newId(),
      symptom,
      openedBy: remediation.openedBy,
      openedAt: toDate(remediation.openedAt),
      closedAt: toDateOrNull(isDone(remediation) ? remediation.updatedAt : null),
      state: asText(remediationWorkSchema, state),
      updatedAt: toDate(remediation.updatedAt),
    };
  });
  await putWork(tx, learnerId, work);
  await putHead(tx, learnerId, {
    state: asText(learnerHeadSchema, after.head),
    answers: after.head.general.answered,
    folded: last.seq,
    isLast: last.isLast ?? false,
    updatedAt: toDate(last.at),
  });
}

/** JSON with the keys in the schema's order, so that the same state is the same text however it came about. */
const asText = (schema: z.ZodType, state: unknown): string => JSON.stringify(schema.parse(state));

/** The entries whose value is another one than before; folds keep what they do not change. */
function changed<T>(
  before: Readonly<Record<string, T>> | undefined,
  after: Readonly<Record<string, T>>,
): [string, T][] {
  return Object.entries(after).filter(([key, value]) => before?.[key] !== value);
}

/** Takes everything that is folded away; the log stays, so that it can be folded anew, with another snapshot or the same. */
export async function clearLearnerState(tx: Tx, learnerId: string, snapshot: number): Promise<void> {
  const where = { learnerId };
  await tx.learnerLesson.deleteMany({ where });
  await tx.learnerTrap.deleteMany({ where });
  await tx.remediation.deleteMany({ where });
  await tx.learner.update({ where: { id: learnerId }, data: { state: "{}", answers: 0, folded: 0, snapshot } });
}

/** Learners of anybody after an id, for rebuilding and fitting. */
export async function unscopedListLearners(db: Reader, after: string | null, take: number): Promise<LearnerRow[]> {
  const rows = await db.learner.findMany({
    ...(after === null ? {} : { where: { id: { gt: after } } }),
    orderBy: { id: "asc" },
    take,
    select: learnerSelect,
  });
  return rows.map(toRow);
}

/**
 * Gives a guest's learning to an account: where the account has not learnt in a pack yet, the guest's learner becomes
 * theirs; else the guest's log is put after theirs, and all is folded anew by whoever reads it next.
 */
export async function mergeLearners(tx: Tx, guestId: string, userId: string): Promise<void> {
  const guests = await tx.learner.findMany({ where: { userId: guestId }, select: learnerSelect });
  for (const guest of guests) {
    const own = await findLearner(tx, { userId }, guest.packId);
    if (own === null) {
      await tx.learner.update({ where: { id: guest.id }, data: { userId } });
      continue;
    }
    const events = await tx.learningEvent.findMany({
      where: { learnerId: guest.id },
      orderBy: { seq: "asc" },
      select: { id: true },
    });
    for (const [index, event] of events.entries()) {
      await tx.learningEvent.update({
        where: { id: event.id },
        data: { learnerId: own.id, seq: own.logged + index + 1 },
      });
    }
    await tx.learner.update({ where: { id: own.id }, data: { logged: own.logged + events.length } });
    await clearLearnerState(tx, own.id, own.snapshot);
  }
}

/**
 * The remediations of everybody in a pack, learner by learner, after an id: for counts over all of them alone. The id is
 * for asking on; nothing else names the person.
 */
export async function unscopedListRemediationsOfEverybody(
  db: Reader,
  packId: string,
  after: string | null,
  take: number,
): Promise<{ learnerId: string; remediations: Remediation[] }[]> {
  const rows = await db.learner.findMany({
    where: { packId, remediations: { some: {} }, ...(after === null ? {} : { id: { gt: after } }) },
    orderBy: { id: "asc" },
    take,
    select: { id: true, remediations: { select: { state: true } } },
  });
  return rows.map(({ id, remediations }) => ({
    learnerId: id,
    remediations: remediations.map(({ state }) => remediationWorkSchema.parse(JSON.parse(state)).remediation),
  }));
}
