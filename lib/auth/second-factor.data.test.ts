import { Secret, TOTP } from "otpauth";
import { describe, expect, test } from "vitest";
import type { Context, Role, Viewer } from "@/lib/core/access/viewer";
import { MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import type { Result } from "@/lib/core/shared/result";
import { newId } from "@/lib/data/new-id";
import { createSession, findSession, listSessions } from "@/lib/data/sessions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { createUser } from "@/lib/data/users";
import { checkCredentials } from "./accounts";
import { findArrivalBy } from "./arrival";
import { hashPassword } from "./password";
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  getSecondFactor,
  recordDuty,
  renewRecoveries,
  takeAwaySecondFactor,
} from "./second-factor";

const NOW_MS = Date.UTC(2026, 10, 23, 9);
const STEP_MS = 30 * SECOND_MS;
const PASSWORD = "a long enough password";
const refused = (error: unknown) => ({ ok: false, error });
const wrong = refused({ kind: "wrong" });
let hashed: Promise<string> | undefined;

function got<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

onBothEngines("a second factor", (engine) => {
  const at = (viewer: Viewer, now = NOW_MS): Context => ({ viewer, now });
  const person = async (role: Role = "instructor", passwordHash?: string | null): Promise<Viewer> => {
    hashed ??= hashPassword(PASSWORD);
    const hash = passwordHash === undefined ? await hashed : passwordHash;
    return engine.database().transaction(async (tx) => {
      const user = { email: `${newId()}@example.org`, name: "Ada", role, passwordHash: hash };
      const userId = await createUser(tx, user, NOW_MS);
      const idHash = newId();
      await createSession(tx, { idHash, userId, device: "test" }, NOW_MS);
      const session = await findSession(tx, idHash);
      if (session === null) throw new Error("no session");
      return session.viewer;
    });
  };
  const begun = async (viewer: Viewer) => {
    expect(await beginSecondFactor(at(viewer))).toBe(true);
    const state = await getSecondFactor({ viewer });
    if (state.kind !== "begun") throw new Error("not begun");
    return state.enrolment;
  };
  const codeAt = (key: string, now: number) =>
    new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret: Secret.fromBase32(key) }).generate({ timestamp: now });
  /** Somebody who turned it on a while ago: with the key of their app and their recovery codes. */
  const enrolled = async () => {
    const viewer = await person();
    const { key } = await begun(viewer);
    const codes = got(await confirmSecondFactor(at(viewer), codeAt(key, NOW_MS)));
    const signIn = (code: string | null, now: number, password = PASSWORD) =>
      checkCredentials(viewer.email ?? "", password, now, code);
    return { viewer, key, codes, signIn };
  };
  const later = NOW_MS + 10 * MINUTE_MS;

  test("is off until a first code has shown that the app has the key; a password alone signs in until then", async () => {
    const viewer = await person();
    const { key, uri } = await begun(viewer);
    expect(uri).toContain("otpauth://totp/Trapline");
    expect(uri).toContain(key);
    const stored = await engine.database().reader.secondFactor.findUnique({ where: { userId: viewer.userId } });
    expect(JSON.stringify(stored)).not.toContain(key);
    expect(await checkCredentials(viewer.email ?? "", PASSWORD, NOW_MS)).toMatchObject({ kind: "in" });
    const right = codeAt(key, NOW_MS);
    const other = String((Number(right) + 1) % 1_000_000).padStart(6, "0");
    expect(await confirmSecondFactor(at(viewer), other)).toEqual(wrong);
    const elsewhere = newId();
    await engine
      .database()
      .transaction((tx) => createSession(tx, { idHash: elsewhere, userId: viewer.userId, device: "x" }, NOW_MS));
    expect(got(await confirmSecondFactor(at(viewer), right))).toHaveLength(10);
    expect((await listSessions(engine.database().reader, viewer.userId)).map(({ idHash }) => idHash)).toEqual([
      viewer.sessionIdHash,
    ]);
    expect(await getSecondFactor({ viewer })).toEqual({ kind: "on", recoveries: 10 });
    expect(await beginSecondFactor(at(viewer))).toBe(false);
  });

  test("is not for who signs in without a password", async () => {
    expect(await beginSecondFactor(at(await person("learner", null)))).toBe(false);
  });

  describe("at the sign-in", () => {
    test("a password alone opens nothing; the app's code does, once, and a step too early or late", async () => {
      const { viewer, key, signIn } = await enrolled();
      const into = { kind: "in", userId: viewer.userId };
      expect(await signIn(null, later)).toEqual({ kind: "code", wrong: false });
      expect(await signIn("", later)).toEqual({ kind: "code", wrong: false });
      expect(await signIn(codeAt(key, later - STEP_MS), later)).toEqual(into);
      expect(await signIn(codeAt(key, later - STEP_MS), later)).toEqual({ kind: "code", wrong: true });
      expect(await signIn(` ${codeAt(key, later).replace(/(...)/, "$1 ")}`, later)).toEqual(into);
      expect(await signIn(codeAt(key, later + STEP_MS), later)).toEqual(into);
      expect(await signIn(codeAt(key, later + 3 * STEP_MS), later)).toEqual({ kind: "code", wrong: true });
      expect(await signIn(codeAt(key, later), later, "not the password")).toEqual({ kind: "wrong" });
    });

    test("of ten who send the same code at once, one gets in", async () => {
      const { key, signIn } = await enrolled();
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => signIn(codeAt(key, later), later)));
      expect(outcomes.filter(({ kind }) => kind === "in")).toHaveLength(1);
    });

    test("guesses close the address after ten, and a password without a code does not open it again", async () => {
      const { key, signIn } = await enrolled();
      for (let guess = 0; guess < 9; guess++) {
        expect(await signIn("000000", later + 40 * MINUTE_MS)).toMatchObject({ kind: "code" });
      }
      await signIn(null, later + 40 * MINUTE_MS);
      await signIn("000000", later + 40 * MINUTE_MS);
      const right = codeAt(key, later + 40 * MINUTE_MS);
      expect(await signIn(right, later + 40 * MINUTE_MS)).toMatchObject({ kind: "wait" });
    });

    test("a recovery code lets in once, however it is typed, and no code of somebody else does", async () => {
      const { viewer, codes, signIn } = await enrolled();
      const other = await enrolled();
      const [one = "", two = ""] = codes;
      expect(await signIn(other.codes[0] ?? "", later)).toEqual({ kind: "code", wrong: true });
      expect(await signIn(one.toLowerCase().replace("-", " "), later)).toMatchObject({ kind: "in" });
      expect(await signIn(one, later)).toEqual({ kind: "code", wrong: true });
      expect(await getSecondFactor({ viewer })).toEqual({ kind: "on", recoveries: 9 });
      const renewed = got(await renewRecoveries(at(viewer, later), two));
      expect(await signIn(codes[2] ?? "", later)).toEqual({ kind: "code", wrong: true });
      expect(await signIn(renewed[0] ?? "", later)).toMatchObject({ kind: "in" });
    });
  });

  test("goes by a code of its owner, or by an admin, who ends their sessions with it", async () => {
    const { viewer, key, signIn } = await enrolled();
    expect(await endSecondFactor(at(viewer, later), "000000")).toEqual(wrong);
    got(await endSecondFactor(at(viewer, later), codeAt(key, later)));
    expect(await getSecondFactor({ viewer })).toEqual({ kind: "off" });
    expect(await signIn(null, later)).toMatchObject({ kind: "in" });

    const lost = await enrolled();
    const admin = await person("admin");
    for (const role of ["learner", "instructor", "lead"] as const) {
      expect(await takeAwaySecondFactor(at(await person(role)), lost.viewer.userId)).toEqual(refused("missing"));
    }
    expect(await takeAwaySecondFactor(at(admin), admin.userId)).toEqual(refused("self"));
    expect(await takeAwaySecondFactor(at(admin), newId())).toEqual(refused("missing"));
    got(await takeAwaySecondFactor(at(admin), lost.viewer.userId));
    expect(await listSessions(engine.database().reader, lost.viewer.userId)).toEqual([]);
    expect(await lost.signIn(null, later)).toMatchObject({ kind: "in" });
    const audit = await engine.database().reader.auditEvent.findMany({ where: { subject: lost.viewer.userId } });
    expect(audit.map(({ action }) => action).sort()).toEqual(["second-factor-on", "second-factor-taken-away"]);
  });

  describe("as a duty of roles", () => {
    const DUTY: readonly Role[] = ["instructor", "admin"];
    const arrival = ({ sessionIdHash }: Viewer, roles = DUTY) => findArrivalBy(sessionIdHash, NOW_MS, roles);

    test("is owed by who has the role and a password, until it is on", async () => {
      const viewer = await person("instructor");
      expect(await arrival(viewer)).toEqual({ viewer, owes: true });
      const { key } = await begun(viewer);
      expect(await arrival(viewer), "begun is not on").toMatchObject({ owes: true });
      got(await confirmSecondFactor(at(viewer), codeAt(key, NOW_MS)));
      expect(await arrival(viewer)).toEqual({ viewer, owes: false });
      got(await endSecondFactor(at(viewer), codeAt(key, NOW_MS + STEP_MS)));
      expect(await arrival(viewer), "turned off, it is owed again").toMatchObject({ owes: true });
    });

    test("is not owed by other roles, by who has no password here, or where no role needs it", async () => {
      expect(await arrival(await person("lead"))).toMatchObject({ owes: false });
      expect(await arrival(await person("learner"))).toMatchObject({ owes: false });
      expect(await arrival(await person("admin", null)), "comes in by another site").toMatchObject({ owes: false });
      expect(await arrival(await person("admin"), [])).toMatchObject({ owes: false });
    });

    test("is in the audit log once for each time that it becomes another", async () => {
      const written = async () => {
        const lines = await engine.database().reader.auditEvent.findMany({
          where: { action: "second-factor-duty-set" },
          orderBy: { number: "asc" },
        });
        return lines.map(({ detail }) => JSON.parse(detail).roles);
      };
      for (const roles of [[], ["admin", "lead"], ["lead", "admin"], ["admin"], ["admin"], []] as const) {
        await recordDuty(roles, NOW_MS);
      }
      expect(await written()).toEqual(["admin, lead", "admin", "none"]);
    });
  });
});
