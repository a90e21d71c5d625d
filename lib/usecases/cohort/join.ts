import { randomBytes } from "node:crypto";
import { type Context, can } from "@/lib/core/access/viewer";
import { inviteCode, normalCode } from "@/lib/core/cohort/invite-code";
import { DAY_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import {
  createInvite,
  findOpenInvite,
  type InviteRow,
  listInvites,
  type OpenInvite,
  revokeInvite,
  takePlace,
} from "@/lib/data/cohort-invites";
import {
  countLeads,
  endMembership,
  findLedCohort,
  joinCohort,
  listOwnMemberships,
  lockCohort,
  type MembershipRole,
  type OwnMembership,
} from "@/lib/data/cohorts";
import { database, type Reader } from "@/lib/data/database";
import { hashOfSecret } from "@/lib/data/random-secret";
import { countFailure, findFailures } from "@/lib/data/throttle";

/** What is stored of a code. */
export const hashOfCode = (code: string): string => hashOfSecret(`cohort-invite:${code}`);

/**
 * Makes a code for a cohort that the viewer leads. The code is shown this once; its hash is kept. A code for leads is
 * for one person.
 */
export async function makeInvite(
  { viewer, now }: Context,
  input: { cohortId: string; role: MembershipRole; days: number; maxUses: number },
): Promise<Result<{ code: string }, "missing" | "archived">> {
  const { cohortId, role, days, maxUses } = input;
  const code = inviteCode(randomBytes(12));
  const db = await database();
  return db.transaction(async (tx): Promise<Result<{ code: string }, "missing" | "archived">> => {
    const cohort = await findLedCohort(tx, viewer, cohortId);
    if (cohort === null) return fail("missing");
    if (cohort.archivedAt !== null) return fail("archived");
    const invite = {
      cohortId,
      codeHash: hashOfCode(code),
      ending: code.slice(-4),
      role,
      maxUses: role === "lead" ? 1 : maxUses,
      expiresAt: now + days * DAY_MS,
      by: viewer.userId,
    };
    await createInvite(tx, invite, now);
    await recordAudit(tx, { actorId: viewer.userId, action: "invite-made", subject: cohortId, detail: { role } }, now);
    return ok({ code });
  });
}

/** The invites of a cohort; null for all but its leads. */
export async function getInvites({ viewer }: Context, cohortId: string): Promise<InviteRow[] | null> {
  const { reader } = await database();
  return (await findLedCohort(reader, viewer, cohortId)) === null ? null : listInvites(reader, cohortId);
}

/** Makes an invite worthless from now on. */
export async function withdrawInvite(
  { viewer, now }: Context,
  input: { cohortId: string; inviteId: string },
): Promise<Result<null, "missing">> {
  const { cohortId, inviteId } = input;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, "missing">> => {
    if ((await findLedCohort(tx, viewer, cohortId)) === null) return fail("missing");
    if (!(await revokeInvite(tx, cohortId, inviteId, now))) return fail("missing");
    await recordAudit(tx, { actorId: viewer.userId, action: "invite-withdrawn", subject: cohortId }, now);
    return ok(null);
  });
}

const TRIES = 10;
const WINDOW_MS = 15 * MINUTE_MS;

/**
 * `unknown` is said of every code that does not hold, whatever the reason; `not-a-lead`: it holds, for somebody whose
 * role lets them lead; `wait`: too many wrong ones.
 */
export type JoinRefusal = "unknown" | "full" | "guest" | "not-a-lead" | "wait";

/** `already`: as what the viewer is in the cohort, where the code would change nothing. */
export type Invitation = Omit<OpenInvite, "cohortId"> & { already: MembershipRole | null };

/** As what the viewer is in a cohort already, where a code for this role would change nothing; else null. */
async function alreadyIn(
  db: Reader,
  viewer: Context["viewer"],
  { cohortId, role }: Pick<OpenInvite, "cohortId" | "role">,
): Promise<MembershipRole | null> {
  const own = (await listOwnMemberships(db, viewer)).find(({ cohort }) => cohort.id === cohortId);
  return own !== undefined && (own.role === role || own.role === "lead") ? own.role : null;
}

/** What a code leads to, for whoever is asked whether they want to join. Wrong codes count against who types them. */
export async function readInvite({ viewer, now }: Context, text: string): Promise<Result<Invitation, JoinRefusal>> {
  const db = await database();
  const key = `join:${viewer.userId}`;
  if ((await findFailures(db.reader, key, now)).failures >= TRIES) return fail("wait");
  const code = normalCode(text);
  const invite = code === null ? null : await findOpenInvite(db.reader, hashOfCode(code), now);
  if (invite === null) {
    await db.transaction((tx) => countFailure(tx, key, WINDOW_MS, now));
    return fail("unknown");
  }
  if (invite.role === "lead" && !can(viewer, "leadCohorts")) return fail("not-a-lead");
  const already = await alreadyIn(db.reader, viewer, invite);
  const { cohortId: _, ...shown } = invite;
  return ok({ ...shown, already });
}

/** Joins the cohort of a code. Who is in it already uses up no place. */
export async function join(
  context: Context,
  input: { code: string },
): Promise<Result<{ cohortId: string; role: MembershipRole }, JoinRefusal>> {
  const { viewer, now } = context;
  const read = await readInvite(context, input.code);
  const code = normalCode(input.code);
  if (!read.ok || code === null) return fail(read.ok ? "unknown" : read.error);
  // A guest's work may be gone with the browser: a lead would follow nobody.
  if (viewer.isGuest) return fail("guest");
  const db = await database();
  return db.transaction(async (tx): Promise<Result<{ cohortId: string; role: MembershipRole }, JoinRefusal>> => {
    const invite = await findOpenInvite(tx, hashOfCode(code), now);
    if (invite === null) return fail("unknown");
    const { cohortId, role } = invite;
    const already = await alreadyIn(tx, viewer, invite);
    if (already !== null) return ok({ cohortId, role: already });
    if (!(await takePlace(tx, hashOfCode(code), now))) return fail("full");
    await joinCohort(tx, { cohortId, userId: viewer.userId, role }, now);
    await recordAudit(
      tx,
      { actorId: viewer.userId, action: "cohort-joined", subject: cohortId, detail: { role } },
      now,
    );
    return ok({ cohortId, role });
  });
}

/** The cohorts that the viewer is in. */
export async function listMyCohorts({ viewer }: Context): Promise<OwnMembership[]> {
  const { reader } = await database();
  return listOwnMemberships(reader, viewer);
}

/** Leaves a cohort; from then on its leads see nothing of the viewer's. The last lead cannot. */
export async function leaveCohort(
  { viewer, now }: Context,
  input: { cohortId: string },
): Promise<Result<null, "missing" | "last-lead">> {
  const { cohortId } = input;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, "missing" | "last-lead">> => {
    const own = (await listOwnMemberships(tx, viewer)).find(({ cohort }) => cohort.id === cohortId);
    if (own === undefined) return fail("missing");
    await lockCohort(tx, cohortId);
    if (own.role === "lead" && (await countLeads(tx, cohortId)) === 1) return fail("last-lead");
    await endMembership(tx, { cohortId, userId: viewer.userId, by: "self" }, now);
    await recordAudit(tx, { actorId: viewer.userId, action: "cohort-left", subject: cohortId }, now);
    return ok(null);
  });
}
