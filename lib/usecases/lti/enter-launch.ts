import type { Context, Viewer } from "@/lib/core/access/viewer";
import type { Launch } from "@/lib/core/lti/launch";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { type Database, database, type Reader, type Tx } from "@/lib/data/database";
import { createLtiUser, findLtiUser, isLinkedAt, updateLtiUser } from "@/lib/data/lti/people";
import { unscopedFindPlatform } from "@/lib/data/lti/platforms";
import { findWaitingLaunch, takeLaunch, type WaitingLaunch } from "@/lib/data/lti/states";
import { createUser } from "@/lib/data/users";
import { browserCookie, hashOfLaunch } from "./secrets";
import { settleCourse } from "./settle-course";

/** What the browser holds: the ticket in the address, and its own cookies. */
export type Entrance = { ticket: string; cookieOf: (name: string) => string | undefined };

export type EntranceRefusal = "ticket" | "closed" | "admin" | "taken";
export type Entered = { userId: string; to: string; cookie: string };

/** The launch of a ticket, in the browser that began it; null in every other one. */
async function findOwnLaunch(db: Reader, { ticket, cookieOf }: Entrance, now: EpochMs): Promise<WaitingLaunch | null> {
  const waiting = await findWaitingLaunch(db, hashOfLaunch(ticket), now);
  if (waiting === null) return null;
  const cookie = cookieOf(browserCookie(waiting.stateId));
  return cookie !== undefined && hashOfLaunch(cookie) === waiting.browserHash ? waiting : null;
}

/** Whether to ask somebody who is signed in whether the person of the course is them. */
async function mayBeLinked(db: Reader, viewer: Viewer | null, platformId: string): Promise<boolean> {
  // Whoever runs the platform could come in as an admin: their password alone opens that account.
  if (viewer === null || viewer.isGuest || viewer.role === "admin") return false;
  return !(await isLinkedAt(db, platformId, viewer.userId));
}

async function createAccount(tx: Tx, { name, wish }: Launch, now: EpochMs): Promise<string> {
  // The platform's address is not verified: kept as the account's, it could keep its owner out.
  const account = { email: null, isGuest: false, name: name ?? "Somebody from a course", role: "learner" } as const;
  return createUser(tx, { ...account, passwordHash: null, examId: wish.examId }, now);
}

async function enter(
  db: Database,
  viewer: Viewer | null,
  waiting: WaitingLaunch,
  link: "link" | "separate" | "unasked",
  now: EpochMs,
): Promise<Result<Entered, EntranceRefusal | "ask">> {
  const { launch, platformId, stateId } = waiting;
  const { sub, name, email } = launch;
  return db.transaction(async (tx): Promise<Result<Entered, EntranceRefusal | "ask">> => {
    const known = await findLtiUser(tx, platformId, sub);
    if (known?.disabled) return fail("closed");
    if (known?.isAdmin && known.userId !== viewer?.userId) return fail("admin");
    const linkable = known === null && (await mayBeLinked(tx, viewer, platformId));
    if (linkable && link === "unasked") return fail("ask");
    if (link === "link" && !linkable) return fail("taken");
    if (!(await takeLaunch(tx, stateId, now))) return fail("ticket");
    let userId = known?.userId;
    if (userId === undefined) {
      const joined = link === "link" ? viewer?.userId : undefined;
      userId = joined ?? (await createAccount(tx, launch, now));
      await createLtiUser(tx, { platformId, sub, userId, name, email }, now);
      const action = joined === undefined ? "lti-account-made" : "lti-account-linked";
      await recordAudit(tx, { actorId: userId, action, subject: platformId }, now);
    } else {
      await updateLtiUser(tx, { platformId, sub }, { name, email });
    }
    const to = await settleCourse(tx, { platformId, launch, userId }, now);
    return ok({ userId, to, cookie: browserCookie(stateId) });
  });
}

/**
 * Comes in by a ticket. A person of a platform has an account of their own, made at the first launch: no address opens
 * another. Who is signed in at the first one is asked first (`ask`) whether it is to be that account.
 */
export async function enterLaunch(
  { viewer, now }: { viewer: Viewer | null; now: EpochMs },
  entrance: Entrance,
): Promise<Result<Entered, EntranceRefusal | "ask">> {
  const db = await database();
  const waiting = await findOwnLaunch(db.reader, entrance, now);
  return waiting === null ? fail("ticket") : enter(db, viewer, waiting, "unasked", now);
}

/** What somebody who is signed in is asked; null where there is nothing to ask. */
export async function getLinkQuestion(
  { viewer, now }: Context,
  entrance: Entrance,
): Promise<{ platform: string; name: string | null; course: string | null } | null> {
  const { reader } = await database();
  const waiting = await findOwnLaunch(reader, entrance, now);
  if (waiting === null) return null;
  const { platformId, launch } = waiting;
  if ((await findLtiUser(reader, platformId, launch.sub)) !== null) return null;
  if (!(await mayBeLinked(reader, viewer, platformId))) return null;
  const platform = await unscopedFindPlatform(reader, platformId);
  return platform === null
    ? null
    : { platform: platform.name, name: launch.name, course: launch.course?.title ?? null };
}

/** Comes in by a ticket after having been asked: as the viewer, or as somebody new. */
export async function answerLinkQuestion(
  { viewer, now }: Context,
  entrance: Entrance,
  link: "link" | "separate",
): Promise<Result<Entered, EntranceRefusal>> {
  const db = await database();
  const waiting = await findOwnLaunch(db.reader, entrance, now);
  if (waiting === null) return fail("ticket");
  const entered = await enter(db, viewer, waiting, link, now);
  if (entered.ok) return entered;
  return fail(entered.error === "ask" ? "ticket" : entered.error);
}
