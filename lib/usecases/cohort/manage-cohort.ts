import { type Context, can } from "@/lib/core/access/viewer";
import { isTimeZone } from "@/lib/core/cohort/time-zone";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import {
  type CohortRow,
  countLeads,
  endMembership,
  findLedCohort,
  type LedCohort,
  listLedCohorts,
  listMembers,
  lockCohort,
  type Member,
  setArchived,
  createCohort as storeCohort,
  updateCohort,
} from "@/lib/data/cohorts";
import { database } from "@/lib/data/database";
import { tell } from "@/lib/data/notices";
import { findExamWithPack } from "@/lib/usecases/learn/current-exam";

/** The cohorts that the viewer leads; null for those who lead none and may make none. */
export async function listCohorts({ viewer }: Context): Promise<LedCohort[] | null> {
  const { reader } = await database();
  const cohorts = await listLedCohorts(reader, viewer);
  return cohorts.length > 0 || can(viewer, "leadCohorts") ? cohorts : null;
}

export type CohortRefusal = "missing" | "exam" | "zone";

/** Makes a cohort that the viewer leads. Returns its id. */
export async function createCohort(
  { viewer, now }: Context,
  input: { name: string; examId: string; timeZone: string },
): Promise<Result<{ cohortId: string }, CohortRefusal>> {
  if (!can(viewer, "leadCohorts")) return fail("missing");
  if (!isTimeZone(input.timeZone)) return fail("zone");
  const db = await database();
  const found = await findExamWithPack(db.reader, input.examId);
  if (found === null) return fail("exam");
  return db.transaction(async (tx) => {
    const cohort = { ...input, packId: found.pack.id, by: viewer.userId };
    const cohortId = await storeCohort(tx, cohort, now);
    await recordAudit(tx, { actorId: viewer.userId, action: "cohort-created", subject: cohortId }, now);
    return ok({ cohortId });
  });
}

/** A cohort with who is in it; null for all but its leads. */
export async function getCohort(
  { viewer }: Context,
  cohortId: string,
): Promise<{ cohort: CohortRow; members: Member[] } | null> {
  const { reader } = await database();
  const cohort = await findLedCohort(reader, viewer, cohortId);
  return cohort === null ? null : { cohort, members: await listMembers(reader, cohortId) };
}

/** Gives a cohort another name or time zone. */
export async function changeCohort(
  { viewer, now }: Context,
  input: { cohortId: string; name: string; timeZone: string },
): Promise<Result<null, CohortRefusal>> {
  const { cohortId, name, timeZone } = input;
  if (!isTimeZone(timeZone)) return fail("zone");
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, CohortRefusal>> => {
    if ((await findLedCohort(tx, viewer, cohortId)) === null) return fail("missing");
    await updateCohort(tx, cohortId, { name, timeZone });
    await recordAudit(tx, { actorId: viewer.userId, action: "cohort-changed", subject: cohortId }, now);
    return ok(null);
  });
}

/** Closes a cohort for joining and new work, or opens it again. */
export async function archiveCohort(
  { viewer, now }: Context,
  input: { cohortId: string; archived: boolean },
): Promise<Result<null, "missing">> {
  const { cohortId, archived } = input;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, "missing">> => {
    const cohort = await findLedCohort(tx, viewer, cohortId);
    if (cohort === null) return fail("missing");
    await setArchived(tx, cohortId, archived ? now : null);
    if ((cohort.archivedAt !== null) !== archived) {
      const what = archived ? "archived" : "reopened";
      for (const { userId } of await listMembers(tx, cohortId)) {
        if (userId === viewer.userId) continue;
        await tell(tx, userId, `cohort/${cohortId}/${what}/${now}`, { kind: "cohort", cohort: cohort.name, what }, now);
      }
    }
    const action = archived ? "cohort-archived" : "cohort-reopened";
    await recordAudit(tx, { actorId: viewer.userId, action, subject: cohortId }, now);
    return ok(null);
  });
}

/** Takes somebody out of a cohort that the viewer leads. The last lead stays: a cohort has one at any time. */
export async function removeMember(
  { viewer, now }: Context,
  input: { cohortId: string; userId: string },
): Promise<Result<null, "missing" | "last-lead">> {
  const { cohortId, userId } = input;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, "missing" | "last-lead">> => {
    await lockCohort(tx, cohortId);
    const cohort = await findLedCohort(tx, viewer, cohortId);
    if (cohort === null) return fail("missing");
    const member = (await listMembers(tx, cohortId)).find((one) => one.userId === userId);
    if (member === undefined) return fail("missing");
    if (member.role === "lead" && (await countLeads(tx, cohortId)) === 1) return fail("last-lead");
    const by = userId === viewer.userId ? "self" : "lead";
    await endMembership(tx, { cohortId, userId, by }, now);
    if (by === "lead") {
      const news = { kind: "cohort", cohort: cohort.name, what: "removed" } as const;
      await tell(tx, userId, `cohort/${cohortId}/removed/${now}`, news, now);
    }
    const detail = { userId };
    await recordAudit(tx, { actorId: viewer.userId, action: "member-removed", subject: cohortId, detail }, now);
    return ok(null);
  });
}
