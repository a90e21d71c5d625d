import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { LAUNCH_MS } from "@/lib/core/lti/launch";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { findOwnStanding } from "@/lib/data/cohorts";
import { newId } from "@/lib/data/new-id";
import { onBothEngines } from "@/lib/data/testing/engines";
import { toDate } from "@/lib/data/time";
import { normalEmail } from "@/lib/data/users";
import { begin, launch as launchAt, ORIGIN, tokenFor, viewerOf } from "@/lib/usecases/testing/launching";
import { type Launching, type SimulatedPlatform, startPlatform } from "@/lib/usecases/testing/lti-platform";
import { at, got, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { beginLogin, MOST_LOGINS } from "./begin-login";
import { chooseLinkExam, getCoursePage, joinCourse } from "./course-link";
import { answerLinkQuestion, enterLaunch, getLinkQuestion } from "./enter-launch";
import { addPlatform, changePlatform, closePlatform, listPublicKeys } from "./manage-platforms";
import { receiveLaunch } from "./receive-launch";

const here = (now = START_MS) => ({ origin: ORIGIN, now });
const CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
const refused = (error: unknown) => ({ ok: false, error });

onBothEngines("launches", (engine) => {
  const db = () => engine.database();
  let school: SimulatedPlatform;
  let other: SimulatedPlatform;
  let schoolId: string;

  async function enterPlatform(platform: SimulatedPlatform): Promise<string> {
    const admin = at(await newViewer({ role: "admin" }));
    return got(await addPlatform(admin, platform.settings())).platformId;
  }
  beforeAll(async () => {
    await load();
    const toolKeys = async () => ({ keys: await listPublicKeys(START_MS) });
    [school, other] = [await startPlatform({ toolKeys }), await startPlatform({ toolKeys })];
    schoolId = await enterPlatform(school);
    await enterPlatform(other);
  });
  afterAll(async () => {
    await school.stop();
    await other.stop();
  });

  const launch = (who: Launching, options?: { viewer?: Viewer | null; platform?: SimulatedPlatform }) =>
    launchAt(options?.platform ?? school, who, { viewer: options?.viewer ?? null });

  /** Somebody of a course of their own: who teaches it, and their cohort. */
  async function newCourse(course = newId()) {
    const lead = await viewerOf(got(await launch({ sub: newId(), role: "Instructor", course })).userId);
    const context = there(await db().reader.ltiContext.findFirst({ where: { contextId: course } }));
    return { course, lead, cohortId: there(context.cohortId) };
  }
  describe("an account", () => {
    test("is made at the first launch and found at the next; the address is not taken for theirs", async () => {
      const sub = newId();
      const first = got(await launch({ sub, name: "Ada" }));
      expect(got(await launch({ sub, name: "Ada L." })).userId).toBe(first.userId);
      expect(await viewerOf(first.userId)).toMatchObject({ name: "Ada", email: null, isGuest: false, role: "learner" });
      const kept = await db().reader.ltiUser.findFirst({ where: { sub } });
      expect(kept).toMatchObject({ name: "Ada L.", email: `${sub}@school.example` });
    });

    test("of somebody with the same address, or of the same person at another platform, is not opened", async () => {
      const victim = await newViewer({ role: "lead" });
      const sub = newId();
      const email = normalEmail(there(victim.email));
      const mine = got(await launch({ sub, claims: { email, email_verified: true } }));
      const theirs = got(await launch({ sub, claims: { email } }, { platform: other }));
      expect(new Set([mine.userId, theirs.userId, victim.userId]).size).toBe(3);
      expect(got(await launch({ sub })).userId).toBe(mine.userId);
    });

    test("that is signed in is joined after a yes alone, and once", async () => {
      const own = await newViewer();
      const begun = await begin(school);
      const sub = newId();
      const token = await tokenFor(school, { sub, name: "Ada" }, begun);
      const { ticket } = got(await receiveLaunch({ state: begun.state, token }, here()));
      const entrance = { ticket, cookieOf: begun.cookieOf };
      expect(await enterLaunch(at(own), entrance)).toEqual(refused("ask"));
      const asked = { platform: "School", name: "Ada", course: "Brewing 101" };
      expect(await getLinkQuestion(at(own), entrance)).toEqual(asked);
      expect(await getLinkQuestion(at(own), { ...entrance, cookieOf: () => undefined })).toBeNull();
      expect(await answerLinkQuestion(at(own), { ...entrance, cookieOf: () => undefined }, "link")).toEqual(
        refused("ticket"),
      );
      expect(got(await answerLinkQuestion(at(own), entrance, "link")).userId).toBe(own.userId);
      expect(await answerLinkQuestion(at(own), entrance, "link")).toEqual(refused("ticket"));
      expect(got(await launch({ sub })).userId).toBe(own.userId);
      // Another person of the platform is not asked for the same account, but gets one of their own.
      const second = got(await launch({ sub: newId() }, { viewer: own }));
      expect(second.userId).not.toBe(own.userId);
    });

    test("whose cohort keeps the time of the zone that the platform says, if there is such", async () => {
      const zoneOf = async (zoneinfo: unknown) => {
        const course = newId();
        got(await launch({ sub: newId(), role: "Instructor", course, claims: { zoneinfo } }));
        const { cohortId } = there(await db().reader.ltiContext.findFirst({ where: { contextId: course } }));
        return there(await db().reader.cohort.findUnique({ where: { id: there(cohortId) } })).timeZone;
      };
      expect(await zoneOf("Europe/Vienna")).toBe("Europe/Vienna");
      expect(await zoneOf("Middle/Earth")).toBe("UTC");
      expect(await zoneOf(undefined)).toBe("UTC");
    });

    test("of one's own is made after a no", async () => {
      const own = await newViewer();
      const begun = await begin(school);
      const token = await tokenFor(school, { sub: newId() }, begun);
      const { ticket } = got(await receiveLaunch({ state: begun.state, token }, here()));
      const entrance = { ticket, cookieOf: begun.cookieOf };
      expect(got(await answerLinkQuestion(at(own), entrance, "separate")).userId).not.toBe(own.userId);
    });

    test("of an admin is never joined, nor opened", async () => {
      const admin = await newViewer({ role: "admin" });
      const sub = newId();
      const { userId } = got(await launch({ sub }, { viewer: admin }));
      expect(userId).not.toBe(admin.userId);
      await db().transaction((tx) => tx.user.update({ where: { id: userId }, data: { role: "admin" } }));
      expect(await launch({ sub })).toEqual(refused("admin"));
      await db().transaction((tx) => tx.user.update({ where: { id: userId }, data: { role: "learner" } }));
      expect(got(await launch({ sub })).userId).toBe(userId);
    });

    test("that an admin has closed stays closed", async () => {
      const sub = newId();
      const { userId } = got(await launch({ sub }));
      const set = (disabledAt: Date | null) =>
        db().transaction((tx) => tx.user.update({ where: { id: userId }, data: { disabledAt } }));
      await set(new Date(START_MS));
      expect(await launch({ sub })).toEqual(refused("closed"));
      await set(null);
      expect((await launch({ sub })).ok).toBe(true);
    });
  });

  describe("a course", () => {
    test("becomes a cohort that who teaches it leads, and nothing else by it", async () => {
      const { lead, cohortId, course } = await newCourse();
      expect(lead.role).toBe("learner");
      const cohort = await db().reader.cohort.findUnique({ where: { id: cohortId } });
      expect(cohort).toMatchObject({ name: "Brewing 101", examId: "brew-1" });
      const second = got(await launch({ sub: newId(), role: "Instructor", course }));
      expect(await findOwnStanding(db().reader, second.userId, cohortId)).toMatchObject({ role: "lead", isIn: true });
      expect(await findOwnStanding(db().reader, lead.userId, cohortId)).toMatchObject({ role: "lead", isIn: true });
    });

    test("is joined by a learner after a yes; who teaches it elsewhere or looks on joins nothing", async () => {
      const { course, cohortId } = await newCourse();
      const entered = got(await launch({ sub: newId(), course }));
      const linkId = there(entered.to.split("/").at(-1));
      const learner = at(await viewerOf(entered.userId));
      expect(await getCoursePage(learner, linkId)).toMatchObject({ membership: "may-join", choices: null });
      expect(await findOwnStanding(db().reader, entered.userId, cohortId)).toBeNull();
      const school = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator";
      for (const claims of [{}, { [`${CLAIM}roles`]: [school] }]) {
        const watching = got(await launch({ sub: newId(), role: "Mentor", course, claims }));
        const watcher = at(await viewerOf(watching.userId));
        expect(await getCoursePage(watcher, linkId)).toMatchObject({ membership: "none" });
        expect(await joinCourse(watcher, { linkId })).toEqual(refused("missing"));
      }
      const stranger = at(await newViewer({ role: "admin" }));
      expect(await getCoursePage(stranger, linkId)).toBeNull();
      expect(await joinCourse(stranger, { linkId })).toEqual(refused("missing"));
      expect(await joinCourse(learner, { linkId })).toEqual({ ok: true, value: { cohortId } });
      expect(await getCoursePage(learner, linkId)).toMatchObject({ membership: "learner" });
    });

    test("that a lead took somebody out of is not joined again by a launch", async () => {
      const { course, cohortId } = await newCourse();
      for (const role of ["Learner", "Instructor"] as const) {
        const sub = newId();
        const entered = got(await launch({ sub, role, course }));
        const linkId = there(entered.to.split("/").at(-1));
        const viewer = at(await viewerOf(entered.userId));
        got(await joinCourse(viewer, { linkId }));
        const ended = { endedAt: new Date(START_MS), endedBy: "lead" };
        await db().transaction((tx) =>
          tx.membership.updateMany({ where: { cohortId, userId: entered.userId }, data: ended }),
        );
        got(await launch({ sub, role, course }));
        expect(await joinCourse(viewer, { linkId })).toEqual(refused("missing"));
        expect(await getCoursePage(viewer, linkId)).toMatchObject({ membership: "removed", choices: null });
      }
    });

    test("has its links' exams chosen by its leads alone, or by the link's settings", async () => {
      const { course, lead } = await newCourse();
      const entered = got(await launch({ sub: newId(), course }));
      const linkId = there(entered.to.split("/").at(-1));
      const strangers = [at(await viewerOf(entered.userId)), at((await newCourse()).lead)];
      for (const context of strangers)
        expect(await chooseLinkExam(context, { linkId, blueprintId: "quick" })).toEqual(refused("missing"));
      expect(await chooseLinkExam(at(lead), { linkId, blueprintId: "no-such" })).toEqual(refused("exam"));
      got(await chooseLinkExam(at(lead), { linkId, blueprintId: "quick" }));
      const page = there(await getCoursePage(there(strangers[0]), linkId));
      expect(page.opens?.blueprint.id).toBe("quick");
      const custom = { exam: "brew-1", blueprint: "quick" };
      const set = got(await launch({ sub: newId(), course, link: "set", custom }));
      const own = at(await viewerOf(set.userId));
      expect((await getCoursePage(own, there(set.to.split("/").at(-1))))?.opens?.blueprint.id).toBe("quick");
    });
  });

  test("of one platform so many logins begin in a minute, and more in the next; other platforms go on", async () => {
    const many = await startPlatform({ toolKeys: async () => ({ keys: await listPublicKeys(START_MS) }) });
    const platformId = await enterPlatform(many);
    const row = { nonceHash: "n", browserHash: "b", platformId, expiresAt: toDate(START_MS + LAUNCH_MS) };
    const rows = Array.from({ length: MOST_LOGINS - 1 }, () => ({ id: newId(), ...row }));
    await db().transaction((tx) => tx.ltiState.createMany({ data: rows }));
    const wish = (platform: SimulatedPlatform) => {
      const { issuer } = platform.settings();
      return { issuer, clientId: null, loginHint: "hint", messageHint: null, targetLinkUri: `${ORIGIN}/` };
    };
    expect(await beginLogin(wish(many), here())).toMatchObject({ ok: true });
    expect(await beginLogin(wish(many), here())).toEqual(refused("busy"));
    expect(await beginLogin(wish(school), here())).toMatchObject({ ok: true });
    expect(await beginLogin(wish(many), here(START_MS + MINUTE_MS + 1))).toMatchObject({ ok: true });
    await many.stop();
  });

  test("platforms are entered and changed by admins alone, over TLS alone, each once", async () => {
    const admin = at(await newViewer({ role: "admin" }));
    const settings = { ...school.settings(), clientId: newId() };
    for (const role of ["learner", "instructor", "lead"] as const) {
      const context = at(await newViewer({ role }));
      expect(await addPlatform(context, settings)).toEqual(refused("missing"));
      expect(await changePlatform(context, { platformId: schoolId, ...settings })).toEqual(refused("missing"));
      expect(await closePlatform(context, { platformId: schoolId, closed: true })).toEqual(refused("missing"));
    }
    for (const tokenUrl of ["http://school.example/token", "ftp://school.example", "https://a:b@school.example/"])
      expect(await addPlatform(admin, { ...settings, tokenUrl })).toEqual(refused("tokenUrl"));
    expect(await addPlatform(admin, school.settings())).toEqual(refused("known"));
    const { platformId } = got(await addPlatform(admin, settings));
    expect(await changePlatform(admin, { platformId, ...school.settings() })).toEqual(refused("known"));
    got(await changePlatform(admin, { platformId, ...settings, name: "Renamed" }));
    expect(await changePlatform(admin, { platformId: newId(), ...settings })).toEqual(refused("missing"));
  });
});
