import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { KINDS } from "@/lib/core/question/schema";
import { HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { onBothEngines } from "@/lib/data/testing/engines";
import { join, leaveCohort, makeInvite } from "@/lib/usecases/cohort/join";
import { archiveCohort, removeMember } from "@/lib/usecases/cohort/manage-cohort";
import { liveScene, ONE } from "@/lib/usecases/testing/live-scene";
import { at, got, load, newViewer, onAnotherServer, START_MS, there } from "@/lib/usecases/testing/scene";
import { enterLive } from "./enter-live";
import { getLive } from "./get-live";
import { getLiveChoice, startLive } from "./start-live";
import { stepLive } from "./step-live";

const missing = { ok: false, error: "missing" };

onBothEngines("live sessions", (engine) => {
  beforeAll(async () => {
    await load();
  });

  describe("who gets in", () => {
    test("only a member with the code: without it, and for others, the session is as missing", async () => {
      const { sessionId, step, option, liveCode, member, send, phone, people } = await liveScene({ learners: 1 });
      await step("open");
      const boil = await option("Boil");
      const stranger = await newViewer();
      expect(await enterLive(at(stranger), { code: liveCode })).toEqual({ ok: false, error: "unknown" });
      const waiting = await member();
      for (const viewer of [stranger, waiting]) {
        expect(await getLive(at(viewer), sessionId)).toBeNull();
        expect(await send(viewer, boil)).toEqual(missing);
      }
      got(await enterLive(at(waiting), { code: liveCode.toLowerCase() }));
      got(await send(waiting, boil));
      expect((await phone(there(people[0]))).state).toBe("open");
    });

    test("who left or was removed is out at once", async () => {
      const { sessionId, cohortId, lead, step, option, people, send, liveCode } = await liveScene({ learners: 3 });
      await step("open");
      const boil = await option("Boil");
      const [left, removed, stays] = people;
      got(await leaveCohort(at(there(left)), { cohortId }));
      got(await removeMember(at(lead), { cohortId, userId: there(removed).userId }));
      for (const viewer of [there(left), there(removed)]) {
        expect(await getLive(at(viewer), sessionId)).toBeNull();
        expect(await send(viewer, boil)).toEqual(missing);
        expect(await enterLive(at(viewer), { code: liveCode })).toEqual({ ok: false, error: "unknown" });
      }
      got(await send(there(stays), boil));
    });

    test("ten wrong codes close the door for a while, for the right one too", async () => {
      const { liveCode, member } = await liveScene({ learners: 0 });
      const learner = await member();
      for (let number = 0; number < 10; number += 1)
        expect(await enterLive(at(learner), { code: `00000${number}` })).toEqual({ ok: false, error: "unknown" });
      expect(await enterLive(at(learner), { code: liveCode })).toEqual({ ok: false, error: "wait" });
      expect((await enterLive(at(learner, START_MS + 16 * MINUTE_MS), { code: liveCode })).ok).toBe(true);
    });

    test("a code holds until the session ends, and no longer than half a day", async () => {
      const { liveCode, step, member, enter } = await liveScene({ learners: 0 });
      const late = at(await member(), START_MS + 12 * HOUR_MS);
      expect(await enterLive(late, { code: liveCode })).toEqual({ ok: false, error: "unknown" });
      const inside = await enter();
      await step("end");
      expect(await enterLive(at(inside), { code: liveCode })).toEqual({ ok: false, error: "unknown" });
    });

    test("a lead is led to the projector, is none of those here, and does not answer", async () => {
      const { lead, sessionId, cohortId, liveCode, screen, step, option, send } = await liveScene({ learners: 0 });
      expect(await enterLive(at(lead), { code: liveCode })).toEqual({
        ok: true,
        value: { sessionId, as: "lead", cohortId },
      });
      expect((await screen()).here).toBe(0);
      await step("open");
      expect(await send(lead, await option("Boil"))).toEqual(missing);
    });
  });

  describe("who leads", () => {
    test("the leads of the cohort alone, whatever another's role", async () => {
      const { lead, sessionId, cohortId, people, screen } = await liveScene({ learners: 1 });
      const others = [there(people[0]), await newViewer({ role: "lead" }), await newViewer({ role: "admin" })];
      const press = (viewer: Viewer) => stepLive(at(viewer), { sessionId, step: "open", revision: 0 });
      for (const viewer of others) {
        expect(await press(viewer)).toEqual(missing);
        expect(await startLive(at(viewer), { cohortId, questions: [ONE] })).toEqual(missing);
        expect(await getLiveChoice(at(viewer), { cohortId, lesson: null, trap: null })).toBeNull();
      }
      expect(await getLive(at(there(others[1])), sessionId)).toBeNull();
      expect(await stepLive(at(lead), { sessionId: "none", step: "open", revision: 0 })).toEqual(missing);
      expect((await screen()).state).toBe("lobby");
      expect((await press(lead)).ok).toBe(true);
    });

    test("a removed lead is out, and a co-lead goes on", async () => {
      const { lead, sessionId, cohortId } = await liveScene({ learners: 0 });
      const second = await newViewer({ role: "lead" });
      const invite = got(await makeInvite(at(lead), { cohortId, role: "lead", days: 1, maxUses: 1 }));
      got(await join(at(second), { code: invite.code }));
      got(await removeMember(at(second), { cohortId, userId: lead.userId }));
      const press = (viewer: Viewer) => stepLive(at(viewer), { sessionId, step: "open", revision: 0 });
      expect(await press(lead)).toEqual(missing);
      expect(await getLive(at(lead), sessionId)).toBeNull();
      expect((await press(second)).ok).toBe(true);
    });

    test("of two who press at once on two servers one moves it", async () => {
      const { lead, sessionId, screen } = await liveScene({ learners: 0 });
      const other = await engine.openAgain();
      const press = () => stepLive(at(lead), { sessionId, step: "open", revision: 0 });
      const pressed = await Promise.all([press(), onAnotherServer(other, press), press()]);
      expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await screen()).toMatchObject({ state: "open", revision: 1, number: 1 });
    });

    test("a cohort has one session at a time, and an archived one starts none", async () => {
      const { lead, cohortId, step } = await liveScene({ learners: 0 });
      const start = (questions: string[]) => startLive(at(lead), { cohortId, questions });
      expect(await start([ONE])).toEqual({ ok: false, error: "running" });
      await step("end");
      expect(await start([])).toEqual({ ok: false, error: "gone" });
      expect(await start([ONE, "no-such-question"])).toEqual({ ok: false, error: "gone" });
      expect((await start([ONE])).ok).toBe(true);
      got(await archiveCohort(at(lead), { cohortId, archived: true }));
      expect((await getLiveChoice(at(lead), { cohortId, lesson: null, trap: null }))?.running).not.toBeNull();
    });

    test("questions of every kind are found by lesson and trap", async () => {
      const { lead, cohortId } = await liveScene({ learners: 0 });
      const all = there(await getLiveChoice(at(lead), { cohortId, lesson: null, trap: null }));
      expect(new Set(all.questions.map(({ type }) => type))).toEqual(new Set(KINDS));
      const water = there(
        await getLiveChoice(at(lead), { cohortId, lesson: "lesson-water", trap: "trap-always-boil" }),
      );
      expect(water.questions.map(({ id }) => id)).toEqual(["brew-q-water-two"]);
    });
  });
});
