import { verify } from "@node-rs/argon2";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { onBothEngines } from "@/lib/data/testing/engines";
import { toDate } from "@/lib/data/time";
import { createUser } from "@/lib/data/users";
import { checkCredentials, signUp } from "./accounts";
import { joinOAuthAccount } from "./oauth-account";

// Nothing is replaced: the calls are only counted.
vi.mock("@node-rs/argon2", { spy: true });

const NOW_MS = Date.UTC(2026, 10, 23, 9);
const NO_EXAM = { examId: null };
const PASSWORD = "a long enough password";

onBothEngines("signing in", (engine) => {
  const db = () => engine.database();
  const person = async (email: string) => {
    const signedUp = await signUp({ name: "Somebody", email, password: PASSWORD }, NOW_MS, NO_EXAM);
    if (!signedUp.ok) throw new Error(`${email} is taken`);
    return signedUp.value;
  };
  const withoutPassword = (email: string | null) =>
    db().transaction((tx) =>
      createUser(tx, { email, name: "No password", role: "learner", passwordHash: null }, NOW_MS),
    );

  test("an address and its password let in, however the address is written", async () => {
    const userId = await person("First.Person@Example.org");
    for (const email of ["first.person@example.org", " FIRST.PERSON@EXAMPLE.ORG "]) {
      expect(await checkCredentials(email, PASSWORD, NOW_MS)).toEqual({ kind: "in", userId });
    }
    const stored = await db().reader.user.findUnique({ where: { id: userId } });
    expect(stored).toMatchObject({ email: "first.person@example.org", role: "learner", isGuest: false });
    expect(stored?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test("the same password in another Unicode form is the same", async () => {
    const [composed, decomposed] = ["caf\u00e9 au lait complet", "cafe\u0301 au lait complet"];
    await signUp({ name: "Accents", email: "accents@example.org", password: composed }, NOW_MS, NO_EXAM);
    expect(await checkCredentials("accents@example.org", decomposed, NOW_MS)).toMatchObject({ kind: "in" });
  });

  test("an address that has an account is taken, in whatever writing, and its account stays as it was", async () => {
    const userId = await person("taken@example.org");
    const again = { name: "Other", email: "TAKEN@example.org", password: "quite another password" };
    expect(await signUp(again, NOW_MS, NO_EXAM)).toEqual({ ok: false, error: "taken" });
    expect(await checkCredentials("taken@example.org", PASSWORD, NOW_MS)).toEqual({ kind: "in", userId });
  });

  test("of several sign-ups with one address at once, one account comes", async () => {
    const form = { name: "Racer", email: "racer@example.org", password: PASSWORD };
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => signUp(form, NOW_MS, NO_EXAM)));
    expect(tries.filter((one) => one.status === "fulfilled" && one.value.ok)).toHaveLength(1);
    expect(await db().reader.user.count({ where: { email: "racer@example.org" } })).toBe(1);
  });

  describe("costs one check of a hash, and tells nothing more than that it was wrong", () => {
    beforeEach(() => {
      vi.mocked(verify).mockClear();
    });
    const people: { name: string; email: string; make: () => Promise<unknown> }[] = [
      { name: "an unknown address", email: "nobody@example.org", make: async () => null },
      { name: "a wrong password", email: "wrong@example.org", make: () => person("wrong@example.org") },
      {
        name: "an account without a password",
        email: "oauth@example.org",
        make: () => withoutPassword("oauth@example.org"),
      },
      {
        name: "a closed account",
        email: "closed@example.org",
        make: async () => {
          const id = await person("closed@example.org");
          await db().transaction((tx) => tx.user.update({ where: { id }, data: { disabledAt: toDate(NOW_MS) } }));
        },
      },
    ];
    test.each(people)("$name", async ({ email, make }) => {
      await make();
      const password = email.startsWith("closed") ? PASSWORD : "not the right one";
      expect(await checkCredentials(email, password, NOW_MS)).toEqual({ kind: "wrong" });
      expect(vi.mocked(verify)).toHaveBeenCalledTimes(1);
      expect(vi.mocked(verify).mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    });
  });

  describe("ten failures close an address for a quarter of an hour", () => {
    const END_MS = NOW_MS + 15 * MINUTE_MS;
    test.each([
      { name: "a known one", email: "guessed@example.org", known: true },
      { name: "an unknown one", email: "guessed-nobody@example.org", known: false },
    ])("$name", async ({ email, known }) => {
      if (known) await person(email);
      const open = known ? { kind: "in" } : { kind: "wrong" };
      for (let failure = 0; failure < 10; failure++) {
        expect(await checkCredentials(email, `guess number ${failure}`, NOW_MS)).toEqual({ kind: "wrong" });
      }
      vi.mocked(verify).mockClear();
      expect(await checkCredentials(email, PASSWORD, NOW_MS)).toEqual({ kind: "wait", minutes: 15 });
      expect(await checkCredentials(email.toUpperCase(), PASSWORD, END_MS - 1)).toEqual({ kind: "wait", minutes: 1 });
      // While it waits, nothing is tried.
      expect(vi.mocked(verify)).not.toHaveBeenCalled();
      expect(await checkCredentials(email, PASSWORD, END_MS)).toMatchObject(open);
    });

    test("nine do not, and a good try forgets them", async () => {
      const email = "forgetful@example.org";
      await person(email);
      for (const round of [1, 2]) {
        for (let failure = 0; failure < 9; failure++) await checkCredentials(email, "not the right one", NOW_MS);
        expect([round, await checkCredentials(email, PASSWORD, NOW_MS)]).toMatchObject([round, { kind: "in" }]);
      }
    });
  });

  describe("with a provider's account", () => {
    const google = { provider: "google", providerAccountId: "g-1" };
    const profile = { email: "new@example.org", email_verified: true, name: "New" };

    test("the first time makes a learner, the next time finds the same", async () => {
      const userId = await joinOAuthAccount(google, profile, NOW_MS);
      expect(userId).not.toBeNull();
      expect(await joinOAuthAccount(google, { email: "changed@example.org" }, NOW_MS)).toBe(userId);
      const stored = await db().reader.user.findUnique({ where: { email: "new@example.org" } });
      expect(stored).toMatchObject({ id: userId, role: "learner", isGuest: false, passwordHash: null });
    });

    test.each([
      { name: "without an address", profile: { name: "No address" } },
      { name: "with an address that nobody confirmed", profile: { ...profile, email_verified: false } },
      { name: "with an address whose confirmation is not told", profile: { email: "untold@example.org" } },
      { name: "with the address of an account here", profile: { email: "owner@example.org", email_verified: true } },
    ])("$name nobody comes in", async ({ profile: told }) => {
      await signUp({ name: "Owner", email: "owner@example.org", password: PASSWORD }, NOW_MS, NO_EXAM);
      const account = { provider: "google", providerAccountId: "g-2" };
      expect(await joinOAuthAccount(account, told, NOW_MS)).toBeNull();
      expect(await db().reader.account.count({ where: { providerAccountId: "g-2" } })).toBe(0);
    });
  });
});
