import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Context, Role, Viewer } from "@/lib/core/access/viewer";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import type { Result } from "@/lib/core/shared/result";
import { unscopedListMails } from "@/lib/data/mail/mail-jobs";
import { useMailSettings as placeMailSettings } from "@/lib/data/mail/mail-settings";
import { newId } from "@/lib/data/new-id";
import { createSession, findSession, listSessions } from "@/lib/data/sessions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { createUser, setDisabled } from "@/lib/data/users";
import {
  addressOfLink,
  askForAddressLink,
  askForNewAddress,
  confirmAddress,
  findOwnAddress,
  makeLink,
  resetLinkIsOpen,
  resetPassword,
  resetWait,
  sendResetLink,
} from "./account-links";
import { changeAccess, checkCredentials, signUp } from "./accounts";
import { joinOAuthAccount } from "./oauth-account";

const NOW_MS = Date.UTC(2026, 10, 23, 9);
const PASSWORD = "a long enough password";
const NEXT = "another good password";
const refused = (error: unknown) => ({ ok: false, error });
const done = { ok: true, value: null };
function there<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("nothing there");
  return value;
}
function got<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
const at = (viewer: Viewer): Context => ({ viewer, now: NOW_MS });
const settings = { smtpUrl: "smtp://127.0.0.1:1", from: "trapline@example.org" };

onBothEngines("links of accounts", (engine) => {
  const reader = () => engine.database().reader;
  const mailsTo = async (address: string) =>
    (await unscopedListMails(reader(), "account/")).filter(({ to }) => to === address);
  const newest = async (address: string, page: "reset" | "confirm") => {
    const mails = (await mailsTo(address)).filter(({ text }) => text.includes(`/${page}/`));
    return there(new RegExp(`/${page}/([\\w-]+)`).exec(mails.at(-1)?.text ?? "")?.[1]);
  };
  const signedIn = (userId: string): Promise<Viewer> =>
    engine.database().transaction(async (tx) => {
      const idHash = newId();
      await createSession(tx, { idHash, userId, device: "test" }, NOW_MS);
      return there(await findSession(tx, idHash)).viewer;
    });
  const newViewer = async (role: Role): Promise<Viewer> => {
    const user = { email: `${newId()}@example.org`, name: "Somebody", role, passwordHash: null };
    return signedIn(await engine.database().transaction((tx) => createUser(tx, user, NOW_MS)));
  };
  /** Somebody who signed up with a password just now, and has not confirmed the address. */
  const somebody = async () => {
    const email = `${newId()}@example.org`;
    const userId = got(await signUp({ name: "Ada", email, password: PASSWORD }, NOW_MS, { examId: null }));
    return { userId, email, viewer: await signedIn(userId) };
  };
  const isVerified = async (viewer: Viewer) => there(await findOwnAddress({ viewer })).verified;
  const audit = async (subject: string) =>
    (await reader().auditEvent.findMany({ where: { subject }, orderBy: { id: "asc" } })).map(({ action }) => action);

  beforeEach(() => placeMailSettings(settings));
  afterEach(() => placeMailSettings("environment"));

  describe("for a new password", () => {
    test("sets it once, ends all sessions, proves the address, and opens an account that failed tries had closed", async () => {
      const { userId, email, viewer } = await somebody();
      for (let tries = 0; tries < 10; tries++) await checkCredentials(email, "wrong", NOW_MS);
      expect(await checkCredentials(email, PASSWORD, NOW_MS)).toMatchObject({ kind: "wait" });
      await sendResetLink(email.toUpperCase(), NOW_MS);
      const token = await newest(email, "reset");
      expect(await resetLinkIsOpen(token, NOW_MS)).toBe(true);
      expect(await resetPassword({ token, password: NEXT }, NOW_MS + MINUTE_MS)).toBe(true);
      expect(await listSessions(reader(), userId)).toEqual([]);
      expect(await checkCredentials(email, PASSWORD, NOW_MS)).toEqual({ kind: "wrong" });
      expect(await checkCredentials(email, NEXT, NOW_MS)).toEqual({ kind: "in", userId });
      expect(await isVerified(viewer)).toBe(true);
      expect(await resetPassword({ token, password: PASSWORD }, NOW_MS + MINUTE_MS)).toBe(false);
      expect(await checkCredentials(email, NEXT, NOW_MS)).toEqual({ kind: "in", userId });
      expect(await audit(userId)).toEqual(["password-reset"]);
      expect((await mailsTo(email)).map(({ subject }) => subject)).toContain("Your password was changed");
    });

    test("of ten uses at once, one sets it", async () => {
      const { email } = await somebody();
      await sendResetLink(email, NOW_MS);
      const token = await newest(email, "reset");
      const uses = await Promise.all(
        Array.from({ length: 10 }, (_, index) => resetPassword({ token, password: `${NEXT} ${index}` }, NOW_MS)),
      );
      expect(uses.filter(Boolean)).toHaveLength(1);
    });

    test("does nothing when it is late, replaced, made up, or of a closed account", async () => {
      const { userId, email } = await somebody();
      await sendResetLink(email, NOW_MS);
      const replaced = await newest(email, "reset");
      await sendResetLink(email, NOW_MS);
      const token = await newest(email, "reset");
      const tries = [
        { token: replaced, now: NOW_MS },
        { token: "x".repeat(43), now: NOW_MS },
        { token, now: NOW_MS + HOUR_MS },
      ];
      for (const { token: tried, now } of tries) {
        expect(await resetLinkIsOpen(tried, now)).toBe(false);
        expect(await resetPassword({ token: tried, password: NEXT }, now)).toBe(false);
      }
      await engine.database().transaction((tx) => setDisabled(tx, userId, NOW_MS));
      expect(await resetPassword({ token, password: NEXT }, NOW_MS)).toBe(false);
      await engine.database().transaction((tx) => setDisabled(tx, userId, null));
      expect(await checkCredentials(email, PASSWORD, NOW_MS)).toEqual({ kind: "in", userId });
    });

    test("is asked for ten times in a quarter of an hour at most, whether or not somebody has the address", async () => {
      const { email } = await somebody();
      const nobodys = `${newId()}@example.org`;
      for (const address of [email, nobodys]) {
        for (let asked = 0; asked < 10; asked++) {
          expect(await resetWait(address, NOW_MS)).toBe(0);
          await sendResetLink(address, NOW_MS);
        }
        expect(await resetWait(address, NOW_MS)).toBe(15);
      }
      expect(await mailsTo(nobodys)).toEqual([]);
    });

    test("is stored as a hash, and leaves the queue with its mail", async () => {
      const { userId, email } = await somebody();
      await sendResetLink(email, NOW_MS);
      const token = await newest(email, "reset");
      const rows = await reader().oneTimeToken.findMany({ where: { userId } });
      expect(rows).toHaveLength(2);
      expect(JSON.stringify(rows)).not.toContain(token);
    });
  });

  describe("for an address", () => {
    test("comes after signing up, works once, and mail goes there only then", async () => {
      const { email, viewer } = await somebody();
      const token = await newest(email, "confirm");
      expect(await isVerified(viewer)).toBe(false);
      expect(await addressOfLink(token, NOW_MS)).toBe(email);
      expect(await isVerified(viewer)).toBe(false);
      expect(await confirmAddress(token, NOW_MS)).toEqual({ ok: true, value: email });
      expect(await isVerified(viewer)).toBe(true);
      expect(await confirmAddress(token, NOW_MS)).toEqual(refused("link"));
      expect(await addressOfLink(token, NOW_MS)).toBeNull();
      expect(await askForAddressLink(at(viewer))).toEqual(refused({ kind: "none" }));
    });

    test("that is late does nothing; a new one can be asked for, ten times in a quarter of an hour", async () => {
      const { email, viewer } = await somebody();
      const late = await newest(email, "confirm");
      expect(await confirmAddress(late, NOW_MS + 2 * DAY_MS)).toEqual(refused("link"));
      for (let asked = 0; asked < 10; asked++) expect(await askForAddressLink(at(viewer))).toEqual(done);
      expect(await askForAddressLink(at(viewer))).toEqual(refused({ kind: "wait", minutes: 15 }));
      expect(await confirmAddress(late, NOW_MS)).toEqual(refused("link"));
      expect(await confirmAddress(await newest(email, "confirm"), NOW_MS)).toMatchObject({ ok: true });
    });

    test("that is new becomes theirs when its link is used; the old one is told, and its reset links open nothing", async () => {
      const { userId, email, viewer } = await somebody();
      await confirmAddress(await newest(email, "confirm"), NOW_MS);
      const next = `${newId()}@example.org`;
      expect(await askForNewAddress(at(viewer), { email: next, proof: "wrong" })).toEqual(refused({ kind: "wrong" }));
      expect(await mailsTo(next)).toEqual([]);
      expect(await askForNewAddress(at(viewer), { email: next, proof: PASSWORD })).toEqual(done);
      await sendResetLink(email, NOW_MS);
      const reset = await newest(email, "reset");
      expect(await checkCredentials(next, PASSWORD, NOW_MS)).toEqual({ kind: "wrong" });
      expect(await confirmAddress(await newest(next, "confirm"), NOW_MS)).toEqual({ ok: true, value: next });
      expect(await checkCredentials(next, PASSWORD, NOW_MS)).toEqual({ kind: "in", userId });
      expect(await checkCredentials(email, PASSWORD, NOW_MS)).toEqual({ kind: "wrong" });
      expect(await resetPassword({ token: reset, password: NEXT }, NOW_MS)).toBe(false);
      expect((await mailsTo(email)).at(-1)?.subject).toBe("Your address was changed");
      expect(await audit(userId)).toEqual(["address-confirmed", "address-changed"]);
    });

    test("that somebody has is not told to be had, and is not taken from them", async () => {
      const [one, other] = [await somebody(), await somebody()];
      const before = (await mailsTo(other.email)).length;
      expect(await askForNewAddress(at(one.viewer), { email: other.email, proof: PASSWORD })).toEqual(done);
      expect(await mailsTo(other.email)).toHaveLength(before);
      const wanted = `${newId()}@example.org`;
      await askForNewAddress(at(one.viewer), { email: wanted, proof: PASSWORD });
      const token = await newest(wanted, "confirm");
      await signUp({ name: "Quick", email: wanted, password: PASSWORD }, NOW_MS, { examId: null });
      expect(await confirmAddress(token, NOW_MS)).toEqual(refused("taken"));
      expect(await checkCredentials(one.email, PASSWORD, NOW_MS)).toEqual({ kind: "in", userId: one.userId });
    });

    test("where no mail is sent, nobody is sent anything, and an admin hands the links out", async () => {
      placeMailSettings("off");
      const { userId, email, viewer } = await somebody();
      await sendResetLink(email, NOW_MS);
      expect(await mailsTo(email)).toEqual([]);
      expect(await askForAddressLink(at(viewer))).toEqual(refused({ kind: "none" }));
      expect(await askForNewAddress(at(viewer), { email: "new@example.org", proof: PASSWORD })).toEqual(
        refused({ kind: "no-mail" }),
      );
      const admin = at(await newViewer("admin"));
      const tokenOf = (path: string) => there(path.split("/")[2]);
      const reset = got(await makeLink(admin, { userId, what: { kind: "reset" } }));
      expect(reset).toMatchObject({ path: expect.stringMatching(/^\/reset\//), hours: 1 });
      expect(await resetPassword({ token: tokenOf(reset.path), password: NEXT }, NOW_MS)).toBe(true);
      expect(await checkCredentials(email, NEXT, NOW_MS)).toEqual({ kind: "in", userId });
      // Whoever got it by hand has shown nothing about the address.
      expect(await isVerified(viewer)).toBe(false);
      const moved = `${newId()}@example.org`;
      const address = got(await makeLink(admin, { userId, what: { kind: "address", email: moved } }));
      expect(await confirmAddress(tokenOf(address.path), NOW_MS)).toEqual({ ok: true, value: moved });
      expect(await isVerified(viewer)).toBe(true);
      expect(await audit(userId)).toEqual(["link-made", "password-reset", "link-made", "address-changed"]);
    });

    test("only admins hand links out, to people who sign in with an address", async () => {
      const { userId } = await somebody();
      const admin = at(await newViewer("admin"));
      const what = { kind: "reset" } as const;
      for (const role of ["learner", "instructor", "lead"] as const) {
        expect(await makeLink(at(await newViewer(role)), { userId, what })).toEqual(refused("missing"));
      }
      expect(await makeLink(admin, { userId: newId(), what })).toEqual(refused("missing"));
      expect(await makeLink(admin, { userId, what: { kind: "address", email: there(admin.viewer.email) } })).toEqual(
        refused("taken"),
      );
      expect(await changeAccess(admin, { userId, open: false })).toEqual(done);
      expect(await makeLink(admin, { userId, what })).toEqual(refused("missing"));
    });
  });

  test("a provider's account joins one here only where both sides have proved the address", async () => {
    const { userId, email } = await somebody();
    const account = (id: string) => ({ provider: "google", providerAccountId: id });
    const profile = { email, email_verified: true, name: "Ada" };
    expect(await joinOAuthAccount(account("a"), profile, NOW_MS)).toBeNull();
    await confirmAddress(await newest(email, "confirm"), NOW_MS);
    expect(await joinOAuthAccount(account("b"), { ...profile, email_verified: false }, NOW_MS)).toBeNull();
    expect(await joinOAuthAccount(account("c"), profile, NOW_MS)).toBe(userId);
    expect(await joinOAuthAccount(account("c"), {}, NOW_MS)).toBe(userId);
    expect(await audit(userId)).toEqual(["address-confirmed", "provider-joined"]);
  });
});
