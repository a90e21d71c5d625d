import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import type { LiveStep } from "@/lib/core/live/live-step";
import type { LeadLiveView, LearnerLiveView } from "@/lib/core/live/live-view";
import { HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { endMembership } from "@/lib/data/cohorts";
import { putAnswer } from "@/lib/data/live-answers";
import { onBothEngines } from "@/lib/data/testing/engines";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { join, leaveCohort, makeInvite } from "@/lib/usecases/cohort/join";
import { archiveCohort, createCohort, removeMember } from "@/lib/usecases/cohort/manage-cohort";
import {
  at,
  formOf,
  got,
  load,
  newViewer,
  onAnotherServer,
  START_MS,
  startedExam,
  there,
} from "@/lib/usecases/testing/scene";
import { answerLive } from "./answer-live";
import { enterLive } from "./enter-live";
import { getLive } from "./get-live";
import { getLiveChoice, startLive } from "./start-live";
import { stepLive } from "./step-live";

const missing = { ok: false, error: "missing" };
const ONE = "brew-q-heat-one";
const PAIR = "brew-q-heat-pair";
/** Whatever tells the key or why: ids of options and traps, reasons, days. */
const TELLS = /part-|trap-|because|B7\.|"key"|"right":true|2026-1/i;

onBothEngines("live sessions", (engine) => {
  beforeAll(async () => {
    await load();
  });

  const scene = async ({ learners = 6, questions = [ONE, PAIR] } = {}) => {
    const lead = await newViewer({ role: "lead" });
    const { cohortId } = got(
      await createCohort(at(lead), { name: "Room", examId: "brew-1", timeZone: "Europe/Vienna" }),
    );
    const { code } = got(await makeInvite(at(lead), { cohortId, role: "learner", days: 14, maxUses: 300 }));
    const member = async (): Promise<Viewer> => {
      const viewer = await newViewer();
      got(await join(at(viewer), { code }));
      return viewer;
    };
    const { sessionId } = got(await startLive(at(lead), { cohortId, questions }));
    const screen = async (): Promise<LeadLiveView> => {
      const view = await getLive(at(lead), sessionId);
      if (view?.as !== "lead") throw new Error("no lead's view");
      return view;
    };
    const liveCode = there((await screen()).code);
    const enter = async () => {
      const viewer = await member();
      got(await enterLive(at(viewer), { code: liveCode }));
      return viewer;
    };
    const people: Viewer[] = [];
    for (let number = 0; number < learners; number += 1) people.push(await enter());
    const step = async (name: LiveStep) =>
      got(await stepLive(at(lead), { sessionId, step: name, revision: (await screen()).revision }));
    const phone = async (viewer: Viewer): Promise<LearnerLiveView> => {
      const view = await getLive(at(viewer), sessionId);
      if (view?.as !== "learner") throw new Error("no learner's view");
      return view;
    };
    /** The option that begins with this word. */
    const option = async (word: string) => {
      const view = await screen();
      return there(view.question?.question.options.find(({ text }) => text.startsWith(word))).id;
    };
    const send = (viewer: Viewer, answer: string | string[], number = 1) =>
      answerLive(at(viewer), { sessionId, number, answer });
    return { lead, cohortId, sessionId, liveCode, people, member, enter, screen, phone, step, option, send };
  };

  test("through one question: lobby, open, closed with counts, explained with key, traps and reasons, ended", async () => {
    const { people, screen, phone, step, option, send } = await scene();
    const [first] = people;
    expect(await screen()).toMatchObject({ state: "lobby", here: 6, number: 1, of: 2, question: null });
    await step("open");
    expect(await phone(there(first))).toMatchObject({ state: "open", own: null, result: null, explanation: null });
    const [boil, cool] = [await option("Boil"), await option("Cool")];
    for (const [index, viewer] of people.entries()) got(await send(viewer, index < 4 ? boil : cool));
    expect(await screen()).toMatchObject({ state: "open", answered: 6, result: null });
    await step("close");
    const closed = await phone(there(first));
    expect(closed).toMatchObject({ state: "closed", own: boil, explanation: null, result: { answered: 6 } });
    const counts = new Map(closed.result?.options?.map(({ option: id, count }) => [id, count]));
    expect([counts.get(boil), counts.get(cool)]).toEqual([4, 2]);
    await step("explain");
    const explained = await phone(there(first));
    expect(explained.explanation).toMatchObject({
      right: 2,
      traps: [
        { id: "trap-always-boil", count: 4 },
        { id: "trap-longer-steep", count: 0 },
      ],
      feedback: { outcome: "wrong", key: cool },
    });
    expect(explained.explanation?.feedback.reasons).toHaveLength(4);
    expect((await phone(there(people[5]))).explanation?.feedback.outcome).toBe("right");
    expect((await screen()).explanation?.feedback).toMatchObject({ outcome: "unanswered", key: cool });
    await step("next");
    expect(await phone(there(first))).toMatchObject({ state: "open", number: 2, own: null, explanation: null });
    await step("end");
    expect(await screen()).toMatchObject({ state: "ended", code: null, question: null });
  });

  test("nothing that is shown before the explanation tells the key, to learners or on the projector", async () => {
    const { people, screen, phone, step, option, send, lead, cohortId } = await scene();
    const learner = there(people[0]);
    const looks = async () => [JSON.stringify(await phone(learner)), JSON.stringify(await screen())];
    const seen = [...(await looks())];
    await step("open");
    for (const viewer of people) got(await send(viewer, await option("Cool")));
    seen.push(...(await looks()), JSON.stringify(await send(learner, await option("Boil"))));
    await step("close");
    seen.push(...(await looks()));
    for (const text of seen) expect(text).not.toMatch(TELLS);
    await step("explain");
    for (const text of await looks()) expect(text).toMatch(TELLS);
    await step("next");
    for (const text of await looks()) expect(text).not.toMatch(TELLS);
    const choice = there(await getLiveChoice(at(lead), { cohortId, lesson: null, trap: null }));
    expect(JSON.stringify(choice.questions)).not.toMatch(/part-|because|"key"/i);
  });

  test("of twelve who answer at once on two servers, changing their minds, each counts once with their last", async () => {
    const { people, screen, step, option, send } = await scene({ learners: 12 });
    await step("open");
    const [boil, stir] = [await option("Boil"), await option("Stir")];
    const other = await engine.openAgain();
    const round = (answer: string) =>
      Promise.all(
        people.map((viewer, index) => {
          const run = () => send(viewer, answer);
          return index % 2 === 0 ? run() : onAnotherServer(other, run);
        }),
      );
    // The same at once on both servers, as a browser sends it that got no reply to the first.
    const twice = await Promise.all(
      people.flatMap((viewer) => [send(viewer, boil), onAnotherServer(other, () => send(viewer, boil))]),
    );
    expect(twice.every(({ ok }) => ok)).toBe(true);
    expect((await screen()).answered).toBe(12);
    expect((await round(stir)).every(({ ok }) => ok)).toBe(true);
    await step("close");
    const { result } = await screen();
    expect(result?.answered).toBe(12);
    expect(result?.options?.filter(({ count }) => count > 0)).toEqual([{ option: stir, count: 12 }]);
  });

  test("what was found to be open is written only where it still is, and for who is still in the room", async () => {
    const { cohortId, sessionId, people, member, step, screen } = await scene();
    const db = engine.database();
    const row = there(await db.reader.liveQuestion.findFirst({ where: { sessionId, position: 0 } }));
    const put = (userId: string) => putAnswer(db, { liveQuestionId: row.id, userId, response: "o1" }, START_MS);
    const [stays, leaves] = people.map(({ userId }) => userId);
    const outside = await member();
    expect(await put(there(stays))).toBe(false);
    await step("open");
    await db.transaction((tx) => endMembership(tx, { cohortId, userId: there(leaves), by: "self" }, START_MS));
    // In one group: each by their own right.
    expect(await Promise.all([there(stays), there(leaves), outside.userId].map(put))).toEqual([true, false, false]);
    expect((await screen()).answered).toBe(1);
    await step("close");
    expect(await put(there(stays))).toBe(false);
    expect((await screen()).result?.answered).toBe(1);
  });

  test("closed, it takes no answer, and what was sent before stands; opened once more, it takes another", async () => {
    const { people, step, option, send, phone } = await scene();
    const learner = there(people[0]);
    const closed = { ok: false, error: "closed" };
    await step("open");
    const [boil, cool] = [await option("Boil"), await option("Cool")];
    got(await send(learner, boil));
    await step("close");
    expect(await send(learner, cool)).toEqual(closed);
    expect((await phone(learner)).own).toBe(boil);
    await step("reopen");
    got(await send(learner, cool));
    expect((await phone(learner)).own).toBe(cool);
    await step("close");
    await step("explain");
    expect(await send(learner, boil)).toEqual(closed);
    await step("next");
    // Meant for the first question: not taken for one to the second.
    expect(await send(learner, boil, 1)).toEqual(closed);
    expect((await phone(learner)).own).toBeNull();
  });

  test.each([
    { what: "an option that there is not", answer: "o9" },
    { what: "nothing chosen", answer: [] },
    { what: "an authored id", answer: "part-first" },
  ])("$what is no answer", async ({ answer }) => {
    const { people, step, send, screen } = await scene({ learners: 1 });
    await step("open");
    expect(await send(there(people[0]), answer)).toEqual({ ok: false, error: "incomplete" });
    expect((await screen()).answered).toBe(0);
  });

  test("half of an answer to a question with two keys is none", async () => {
    const { people, step, option, send } = await scene({ learners: 1, questions: [PAIR] });
    await step("open");
    const [cool, stir] = [await option("Cool"), await option("Stir")];
    expect(await send(there(people[0]), [cool])).toEqual({ ok: false, error: "incomplete" });
    expect(await send(there(people[0]), [stir, cool])).toMatchObject({ ok: true });
  });

  test("of four answers nothing but their number is shown; five are compared", async () => {
    const { people, step, option, send, screen, phone, enter } = await scene({ learners: 4 });
    await step("open");
    for (const viewer of people) got(await send(viewer, await option("Boil")));
    await step("close");
    expect((await screen()).result).toEqual({ answered: 4, options: null });
    await step("reopen");
    got(await send(await enter(), await option("Cool")));
    await step("close");
    expect((await screen()).result?.options).toHaveLength(4);
    await step("explain");
    expect((await phone(there(people[0]))).explanation?.right).toBe(1);
  });

  describe("who gets in", () => {
    test("only a member with the code: without it, and for others, the session is as missing", async () => {
      const { sessionId, step, option, liveCode, member, send, phone, people } = await scene({ learners: 1 });
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
      const { sessionId, cohortId, lead, step, option, people, send, liveCode } = await scene({ learners: 3 });
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
      const { liveCode, member } = await scene({ learners: 0 });
      const learner = await member();
      for (let number = 0; number < 10; number += 1)
        expect(await enterLive(at(learner), { code: `00000${number}` })).toEqual({ ok: false, error: "unknown" });
      expect(await enterLive(at(learner), { code: liveCode })).toEqual({ ok: false, error: "wait" });
      expect((await enterLive(at(learner, START_MS + 16 * MINUTE_MS), { code: liveCode })).ok).toBe(true);
    });

    test("a code holds until the session ends, and no longer than half a day", async () => {
      const { liveCode, step, member, enter } = await scene({ learners: 0 });
      const late = at(await member(), START_MS + 12 * HOUR_MS);
      expect(await enterLive(late, { code: liveCode })).toEqual({ ok: false, error: "unknown" });
      const inside = await enter();
      await step("end");
      expect(await enterLive(at(inside), { code: liveCode })).toEqual({ ok: false, error: "unknown" });
    });

    test("a lead is led to the projector, is none of those here, and does not answer", async () => {
      const { lead, sessionId, cohortId, liveCode, screen, step, option, send } = await scene({ learners: 0 });
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
      const { lead, sessionId, cohortId, people, screen } = await scene({ learners: 1 });
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
      const { lead, sessionId, cohortId } = await scene({ learners: 0 });
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
      const { lead, sessionId, screen } = await scene({ learners: 0 });
      const other = await engine.openAgain();
      const press = () => stepLive(at(lead), { sessionId, step: "open", revision: 0 });
      const pressed = await Promise.all([press(), onAnotherServer(other, press), press()]);
      expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await screen()).toMatchObject({ state: "open", revision: 1, number: 1 });
    });

    test("a cohort has one session at a time, and an archived one starts none", async () => {
      const { lead, cohortId, step } = await scene({ learners: 0 });
      const start = (questions: string[]) => startLive(at(lead), { cohortId, questions });
      expect(await start([ONE])).toEqual({ ok: false, error: "running" });
      await step("end");
      expect(await start([])).toEqual({ ok: false, error: "gone" });
      expect(await start(["brew-q-steps"])).toEqual({ ok: false, error: "gone" });
      expect(await start([ONE, "no-such-question"])).toEqual({ ok: false, error: "gone" });
      expect((await start([ONE])).ok).toBe(true);
      got(await archiveCohort(at(lead), { cohortId, archived: true }));
      expect((await getLiveChoice(at(lead), { cohortId, lesson: null, trap: null }))?.running).not.toBeNull();
    });

    test("questions are found by lesson and trap, choices alone", async () => {
      const { lead, cohortId } = await scene({ learners: 0 });
      const all = there(await getLiveChoice(at(lead), { cohortId, lesson: null, trap: null }));
      expect(new Set(all.questions.map(({ type }) => type))).toEqual(new Set(["multiple-choice", "multiple-response"]));
      const water = there(
        await getLiveChoice(at(lead), { cohortId, lesson: "lesson-water", trap: "trap-always-boil" }),
      );
      expect(water.questions.map(({ id }) => id)).toEqual(["brew-q-water-two"]);
    });
  });

  describe("while an exam runs", () => {
    const underExam = async (viewer: Viewer) => {
      const attemptId = await startedExam(at(viewer), "full");
      const held = (await formOf(attemptId)).find(
        ({ question }) => question.type === "multiple-choice" && !question.id.includes("-case-"),
      );
      return { attemptId, questionId: there(held).questionId };
    };

    test("its learner is told no reason and no trap of its questions; the others are, and they are when it is over", async () => {
      const sitting = await newViewer();
      const { attemptId, questionId } = await underExam(sitting);
      const { lead, cohortId, liveCode, people, step, option, send, phone } = await scene({ questions: [questionId] });
      const { code } = got(await makeInvite(at(lead), { cohortId, role: "learner", days: 1, maxUses: 1 }));
      got(await join(at(sitting), { code }));
      got(await enterLive(at(sitting), { code: liveCode }));
      await step("open");
      for (const viewer of [sitting, ...people]) got(await send(viewer, await option("Cool")));
      await step("close");
      await step("explain");
      const kept = await phone(sitting);
      expect(kept).toMatchObject({ state: "explained", withheld: true, explanation: null });
      expect(JSON.stringify(kept)).not.toMatch(TELLS);
      expect((await phone(there(people[0]))).explanation).not.toBeNull();
      await endAttempt(at(sitting), { attemptId, as: "finished" });
      expect(await phone(sitting)).toMatchObject({ withheld: false, explanation: { right: 7 } });
    });

    test("a lead finds none of the questions of their own exam to show", async () => {
      const { lead, cohortId, step } = await scene({ learners: 0 });
      await step("end");
      const { questionId } = await underExam(lead);
      const choice = there(await getLiveChoice(at(lead), { cohortId, lesson: null, trap: null }));
      expect(choice.questions.map(({ id }) => id)).not.toContain(questionId);
      expect(await startLive(at(lead), { cohortId, questions: [questionId] })).toEqual({ ok: false, error: "gone" });
    });
  });

  test("answers in the room feed no evidence", async () => {
    const { people, step, option, send } = await scene({ learners: 1 });
    const learner = there(people[0]);
    await step("open");
    got(await send(learner, await option("Boil")));
    const { reader } = engine.database();
    expect(await reader.learner.count({ where: { userId: learner.userId } })).toBe(0);
    expect(await reader.attemptItem.count({ where: { attempt: { userId: learner.userId } } })).toBe(0);
  });
});
