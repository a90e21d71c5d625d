import { expect, test } from "vitest";
import type { Role } from "@/lib/core/access/viewer";
import { HOUR_MS } from "@/lib/core/shared/epoch-ms";
import { newId } from "@/lib/data/new-id";
import { issueToken } from "@/lib/data/one-time-tokens";
import { hashOfSecret } from "@/lib/data/random-secret";
import { createSession, findSession } from "@/lib/data/sessions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { createUser } from "@/lib/data/users";
import { changeAccess, changeRole, createFirstAdmin, firstAdminLinkIsOpen } from "./accounts";

const NOW_MS = Date.UTC(2026, 10, 23, 9);
const PASSWORD = "a long enough password";
const refused = (error: unknown) => ({ ok: false, error });
const done = { ok: true, value: null };

onBothEngines("admins", (engine) => {
  const db = () => engine.database();
  const roleOf = async (id: string) => (await db().reader.user.findUnique({ where: { id } }))?.role;
  const link = async (expiresAt = NOW_MS + HOUR_MS) => {
    const token = newId();
    await db().transaction((tx) =>
      issueToken(tx, { idHash: hashOfSecret(token), purpose: "first-admin", expiresAt }, NOW_MS),
    );
    return token;
  };
  const form = (token: string) => ({ name: "Admin", email: `${newId()}@example.org`, password: PASSWORD, token });
  const person = async (role: Role) => {
    const user = { email: `${newId()}@example.org`, name: "Somebody", role, passwordHash: null };
    const userId = await db().transaction((tx) => createUser(tx, user, NOW_MS));
    const idHash = newId();
    await db().transaction((tx) => createSession(tx, { idHash, userId, device: "test" }, NOW_MS));
    const session = await findSession(db().reader, idHash);
    if (session === null) throw new Error("no session");
    return session.viewer;
  };

  test("the link for the first admin works once, of ten tries at once for one", async () => {
    const token = await link();
    expect(await firstAdminLinkIsOpen(token, NOW_MS)).toBe(true);
    const tries = await Promise.all(Array.from({ length: 10 }, () => createFirstAdmin(form(token), NOW_MS)));
    const made = tries.flatMap((one) => (one.ok ? [one.value] : []));
    expect(made).toHaveLength(1);
    expect(tries.filter((one) => !one.ok)).toEqual(Array.from({ length: 9 }, () => refused("link")));
    expect(await roleOf(made[0] ?? "")).toBe("admin");
    expect(await db().reader.user.count()).toBe(1);
    expect(await firstAdminLinkIsOpen(token, NOW_MS)).toBe(false);
  });

  test("a link that is unknown, expired or replaced by a newer one makes nobody an admin", async () => {
    const [expired, replaced] = [await link(NOW_MS), await link()];
    const current = await link();
    const before = await db().reader.user.count();
    for (const token of ["no such link", expired, replaced]) {
      expect(await firstAdminLinkIsOpen(token, NOW_MS)).toBe(false);
      expect(await createFirstAdmin(form(token), NOW_MS)).toEqual(refused("link"));
    }
    expect(await db().reader.user.count()).toBe(before);
    expect(await firstAdminLinkIsOpen(current, NOW_MS)).toBe(true);
    expect(await firstAdminLinkIsOpen(current, NOW_MS + HOUR_MS)).toBe(false);
  });

  test("an address that is taken does not use the link up", async () => {
    const token = await link();
    const { email } = await person("learner");
    const input = { ...form(token), email: email ?? "" };
    expect(await createFirstAdmin(input, NOW_MS)).toEqual(refused("taken"));
    expect(await createFirstAdmin(form(token), NOW_MS)).toMatchObject({ ok: true });
  });

  test("a role acts on the next request, and is written down", async () => {
    const [admin, other] = [await person("admin"), await person("learner")];
    const input = { userId: other.userId, role: "instructor" as const };
    expect(await changeRole({ viewer: admin, now: NOW_MS }, input)).toEqual(done);
    expect((await findSession(db().reader, other.sessionIdHash))?.viewer.role).toBe("instructor");
    const audit = await db().reader.auditEvent.findMany({ where: { subject: other.userId } });
    expect(audit).toMatchObject([{ actorId: admin.userId, action: "role-changed", detail: '{"role":"instructor"}' }]);
  });

  test("the last admin who can sign in stays one", async () => {
    await db().transaction((tx) => tx.user.updateMany({ data: { role: "learner" } }));
    const [admin, closed] = [await person("admin"), await person("admin")];
    const context = { viewer: admin, now: NOW_MS };
    await changeAccess(context, { userId: closed.userId, open: false });
    const step = { userId: admin.userId, role: "learner" as const };
    expect(await changeRole(context, step)).toEqual(refused("last-admin"));
    expect(await roleOf(admin.userId)).toBe("admin");
    expect(await changeRole(context, { ...step, role: "admin" })).toEqual(done);
    await changeAccess(context, { userId: closed.userId, open: true });
    expect(await changeRole(context, step)).toEqual(done);
  });

  test("nobody gives a role to a guest or to somebody who is not there", async () => {
    const admin = await person("admin");
    const guest = { email: null, name: "Guest", role: "learner", passwordHash: null } as const;
    const guestId = await db().transaction((tx) => createUser(tx, guest, NOW_MS));
    for (const userId of [guestId, newId()]) {
      const changed = await changeRole({ viewer: admin, now: NOW_MS }, { userId, role: "admin" });
      expect(changed).toEqual(refused("missing"));
    }
    expect(await roleOf(guestId)).toBe("learner");
  });

  test("closing an account ends its sessions at once; it opens again, and nobody closes their own", async () => {
    const [admin, other] = [await person("admin"), await person("learner")];
    const context = { viewer: admin, now: NOW_MS };
    expect(await changeAccess(context, { userId: other.userId, open: false })).toEqual(done);
    expect(await findSession(db().reader, other.sessionIdHash)).toBeNull();
    expect(await db().reader.user.count({ where: { id: other.userId, disabledAt: null } })).toBe(0);
    expect(await changeAccess(context, { userId: other.userId, open: true })).toEqual(done);
    expect(await db().reader.user.count({ where: { id: other.userId, disabledAt: null } })).toBe(1);
    expect(await changeAccess(context, { userId: admin.userId, open: false })).toEqual(refused("self"));
    expect(await changeAccess(context, { userId: newId(), open: false })).toEqual(refused("missing"));
    expect(await findSession(db().reader, admin.sessionIdHash)).not.toBeNull();
  });
});
