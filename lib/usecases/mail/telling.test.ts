import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { DAY_MS, HOUR_MS } from "@/lib/core/shared/epoch-ms";
import { hashOfAddress, suppressAddress, unscopedListMails } from "@/lib/data/mail/mail-jobs";
import { saveMailWish, saveReading } from "@/lib/data/mail/mail-people";
import { useMailSettings as placeMailSettings } from "@/lib/data/mail/mail-settings";
import { onBothEngines } from "@/lib/data/testing/engines";
import { toDate } from "@/lib/data/time";
import { inviteRoster } from "@/lib/usecases/cohort/invite-roster";
import { join, makeInvite, readInvite } from "@/lib/usecases/cohort/join";
import { createCohort } from "@/lib/usecases/cohort/manage-cohort";
import { listOwnNotices } from "@/lib/usecases/notice/notices";
import { sitExam } from "@/lib/usecases/testing/learning";
import { at, formOf, got, load, newViewer, onAnotherServer, START_MS, there } from "@/lib/usecases/testing/scene";
import { getMailPreferences, rememberZone, saveMailPreferences, saveOwnReading } from "./mail-preferences";
import { remindDue } from "./remind-due";
import { readWayOut, unsubscribe, type WayOut, wayOutToken } from "./unsubscribe";
import { tellDigests } from "./weekly-digest";

const settings = { smtpUrl: "smtp://127.0.0.1:1", from: "trapline@example.org" };

onBothEngines("what is told", (engine) => {
  const reader = () => engine.database().reader;
  const mails = (prefix: string) => unscopedListMails(reader(), prefix);
  const told = async (viewer: Viewer) => (await listOwnNotices(at(viewer), { take: 99 })).map(({ notice }) => notice);
  const write = (work: Parameters<ReturnType<typeof engine.database>["transaction"]>[0]) =>
    engine.database().transaction(work);

  beforeAll(async () => {
    await load();
    placeMailSettings(settings);
  });
  afterAll(() => placeMailSettings("environment"));

  describe("a reminder of what is due", () => {
    const dueAt = START_MS + 10 * DAY_MS;
    const row = ({ userId }: Viewer, assignmentId: string, more = {}) => {
      return { userId, assignmentId, title: "Drill on\r\nendpoints", dueAt, timeZone: "America/New_York", ...more };
    };

    test("comes once, a day before, in the app and by mail; again where the time was moved", async () => {
      const viewer = await newViewer();
      const rows = [row(viewer, "first")];
      expect(await remindDue(rows, dueAt - DAY_MS - 1)).toBe(0);
      expect(await remindDue(rows, dueAt - DAY_MS)).toBe(1);
      expect(await remindDue(rows, dueAt - HOUR_MS)).toBe(0);
      expect(await told(viewer)).toMatchObject([{ kind: "due", assignmentId: "first", dueAt }]);
      expect(await mails("due/first/")).toMatchObject([
        { kind: "due", to: viewer.email, subject: "Due soon: Drill on endpoints", state: "queued" },
      ]);
      expect(await remindDue([row(viewer, "first", { dueAt: dueAt + HOUR_MS })], dueAt - HOUR_MS)).toBe(1);
      expect(await mails("due/first/")).toHaveLength(2);
    });

    test("comes once from two servers that remind at the same time", async () => {
      const people = await Promise.all(Array.from({ length: 8 }, () => newViewer()));
      const rows = people.map((viewer) => row(viewer, "twice"));
      const other = await engine.openAgain();
      const run = () => remindDue(rows, dueAt - HOUR_MS);
      const counts = await Promise.all([run(), onAnotherServer(other, run)]);
      expect(counts[0] + counts[1]).toBe(people.length);
      expect(await mails("due/twice/")).toHaveLength(people.length);
    });

    test("names the time in the learner's own zone and way; in the cohort's where theirs is not known", async () => {
      const [unknown, known] = [await newViewer(), await newViewer()];
      await write((tx) => saveReading(tx, known.userId, { locale: "en-US", timeZone: "Asia/Tokyo" }));
      await remindDue([row(unknown, "zones"), row(known, "zones")], dueAt - HOUR_MS);
      const textTo = async ({ email }: Viewer) => (await mails("due/zones/")).find(({ to }) => to === email)?.text;
      // 3 December 2026, 09:00 UTC.
      expect(await textTo(unknown)).toMatch(/due on Thursday,? 3 December at 04:00 (GMT-5|EST)\./);
      expect(await textTo(known)).toMatch(/due on Thursday, December 3 at 06:00 PM GMT\+9\./);
    });

    test("stands in the app alone for who wants no mail of it, for guests, and where no mail is sent", async () => {
      const [off, guest, plain] = [await newViewer(), await newViewer(), await newViewer()];
      await write(async (tx) => {
        await saveMailWish(tx, off.userId, { due: false });
        await tx.user.update({ where: { id: guest.userId }, data: { isGuest: true, email: null } });
      });
      await remindDue([row(off, "quiet"), row(guest, "quiet")], dueAt - HOUR_MS);
      placeMailSettings("off");
      await remindDue([row(plain, "quiet")], dueAt - HOUR_MS);
      placeMailSettings(settings);
      for (const viewer of [off, guest, plain]) expect(await told(viewer)).toHaveLength(1);
      expect(await mails("due/quiet/")).toEqual([]);
    });
  });

  describe("a weekly digest", () => {
    // Monday 26 October 2026: the clock went back in Vienna the day before, so 07:00 is 06:00 UTC.
    const monday = Date.UTC(2026, 9, 26, 6);
    const all = async (now: number) => {
      while ((await tellDigests(now)) > 0);
    };
    const inVienna = async () => {
      const viewer = await newViewer();
      await write(async (tx) => {
        await saveReading(tx, viewer.userId, { timeZone: "Europe/Vienna" });
        await saveMailWish(tx, viewer.userId, { digest: true });
        // Somebody of long ago.
        await tx.user.update({ where: { id: viewer.userId }, data: { createdAt: toDate(monday - 30 * DAY_MS) } });
      });
      return viewer;
    };
    const digests = async (viewer: Viewer) => (await told(viewer)).filter(({ kind }) => kind === "digest");
    /** The Monday before, when it is still summer time; then an exam on Wednesday. */
    const weekOf = async (viewer: Viewer) => {
      await all(monday - 7 * DAY_MS - HOUR_MS);
      const attemptId = await sitExam(at(viewer, monday - 5 * DAY_MS), () => true);
      return (await formOf(attemptId)).filter(({ pilot }) => !pilot).length;
    };

    test("comes at seven on Monday of the learner, once, also from two servers at once, and across a change of the clock", async () => {
      const viewer = await inVienna();
      const answered = await weekOf(viewer);
      expect(await digests(viewer)).toEqual([]);
      await all(monday - 1);
      expect(await digests(viewer)).toEqual([]);
      const other = await engine.openAgain();
      await Promise.all([tellDigests(monday), onAnotherServer(other, () => tellDigests(monday))]);
      await all(monday + HOUR_MS);
      expect(await digests(viewer)).toMatchObject([{ week: "2026-W43", answered }]);
      expect(await mails(`digest/2026-W43/${viewer.userId}`)).toMatchObject([{ to: viewer.email, kind: "digest" }]);
      // A week without an answer, and nothing due: there is nothing to say.
      await all(monday + 7 * DAY_MS);
      expect(await digests(viewer)).toHaveLength(1);
    });

    test("tells who came in the middle of the week all that they answered", async () => {
      const viewer = await inVienna();
      await write(async (tx) => {
        await tx.user.update({ where: { id: viewer.userId }, data: { createdAt: toDate(monday - 6 * DAY_MS) } });
      });
      await sitExam(at(viewer, monday - 5 * DAY_MS), () => false);
      await all(monday);
      expect(await digests(viewer)).toMatchObject([{ week: "2026-W43", answered: expect.any(Number) }]);
    });

    test("is not made where there is nothing to say, nor told to who did not ask and is in no cohort, or does not want it", async () => {
      const nobody = await newViewer();
      const [idle, unwanted] = [await newViewer(), await inVienna()];
      const early = toDate(monday - 30 * DAY_MS);
      await write(async (tx) => {
        await saveMailWish(tx, idle.userId, { digest: true });
        await saveMailWish(tx, unwanted.userId, { digest: false });
        for (const { userId } of [idle, nobody]) {
          await tx.user.update({ where: { id: userId }, data: { createdAt: early, timeZone: "Europe/Vienna" } });
        }
      });
      await weekOf(unwanted);
      await sitExam(at(nobody, monday - 5 * DAY_MS), () => true);
      await all(monday);
      for (const viewer of [nobody, idle, unwanted]) expect(await digests(viewer)).toEqual([]);
    });

    test("comes to members of a cohort unasked, until they say no", async () => {
      const viewer = await inVienna();
      const lead = await newViewer({ role: "lead" });
      const { cohortId } = got(await createCohort(at(lead), { name: "C", examId: "brew-1", timeZone: "UTC" }));
      const invite = { cohortId, role: "learner", days: 9, maxUses: 1 } as const;
      await write(async (tx) => {
        await tx.mailWish.deleteMany({ where: { userId: viewer.userId } });
      });
      expect(await getMailPreferences(at(viewer))).toMatchObject({ wish: { digest: false } });
      got(await join(at(viewer), { code: got(await makeInvite(at(lead), invite)).code }));
      expect(await getMailPreferences(at(viewer))).toMatchObject({ wish: { due: true, digest: true, repair: true } });
      const answered = await weekOf(viewer);
      await all(monday);
      expect(await digests(viewer)).toMatchObject([{ answered }]);
    });
  });

  describe("codes by mail", () => {
    const scene = async () => {
      const lead = await newViewer({ role: "lead" });
      const cohort = { name: "Evening\r\nBcc: all@example.org", examId: "brew-1", timeZone: "UTC" };
      const { cohortId } = got(await createCohort(at(lead), cohort));
      const send = (text: string, mail: boolean) =>
        inviteRoster(at(lead), { cohortId, text: `name,email\n${text}`, days: 7, make: true, mail });
      return { lead, cohortId, send };
    };

    test("each person gets a mail with the code that lets them in; who wants none gets none, and the lead is told", async () => {
      const { lead, cohortId, send } = await scene();
      await write((tx) => suppressAddress(tx, hashOfAddress("quiet@example.org"), START_MS));
      const { codes } = got(await send("Ada,ada@example.org\nQuinn,quiet@example.org", true));
      expect(codes.map(({ email, mailed }) => [email, mailed])).toEqual([
        ["ada@example.org", true],
        ["quiet@example.org", false],
      ]);
      const queued = (await mails("invitation/")).filter(({ to }) => to === "ada@example.org");
      expect(queued).toMatchObject([{ kind: "invitation", subject: "Your code for “Evening Bcc: all@example.org”" }]);
      const sent = /\/join\/([0-9A-Z]{12})/.exec(queued[0]?.text ?? "")?.[1];
      expect(await readInvite(at(await newViewer()), there(sent))).toMatchObject({ ok: true });
      // Who has a code that holds is not sent a second one.
      const again = got(
        await inviteRoster(at(lead), {
          cohortId,
          text: "name,email\nAda,ada@example.org",
          days: 7,
          make: true,
          mail: true,
        }),
      );
      expect(again.codes).toEqual([]);
    });

    test("nothing is sent unasked, by a stranger, or where no mail is sent", async () => {
      const { cohortId, send } = await scene();
      got(await send("Bea,bea@example.org", false));
      const roster = { cohortId, text: "name,email\nCal,cal@example.org", days: 7, make: true, mail: true };
      const stranger = await newViewer({ role: "lead" });
      expect(await inviteRoster(at(stranger), roster)).toEqual({ ok: false, error: "missing" });
      placeMailSettings("off");
      const { codes } = got(await send("Dan,dan@example.org", true));
      placeMailSettings(settings);
      expect(codes.map(({ mailed }) => mailed)).toEqual([false]);
      const to = (await mails("invitation/")).map((mail) => mail.to);
      for (const name of ["bea", "cal", "dan"]) expect(to).not.toContain(`${name}@example.org`);
    });
  });

  describe("unsubscribing", () => {
    test("a link ends its own kind for its own person, and once more is the same", async () => {
      const [viewer, other] = [await newViewer(), await newViewer()];
      await write((tx) => saveMailWish(tx, viewer.userId, { digest: true }));
      const way: WayOut = { of: "account", userId: viewer.userId, kind: "due" };
      const token = await wayOutToken(way);
      for (const _ of [1, 2]) expect(await unsubscribe(token, START_MS)).toEqual(way);
      expect(await getMailPreferences(at(viewer))).toMatchObject({ wish: { due: false, digest: true, repair: true } });
      expect(await getMailPreferences(at(other))).toMatchObject({ wish: { due: true } });
    });

    test("it says the same for who is gone, and for an address that nobody has", async () => {
      const gone: WayOut = { of: "account", userId: "01234567-0000-7000-8000-000000000000", kind: "digest" };
      expect(await unsubscribe(await wayOutToken(gone), START_MS)).toEqual(gone);
      const address: WayOut = { of: "address", addressHash: hashOfAddress("whoever@example.org") };
      expect(await unsubscribe(await wayOutToken(address), START_MS)).toEqual(address);
    });

    test("no token is made by hand, and none is turned into another", async () => {
      const viewer = await newViewer();
      const other = await newViewer();
      const token = await wayOutToken({ of: "account", userId: viewer.userId, kind: "due" });
      const [body = "", seal = ""] = token.split(".");
      const forged = Buffer.from(`account:${other.userId}:due`).toString("base64url");
      const cut = seal.slice(0, -2);
      for (const bad of [
        "",
        ".",
        "a.b",
        body,
        `${body}.`,
        `${forged}.${seal}`,
        `${body}.${cut}`,
        `${token}.x`,
        "x".repeat(500),
      ]) {
        expect(await readWayOut(bad), bad).toBeNull();
        expect(await unsubscribe(bad, START_MS)).toBeNull();
      }
      expect(await getMailPreferences(at(other))).toMatchObject({ wish: { due: true } });
    });
  });

  test("preferences and reading are the viewer's own; a zone that there is not is refused, and a chosen one is kept", async () => {
    const [viewer, other] = [await newViewer(), await newViewer()];
    expect(await rememberZone(at(viewer), "Nowhere/Land")).toBe(false);
    expect(await rememberZone(at(viewer), "Europe/Vienna")).toBe(true);
    expect(await rememberZone(at(viewer), "Asia/Tokyo")).toBe(true);
    expect(await getMailPreferences(at(viewer))).toMatchObject({ timeZone: "Europe/Vienna", locale: "en-GB" });
    const bad = { locale: "en-US", timeZone: "Nowhere/Land" } as const;
    expect(await saveOwnReading(at(viewer), bad)).toEqual({ ok: false, error: "zone" });
    got(await saveOwnReading(at(viewer), { locale: "en-US", timeZone: "Asia/Tokyo" }));
    await saveMailPreferences(at(viewer), { due: false, repair: true, digest: true });
    expect(await getMailPreferences(at(viewer))).toMatchObject({
      timeZone: "Asia/Tokyo",
      locale: "en-US",
      wish: { due: false, repair: true, digest: true },
    });
    expect(await getMailPreferences(at(other))).toMatchObject({ timeZone: null, wish: { due: true, digest: false } });
  });
});
