import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Context, Viewer } from "@/lib/core/access/viewer";
import { TRIES_MOST } from "@/lib/core/lti/score";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { newId } from "@/lib/data/new-id";
import { onBothEngines } from "@/lib/data/testing/engines";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { answerDispute } from "@/lib/usecases/dispute/answer-dispute";
import { fileDispute } from "@/lib/usecases/dispute/file-dispute";
import { finishRepairs } from "@/lib/usecases/repair/finish-repairs";
import { makeRepair } from "@/lib/usecases/repair/make-repair";
import { launch, ORIGIN, viewerOf } from "@/lib/usecases/testing/launching";
import { type Launching, type SimulatedPlatform, startPlatform } from "@/lib/usecases/testing/lti-platform";
import {
  at,
  formOf,
  got,
  load,
  newTab,
  newViewer,
  onAnotherServer,
  START_MS,
  there,
} from "@/lib/usecases/testing/scene";
import { chooseContent, getContentChoice } from "./choose-content";
import { chooseLinkExam, getCoursePage, joinCourse, startLinkedExam } from "./course-link";
import {
  addPlatform,
  changePlatform,
  closePlatform,
  getPlatform,
  listPublicKeys,
  resendScores,
} from "./manage-platforms";
import { findCourseOf, readCourseRoster } from "./read-course-roster";
import { sendScores } from "./send-scores";

const AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
const SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
const LINE_ITEM = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
const refused = (error: unknown) => ({ ok: false, error });

onBothEngines("services of a platform", (engine) => {
  const db = () => engine.database();
  let school: SimulatedPlatform;
  let admin: Viewer;
  let platformId: string;
  // Each test is a day later than the one before, so that nothing of an earlier one is due in it by chance.
  let now = START_MS;

  beforeAll(async () => {
    await load();
    school = await startPlatform({ toolKeys: async () => ({ keys: await listPublicKeys(START_MS) }) });
    admin = await newViewer({ role: "admin" });
    platformId = got(await addPlatform(at(admin), school.settings())).platformId;
  });
  afterEach(() => {
    now += DAY_MS;
    const { state } = school;
    for (const list of [state.scores, state.failures, state.asked, state.items, state.members]) list.length = 0;
    [state.rosterElsewhere, state.redirect] = [null, null];
  });
  afterAll(() => school.stop());

  async function come(who: Launching): Promise<{ viewer: Viewer; linkId: string }> {
    school.setClock(now);
    const { userId, to } = got(await launch(school, who, { now }));
    return { viewer: await viewerOf(userId, now), linkId: there(to.split("/").at(-1)) };
  }

  /** A course whose link opens the small exam, and a learner who has started it. */
  async function sitting(claims: Record<string, unknown> = {}) {
    const [course, sub] = [newId(), newId()];
    const lead = await come({ sub: newId(), role: "Instructor", course, claims });
    got(await chooseLinkExam(at(lead.viewer, now), { linkId: lead.linkId, blueprintId: "quick" }));
    const { viewer, linkId } = await come({ sub, course, claims });
    const { attemptId } = got(await startLinkedExam(at(viewer, now), { linkId, extraTime: "none" }));
    return { course, sub, lead: lead.viewer, viewer, linkId, attemptId };
  }
  type Sitting = Awaited<ReturnType<typeof sitting>>;

  /** Answers the first so many questions that count rightly, the others wrongly, and ends the exam. */
  async function sit({ viewer, attemptId }: Pick<Sitting, "viewer" | "attemptId">, right: number) {
    const form = (await formOf(attemptId)).filter(({ pilot }) => !pilot);
    const tab = newTab();
    const events = form.map(({ id, ...item }, index) => tab.answer(id, index < right ? item.right : item.wrong));
    got(await saveEvents(at(viewer, now), { attemptId, events }));
    got(await endAttempt(at(viewer, now), { attemptId, as: "finished" }));
    return form;
  }
  const rowOf = async (attemptId: string) => there(await db().reader.ltiScore.findUnique({ where: { attemptId } }));

  describe("a score", () => {
    test("is sent once, when the exam has ended, as right out of scored", async () => {
      const one = await sitting();
      expect(await sendScores(now)).toBe(0);
      expect(school.state.asked).not.toContain("POST /token");
      const form = await sit(one, 1);
      expect(await sendScores(now + MINUTE_MS)).toBe(1);
      const sent = {
        userId: one.sub,
        scoreGiven: 1,
        scoreMaximum: form.length,
        activityProgress: "Completed",
        gradingProgress: "FullyGraded",
        timestamp: new Date(now).toISOString(),
        item: expect.stringContaining("/items/of-link-1?type_id=1"),
      };
      expect(school.state.scores).toEqual([sent]);
      expect(await sendScores(now + HOUR_MS)).toBe(0);
      expect(school.state.scores).toHaveLength(1);
      expect(await rowOf(one.attemptId)).toMatchObject({ state: "sent", tries: 0 });
    });

    test("of an exam that was not started from the course is not sent", async () => {
      const one = await sitting();
      got(await endAttempt(at(one.viewer, now), { attemptId: one.attemptId, as: "abandoned" }));
      expect(await sendScores(now)).toBe(0);
      expect(school.state.scores).toEqual([]);
    });

    test("is sent again after a failure, later each time, and taken at last", async () => {
      const one = await sitting();
      await sit(one, 2);
      school.state.failures.push(503, 429);
      expect(await sendScores(now)).toBe(0);
      expect(await rowOf(one.attemptId)).toMatchObject({ state: "waiting", tries: 1, problem: "score: 503" });
      expect(await sendScores(now + MINUTE_MS - 1)).toBe(0);
      expect(school.state.failures).toEqual([429]);
      expect(await sendScores(now + MINUTE_MS)).toBe(0);
      expect(await sendScores(now + 2 * MINUTE_MS)).toBe(0);
      expect(school.state.failures).toEqual([]);
      expect(await sendScores(now + 3 * MINUTE_MS)).toBe(1);
      expect(school.state.scores).toMatchObject([{ userId: one.sub, scoreGiven: 2 }]);
    });

    test("that the platform refuses waits for an admin, who has it sent again", async () => {
      const one = await sitting();
      await sit(one, 2);
      school.state.failures.push(403);
      expect(await sendScores(now)).toBe(0);
      expect(await sendScores(now + 10 * HOUR_MS)).toBe(0);
      expect(there(await getPlatform(at(admin), platformId)).scores).toMatchObject({ failed: 1, waiting: 0 });
      for (const viewer of [one.lead, one.viewer, await newViewer({ role: "lead" })]) {
        expect(await resendScores(at(viewer, now), { platformId })).toEqual(refused("missing"));
        expect(await getPlatform(at(viewer, now), platformId)).toBeNull();
      }
      expect(await resendScores(at(admin, now), { platformId })).toEqual({ ok: true, value: 1 });
      expect(await sendScores(now + MINUTE_MS)).toBe(1);
    });

    test("is given up after many tries, and not for ever", async () => {
      const one = await sitting();
      await sit(one, 2);
      await db().transaction((tx) =>
        tx.ltiScore.update({ where: { attemptId: one.attemptId }, data: { tries: TRIES_MOST - 1 } }),
      );
      school.state.failures.push(503);
      expect(await sendScores(now)).toBe(0);
      expect(await rowOf(one.attemptId)).toMatchObject({ state: "failed", tries: TRIES_MOST });
      got(await resendScores(at(admin, now), { platformId }));
      expect(await sendScores(now)).toBe(1);
    });

    test("older than what the platform has is settled", async () => {
      const one = await sitting();
      await sit(one, 2);
      school.state.failures.push(409);
      await sendScores(now);
      expect(await rowOf(one.attemptId)).toMatchObject({ state: "sent" });
    });

    test("waits while the platform is disabled, and goes nowhere but to the platform", async () => {
      const one = await sitting();
      await sit(one, 2);
      got(await closePlatform(at(admin), { platformId, closed: true }));
      expect(await sendScores(now)).toBe(0);
      got(await closePlatform(at(admin), { platformId, closed: false }));
      const settings = school.settings();
      got(await changePlatform(at(admin), { platformId, ...settings, serviceOrigin: "https://new.example" }));
      expect(await sendScores(now)).toBe(0);
      expect(school.state.scores).toEqual([]);
      expect(await rowOf(one.attemptId)).toMatchObject({ state: "failed", problem: "elsewhere" });
      got(await changePlatform(at(admin), { platformId, ...settings }));
      got(await resendScores(at(admin, now), { platformId }));
      expect(await sendScores(now)).toBe(1);
    });

    test("has no line item from a launch that names one elsewhere", async () => {
      const claims = { [AGS]: { scope: [SCORE], lineitem: "https://evil.example/item" } };
      const one = await sitting(claims);
      expect(there(await getCoursePage(at(one.viewer, now), one.linkId)).link.takesScores).toBe(false);
      await sit(one, 2);
      expect(await sendScores(now)).toBe(0);
      expect(await db().reader.ltiScore.count({ where: { attemptId: one.attemptId } })).toBe(0);
    });

    test("gets a line item made where the launch names none, once for the link", async () => {
      const lineitems = `${school.settings().issuer}/items`;
      const one = await sitting({ [AGS]: { scope: [SCORE, LINE_ITEM], lineitems } });
      await sit(one, 1);
      expect(await sendScores(now)).toBe(1);
      const [item] = school.state.items;
      expect(school.state.scores[0]?.item).toBe(there(item).id);
      const again = got(await startLinkedExam(at(one.viewer, now), { linkId: one.linkId, extraTime: "none" }));
      await sit({ viewer: one.viewer, attemptId: again.attemptId }, 2);
      expect(await sendScores(now)).toBe(1);
      expect(school.state.items).toHaveLength(1);
      expect(school.state.scores.map(({ scoreGiven }) => scoreGiven)).toEqual([1, 2]);
    });

    test("is sent by one of two servers", async () => {
      const one = await sitting();
      await sit(one, 2);
      const other = await engine.openAgain();
      await Promise.all([sendScores(now), onAnotherServer(other, () => sendScores(now))]);
      expect(school.state.scores).toHaveLength(1);
    });

    test("that a repair changes is sent again", async () => {
      const one = await sitting();
      const form = await sit(one, 0);
      expect(await sendScores(now)).toBe(1);
      const { id: itemId } = there(form[0]);
      const { disputeId } = got(await fileDispute(at(one.viewer, now), { itemId, reason: "It is wrong." }));
      const instructor = at(await newViewer({ role: "instructor" }), now + HOUR_MS);
      got(await makeRepair(instructor, { disputeId, ruling: { kind: "drop" }, because: "It is so." }));
      await finishRepairs(now + HOUR_MS);
      await answerDispute(instructor, { disputeId, answer: "It is so." });
      // Others who had the question get a new score too.
      expect(await sendScores(now + HOUR_MS)).toBeGreaterThan(0);
      const own = school.state.scores.filter(({ userId }) => userId === one.sub);
      expect(own).toHaveLength(2);
      const [before, after] = own;
      expect(after?.scoreMaximum).toBe(there(before).scoreMaximum - 1);
      expect(String(after?.timestamp) > String(before?.timestamp)).toBe(true);
    });
  });

  describe("a roster", () => {
    async function course() {
      const [id, sub] = [newId(), newId()];
      const lead = await come({ sub: newId(), role: "Instructor", course: id });
      const joined = await come({ sub, course: id });
      got(await joinCourse(at(joined.viewer, now), { linkId: joined.linkId }));
      const came = newId();
      await come({ sub: came, course: id });
      const context = there(await db().reader.ltiContext.findFirst({ where: { contextId: id } }));
      school.state.members = [
        { user_id: sub, roles: ["Learner"], name: "B Joined", email: "b@school.example" },
        { user_id: "teacher", roles: ["Instructor"], name: "Teacher" },
        { user_id: newId(), roles: ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"], name: "C Unseen" },
        { user_id: came, roles: ["Learner"], name: "A Came" },
        { user_id: newId(), roles: ["Learner"], name: "Gone", status: "Inactive" },
      ];
      return { lead: at(lead.viewer, now), learner: at(joined.viewer, now), cohortId: there(context.cohortId) };
    }

    test("is read to its last page, says who has joined, and makes nobody", async () => {
      const { lead, cohortId } = await course();
      const before = await db().reader.user.count();
      expect(got(await readCourseRoster(lead, cohortId))).toEqual([
        { name: "A Came", email: null, standing: "came" },
        { name: "B Joined", email: "b@school.example", standing: "joined" },
        { name: "C Unseen", email: null, standing: "not-yet" },
      ]);
      expect(school.state.asked.filter((asked) => asked === "GET /members")).toHaveLength(2);
      expect(await db().reader.user.count()).toBe(before);
    });

    test("is for leads of its cohort alone", async () => {
      const [own, other] = [await course(), await course()];
      school.state.asked.length = 0;
      const strangers = [own.learner, other.lead, at(admin, now)];
      for (const context of strangers) {
        expect(await readCourseRoster(context, own.cohortId)).toEqual(refused("missing"));
        expect(await findCourseOf(context, own.cohortId)).toBeNull();
      }
      expect(school.state.asked).toEqual([]);
      expect(await findCourseOf(own.lead, own.cohortId)).toEqual({ titles: ["Brewing 101"], hasRoster: true });
      expect((await readCourseRoster(own.lead, own.cohortId)).ok).toBe(true);
    });

    test("is not read elsewhere than at the platform: neither the next page nor a redirect", async () => {
      const { lead, cohortId } = await course();
      school.state.rosterElsewhere = "http://127.0.0.1:9/members?page=2";
      expect(await readCourseRoster(lead, cohortId)).toEqual(refused("platform"));
      school.state.rosterElsewhere = null;
      school.state.redirect = `${school.settings().issuer}/elsewhere`;
      school.state.asked.length = 0;
      expect(await readCourseRoster(lead, cohortId)).toEqual(refused("platform"));
      expect(school.state.asked).not.toContain("GET /elsewhere");
      school.state.redirect = null;
      expect((await readCourseRoster(lead, cohortId)).ok).toBe(true);
    });
  });

  describe("a choice of what a new link opens", () => {
    const choose = (context: Context, choiceId: string, blueprintId = "quick") =>
      chooseContent(context, { choiceId, blueprintId }, ORIGIN);

    test("is made once, by who was asked, and goes back signed and with the platform's own data", async () => {
      const asked = { sub: newId(), role: "Instructor" as const, course: newId(), claims: school.asking("kept") };
      const { viewer, linkId: choiceId } = await come(asked);
      const context = at(viewer, now);
      for (const stranger of [at(await newViewer({ role: "admin" }), now), at(viewer, now + 2 * HOUR_MS)]) {
        expect(await getContentChoice(stranger, choiceId)).toBeNull();
        expect(await choose(stranger, choiceId)).toEqual(refused("missing"));
      }
      expect(await getContentChoice(context, choiceId)).toMatchObject({ course: "Brewing 101", platform: "School" });
      expect(await choose(context, choiceId, "no-such")).toEqual(refused("exam"));
      const { returnUrl, token } = got(await choose(context, choiceId));
      expect(await choose(context, choiceId)).toEqual(refused("missing"));
      await fetch(returnUrl, { method: "POST", body: new URLSearchParams({ JWT: token }) });
      const dl = "https://purl.imsglobal.org/spec/lti-dl/claim/";
      const custom = { exam: "brew-1", blueprint: "quick" };
      expect(school.state.chosen).toMatchObject([
        {
          [`${dl}data`]: "kept",
          [`${dl}content_items`]: [{ type: "ltiResourceLink", url: `${ORIGIN}/`, custom }],
          "https://purl.imsglobal.org/spec/lti/claim/message_type": "LtiDeepLinkingResponse",
          "https://purl.imsglobal.org/spec/lti/claim/deployment_id": "1",
        },
      ]);
    });

    test("is not asked of a learner, and never goes elsewhere than to the platform", async () => {
      const course = newId();
      await come({ sub: newId(), role: "Instructor", course });
      await come({ sub: newId(), course, claims: school.asking() });
      expect(await db().reader.ltiChoice.count({ where: { context: { contextId: course } } })).toBe(0);
      const settings = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";
      const elsewhere = { deep_link_return_url: "https://evil.example/", accept_types: ["ltiResourceLink"] };
      const claims = { ...school.asking(), [settings]: elsewhere };
      await expect(come({ sub: newId(), role: "Instructor", course, claims })).rejects.toThrow("elsewhere");
    });
  });

  test("the key is one for all servers, and its private half is nowhere in the open", async () => {
    const other = await engine.openAgain();
    const here = await listPublicKeys(now);
    expect(await onAnotherServer(other, () => listPublicKeys(now))).toEqual(here);
    for (const key of here) expect(Object.keys(key).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    for (const { privateKey } of await db().reader.ltiKey.findMany()) expect(privateKey).not.toMatch(/PRIVATE|\{/);
  });
});
