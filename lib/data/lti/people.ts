import type { Viewer } from "@/lib/core/access/viewer";
import { type CourseRole, courseRoleSchema } from "@/lib/core/lti/launch";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { toDate } from "@/lib/data/time";

/** Who a person of a platform is here, if they have been here. */
export async function findLtiUser(
  db: Reader,
  platformId: string,
  sub: string,
): Promise<{ id: string; userId: string; isAdmin: boolean; disabled: boolean } | null> {
  const row = await db.ltiUser.findUnique({
    where: { platformId_sub: { platformId, sub } },
    select: { id: true, userId: true, user: { select: { role: true, disabledAt: true } } },
  });
  if (row === null) return null;
  const { id, userId, user } = row;
  return { id, userId, isAdmin: user.role === "admin", disabled: user.disabledAt !== null };
}

/** As whom the viewer is known at a platform, by the id of that row; null for who is not. */
export async function findLtiUserOf(db: Reader, viewer: Viewer, platformId: string): Promise<string | null> {
  const key = { platformId, userId: viewer.userId };
  const row = await db.ltiUser.findUnique({ where: { platformId_userId: key }, select: { id: true } });
  return row?.id ?? null;
}

/** Whether an account is already that of somebody at a platform: it is of one person there at most. */
export async function isLinkedAt(db: Reader, platformId: string, userId: string): Promise<boolean> {
  const row = await db.ltiUser.findUnique({ where: { platformId_userId: { platformId, userId } } });
  return row !== null;
}

/** Says who a person of a platform is here. */
export async function createLtiUser(
  tx: Tx,
  who: { platformId: string; sub: string; userId: string; name: string | null; email: string | null },
  now: EpochMs,
): Promise<void> {
  await tx.ltiUser.create({ data: { id: newId(), ...who, createdAt: toDate(now) } });
}

/** Keeps what a platform last said of a person. */
export async function updateLtiUser(
  tx: Tx,
  { platformId, sub }: { platformId: string; sub: string },
  said: { name: string | null; email: string | null },
): Promise<void> {
  await tx.ltiUser.updateMany({ where: { platformId, sub }, data: said });
}

/** Those of a platform who have been here, by their ids there. */
export async function listLtiUsers(db: Reader, platformId: string): Promise<Map<string, string>> {
  const rows = await db.ltiUser.findMany({ where: { platformId }, select: { sub: true, userId: true } });
  return new Map(rows.map(({ sub, userId }) => [sub, userId]));
}

/** Writes down that somebody came from a course, and as what. */
export async function recordEnrolment(
  tx: Tx,
  { contextId, userId, role }: { contextId: string; userId: string; role: CourseRole },
  now: EpochMs,
): Promise<void> {
  const seenAt = toDate(now);
  await tx.ltiEnrolment.upsert({
    where: { contextId_userId: { contextId, userId } },
    create: { contextId, userId, role, seenAt },
    update: { role, seenAt },
  });
}

/** As what the viewer last came from a course; null for who never did. */
export async function findEnrolment(db: Reader, viewer: Viewer, contextId: string): Promise<CourseRole | null> {
  const row = await db.ltiEnrolment.findUnique({
    where: { contextId_userId: { contextId, userId: viewer.userId } },
    select: { role: true },
  });
  return row === null ? null : courseRoleSchema.parse(row.role);
}
