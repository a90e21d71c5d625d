import type { Context } from "@/lib/core/access/viewer";
import {
  type AssignedWork,
  mayBegin,
  type NotNow,
  type OwnRules,
  type Standing,
  standingOf,
} from "@/lib/core/cohort/assignment";
import { type CalendarEntry, iCalendar } from "@/lib/core/cohort/calendar";
import { findExam, listPackLessons, type PackView } from "@/lib/core/pack/pack-view";
import { type EpochMs, HOUR_MS } from "@/lib/core/shared/epoch-ms";
import {
  type AllowanceRow,
  type AssignmentRow,
  findFeed,
  findFeedOwner,
  listAllowances,
  listOwnAssignments,
  listWork,
  type OwnAssignment,
  setFeed,
} from "@/lib/data/assignments";
import { database, type Reader } from "@/lib/data/database";
import { listPackViews } from "@/lib/data/packs";
import { hashOfSecret, newSecret } from "@/lib/data/random-secret";
import { rulesFor } from "./enter";

/** One thing that a learner is to do, as they see it. `not`: why it cannot be begun now. */
export type DueWork = {
  assignment: AssignmentRow;
  cohort: OwnAssignment["cohort"];
  what: string;
  rules: OwnRules;
  begun: number;
  doneAt: EpochMs | null;
  standing: Standing;
  not: NotNow | null;
};

/** What is to be done, in words. */
export function workWords(work: AssignedWork, pack: PackView, examId: string): string {
  switch (work.kind) {
    case "exam": {
      const blueprint = findExam(pack, examId)?.blueprints.find(({ id }) => id === work.blueprint);
      return `Exam: ${blueprint?.title ?? "one that is not offered any more"}`;
    }
    case "drill":
      return `Drill: ${pack.traps.get(work.trap)?.name ?? work.trap}`;
    case "lesson": {
      const title = listPackLessons(pack).find(({ id }) => id === work.lesson)?.title ?? "";
      return `Lesson ${work.lesson}: ${title}`;
    }
    case "diagnose":
      return "Diagnosis";
  }
}

async function dueOf(db: Reader, viewer: { userId: string }, now: EpochMs): Promise<DueWork[]> {
  const own = await listOwnAssignments(db, viewer);
  if (own.length === 0) return [];
  const packs = new Map((await listPackViews(db)).map((pack) => [pack.id, pack]));
  const allowed = new Map<string, AllowanceRow[]>();
  for (const id of new Set(own.map(({ cohort }) => cohort.id)))
    allowed.set(id, await listAllowances(db, id, viewer.userId));
  const work = await listWork(
    db,
    own.map(({ assignment }) => assignment.id),
    [viewer.userId],
  );
  return own.flatMap(({ assignment, cohort }) => {
    const pack = packs.get(cohort.packId);
    if (pack === undefined) return [];
    const rules = rulesFor(assignment, allowed.get(cohort.id) ?? [], viewer.userId);
    const { begun = 0, doneAt = null } = work.find(({ assignmentId }) => assignmentId === assignment.id) ?? {};
    const standing = standingOf(rules, { begun, doneAt }, now);
    const what = workWords(assignment.work, pack, cohort.examId);
    return [{ assignment, cohort, what, rules, begun, doneAt, standing, not: mayBegin(rules, begun, now) }];
  });
}

/** What the viewer is to do in all of their cohorts, the next due first. */
export async function listDue({ viewer, now }: Context): Promise<DueWork[]> {
  const { reader } = await database();
  const due = await dueOf(reader, viewer, now);
  return due.sort((a, b) => a.rules.dueAt - b.rules.dueAt);
}

/** When the viewer's calendar address was made; null where there is none. */
export async function getFeed({ viewer }: Context): Promise<EpochMs | null> {
  const { reader } = await database();
  return findFeed(reader, viewer);
}

/** Makes a secret address for the viewer's calendar, in place of the one before. It is told this once. */
export async function makeFeed({ viewer, now }: Context): Promise<{ token: string }> {
  const token = newSecret(24);
  const db = await database();
  await db.transaction((tx) => setFeed(tx, viewer, hashOfSecret(token), now));
  return { token };
}

/** Takes the viewer's calendar address away. */
export async function endFeed({ viewer, now }: Context): Promise<void> {
  const db = await database();
  await db.transaction((tx) => setFeed(tx, viewer, null, now));
}

const TITLES: Partial<Record<Standing, string>> = { done: "Done: ", late: "Done: ", missed: "Closed: " };

/** The calendar behind a secret address: what is due for its owner. Null where the address is none. */
export async function readFeed(token: string, origin: string, now: EpochMs): Promise<string | null> {
  if (token.length > 100) return null;
  const { reader } = await database();
  const owner = await findFeedOwner(reader, hashOfSecret(token));
  if (owner === null) return null;
  const entries = (await dueOf(reader, owner, now)).map(
    ({ assignment, cohort, what, rules, standing }): CalendarEntry => {
      return {
        uid: `${assignment.id}@${new URL(origin).host}`,
        title: `${TITLES[standing] ?? "Due: "}${assignment.title}`,
        note: `${what}\n${cohort.name}`,
        address: `${origin}/due`,
        startsAt: rules.dueAt - HOUR_MS,
        endsAt: rules.dueAt,
        changedAt: assignment.updatedAt,
      };
    },
  );
  return iCalendar("Trapline", entries);
}
