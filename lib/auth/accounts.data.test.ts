import { describe, expect, test } from "vitest";
import type { Context, Viewer } from "@/lib/core/access/viewer";
import { GRACE_MS } from "@/lib/core/attempt/deadline";
import type { AttemptPlan } from "@/lib/core/attempt/plan";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { createAttempt, listAttempts } from "@/lib/data/attempts";
import { newId } from "@/lib/data/new-id";
import { createSession, findSession, listExamsUnderWay, listSessions, touchSession } from "@/lib/data/sessions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { createUser, mergeGuest } from "@/lib/data/users";
import { changePassword, checkCredentials, endSession, registerViewer, signOutEverywhere } from "./accounts";
import { hashPassword } from "./password";
import { sessionHolds } from "./session-rules";

const NOW_MS = Date.UTC(2026, 10, 23, 9);
const PASSWORD = "a long enough password";
const NEXT = "another good password";
const refused = (error: unknown) => ({ ok: false, error });
const done = { ok: true, value: null };
let hashed: Promise<string> | undefined;

onBothEngines("accounts", (engine) => {
  const db = () => engine.database();
  const at = (viewer: Viewer, now = NOW_MS): Context => ({ viewer, now });

  async function signIn(userId: string, now = NOW_MS): Promise<Viewer> {
    const idHash = newId();
    return db().transaction(async (tx) => {
      await createSession(tx, { idHash, userId, device: "test" }, now);
      const session = await findSession(tx, idHash);
      if (session === null) throw new Error("no session");
      return session.viewer;
    });
  }
  async function newPerson({ guest = false } = {}) {
    hashed ??= hashPassword(PASSWORD);
    const known = { email: `${newId()}@example.org`, passwordHash: await hashed };
    const user = {
      name: "Somebody",
      role: "learner" as const,
      ...(guest ? { email: null, passwordHash: null } : known),
    };
    const userId = await db().transaction((tx) => createUser(tx, user, NOW_MS));
    return { userId, email: known.email, viewer: await signIn(userId) };
  }
  const startAttempt = (userId: string, mode: "exam" | "practice", deadline: number | null) =>
    db().transaction((tx) => {
      const plan: AttemptPlan = { kind: "drill", symptom: null, traps: ["some-trap"] };
      const clock = { deadline, limitMs: null, extraTime: "none" } as const;
      const what = { packId: "p", examId: "e", mode, title: "Some", seed: "s", plan, ...clock };
      return createAttempt(tx, { userId }, { ...what, items: [] }, NOW_MS);
    });
  const attemptsOf = async (userId: string) =>
    (await listAttempts(db().reader, { userId }, { take: 9 })).map(({ id }) => id).sort();
  const sessionsOf = async (userId: string) =>
    (await listSessions(db().reader, userId)).map(({ idHash }) => idHash).sort();
  const roleOf = async (id: string) => (await db().reader.user.findUnique({ where: { id } }))?.role;
  const auditOf = async (subject: string) =>
    (await db().reader.auditEvent.findMany({ where: { subject } })).map(({ actorId, action }) => [actorId, action]);

  describe("a guest", () => {
    test("who registers keeps their work and this session; other holders of the cookie are out", async () => {
      const { userId, viewer } = await newPerson({ guest: true });
      await signIn(userId);
      const work = [await startAttempt(userId, "exam", NOW_MS), await startAttempt(userId, "practice", null)];
      const email = `${newId()}@example.org`;
      expect(await registerViewer(at(viewer), { name: "Named", email, password: PASSWORD })).toEqual(done);
      expect(await attemptsOf(userId)).toEqual(work.sort());
      expect(await sessionsOf(userId)).toEqual([viewer.sessionIdHash]);
      expect(await checkCredentials(email, PASSWORD, NOW_MS)).toEqual({ kind: "in", userId });
      const after = await findSession(db().reader, viewer.sessionIdHash);
      expect(after?.viewer).toMatchObject({ userId, name: "Named", email, isGuest: false, role: "learner" });
    });

    test("who takes an address that has an account stays a guest", async () => {
      const { email } = await newPerson();
      const { userId, viewer } = await newPerson({ guest: true });
      await signIn(userId);
      const form = { name: "Named", email: email.toUpperCase(), password: PASSWORD };
      expect(await registerViewer(at(viewer), form)).toEqual(refused("taken"));
      expect((await findSession(db().reader, viewer.sessionIdHash))?.viewer.isGuest).toBe(true);
      expect(await sessionsOf(userId)).toHaveLength(2);
    });

    test("is nobody who has an account already", async () => {
      const { userId, viewer, email } = await newPerson();
      await signIn(userId);
      const form = { name: "Twice", email: `${newId()}@example.org`, password: NEXT };
      expect(await registerViewer(at(viewer), form)).toEqual(refused("no-guest"));
      expect(await checkCredentials(email, PASSWORD, NOW_MS)).toEqual({ kind: "in", userId });
      expect(await sessionsOf(userId)).toHaveLength(2);
    });

    test("who signs in takes their attempts along and is gone", async () => {
      const [guest, owner, other] = [
        await newPerson({ guest: true }),
        await newPerson(),
        await newPerson({ guest: true }),
      ];
      const moved = await startAttempt(guest.userId, "practice", null);
      const own = await startAttempt(owner.userId, "exam", null);
      const foreign = await startAttempt(other.userId, "exam", null);
      await db().transaction((tx) => mergeGuest(tx, guest.userId, owner.userId));
      expect(await attemptsOf(owner.userId)).toEqual([own, moved].sort());
      expect(await roleOf(guest.userId)).toBeUndefined();
      expect(await findSession(db().reader, guest.viewer.sessionIdHash)).toBeNull();
      expect(await attemptsOf(other.userId)).toEqual([foreign]);
    });

    test("only is merged: people with an account are not, nor anybody with themselves", async () => {
      const [one, two, guest] = [await newPerson(), await newPerson(), await newPerson({ guest: true })];
      const own = await startAttempt(one.userId, "practice", null);
      await db().transaction((tx) => mergeGuest(tx, one.userId, two.userId));
      await db().transaction((tx) => mergeGuest(tx, guest.userId, guest.userId));
      expect([await attemptsOf(one.userId), await attemptsOf(two.userId)]).toEqual([[own], []]);
      expect(await roleOf(guest.userId)).toBe("learner");
    });
  });

  describe("changing the password", () => {
    test("ends all other sessions and lets in by the new one alone", async () => {
      const [{ userId, email, viewer }, stranger] = [await newPerson(), await newPerson()];
      await signIn(userId);
      await signIn(userId);
      expect(await changePassword(at(viewer), { current: PASSWORD, next: NEXT })).toEqual(done);
      expect(await sessionsOf(userId)).toEqual([viewer.sessionIdHash]);
      expect(await sessionsOf(stranger.userId)).toHaveLength(1);
      expect(await checkCredentials(email, PASSWORD, NOW_MS)).toEqual({ kind: "wrong" });
      expect(await checkCredentials(email, NEXT, NOW_MS)).toEqual({ kind: "in", userId });
      expect(await auditOf(userId)).toEqual([[userId, "password-changed"]]);
    });

    test("asks for the old one, and makes who guesses it wait", async () => {
      const { userId, email, viewer } = await newPerson();
      await signIn(userId);
      for (let failure = 0; failure < 10; failure++) {
        const guess = { current: `guess number ${failure}`, next: NEXT };
        expect(await changePassword(at(viewer), guess)).toEqual(refused("wrong"));
      }
      const good = { current: PASSWORD, next: NEXT };
      expect(await changePassword(at(viewer), good)).toEqual(refused({ wait: 15 }));
      expect(await sessionsOf(userId)).toHaveLength(2);
      expect(await checkCredentials(email, PASSWORD, NOW_MS)).toEqual({ kind: "in", userId });
      expect(await changePassword(at(viewer, NOW_MS + 15 * MINUTE_MS), good)).toEqual(done);
    });
  });

  describe("sessions", () => {
    test("signing out everywhere ends one's own, all of them, and nobody else's", async () => {
      const [{ userId, viewer }, other] = [await newPerson(), await newPerson()];
      await signIn(userId);
      await signOutEverywhere(at(viewer));
      expect(await sessionsOf(userId)).toEqual([]);
      expect(await sessionsOf(other.userId)).toHaveLength(1);
    });

    test("one can end a session of one's own, and not that of another", async () => {
      const [{ userId, viewer }, victim] = [await newPerson(), await newPerson()];
      const second = await signIn(userId);
      await endSession(at(viewer), victim.viewer.sessionIdHash);
      expect(await sessionsOf(victim.userId)).toEqual([victim.viewer.sessionIdHash]);
      await endSession(at(viewer), second.sessionIdHash);
      expect(await sessionsOf(userId)).toEqual([viewer.sessionIdHash]);
    });

    const exam = (deadline: number | null) => ({ mode: "exam" as const, deadline });
    const END_MS = NOW_MS + 20 * HOUR_MS;
    test.each([
      { name: "in use", running: null, seen: 0, now: 2 * HOUR_MS, holds: true },
      { name: "idle", running: null, seen: 0, now: 2 * HOUR_MS + 1, holds: false },
      { name: "used all along, for 12 hours", running: null, seen: 12 * HOUR_MS, now: 12 * HOUR_MS, holds: true },
      { name: "older than that", running: null, seen: 12 * HOUR_MS, now: 12 * HOUR_MS + 1, holds: false },
      { name: "idle in an exam", running: exam(END_MS), seen: 0, now: 20 * HOUR_MS + GRACE_MS, holds: true },
      { name: "after its grace", running: exam(END_MS), seen: 0, now: 20 * HOUR_MS + GRACE_MS + 1, holds: false },
      { name: "idle in an untimed exam", running: exam(null), seen: 0, now: DAY_MS, holds: true },
      { name: "idle in it for longer", running: exam(null), seen: 0, now: DAY_MS + 1, holds: false },
      {
        name: "idle in practice",
        running: { mode: "practice" as const, deadline: null },
        seen: 0,
        now: 2 * HOUR_MS + 1,
        holds: false,
      },
    ])("a session $name: holds is $holds", async ({ running, seen, now, holds }) => {
      const { userId, viewer } = await newPerson({ guest: true });
      if (running !== null) await startAttempt(userId, running.mode, running.deadline);
      await touchSession(db(), viewer.sessionIdHash, NOW_MS + seen);
      const session = await findSession(db().reader, viewer.sessionIdHash);
      const underWay = await listExamsUnderWay(db().reader, userId);
      expect(session !== null && sessionHolds({ ...session, running: underWay }, NOW_MS + now)).toBe(holds);
    });

    test("an exam that is over keeps no session", async () => {
      const { userId } = await newPerson({ guest: true });
      const id = await startAttempt(userId, "exam", null);
      await db().transaction((tx) => tx.attempt.update({ where: { id }, data: { state: "finished" } }));
      expect(await listExamsUnderWay(db().reader, userId)).toEqual([]);
    });
  });
});
