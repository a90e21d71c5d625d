import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { endMembership } from "@/lib/data/cohorts";
import { putAnswer } from "@/lib/data/live-answers";
import { onBothEngines } from "@/lib/data/testing/engines";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { join, makeInvite } from "@/lib/usecases/cohort/join";
import { liveScene, PAIR, PAIRS, STEPS } from "@/lib/usecases/testing/live-scene";
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
import { enterLive } from "./enter-live";
import { getLiveChoice, startLive } from "./start-live";

/** Whatever tells the key or why: ids of options and traps, reasons, days. */
const TELLS = /part-|trap-|because|B7\.|"key"|"right":true|2026-1/i;

onBothEngines("live sessions", (engine) => {
  beforeAll(async () => {
    await load();
  });

  test("through one question: lobby, open, closed with counts, explained with key, traps and reasons, ended", async () => {
    const { people, screen, phone, step, option, send } = await liveScene();
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

  test("steps are counted place by place, and tell no order before the explanation", async () => {
    const { people, screen, phone, step, option, send } = await liveScene({ questions: [STEPS] });
    await step("open");
    const [wash, boil, pour] = [await option("Wash"), await option("Boil"), await option("Pour")];
    const learner = there(people[0]);
    expect(await send(learner, [wash, boil])).toEqual({ ok: false, error: "incomplete" });
    for (const [index, viewer] of people.entries())
      got(await send(viewer, index < 4 ? [boil, wash, pour] : [wash, boil, pour]));
    await step("close");
    const slots = [
      {
        slot: "1",
        options: [
          { option: boil, count: 4 },
          { option: wash, count: 2 },
        ],
      },
      {
        slot: "2",
        options: [
          { option: wash, count: 4 },
          { option: boil, count: 2 },
        ],
      },
      { slot: "3", options: [{ option: pour, count: 6 }] },
    ];
    for (const view of [await screen(), await phone(learner)]) {
      expect(view.result).toEqual({ answered: 6, options: null, slots });
      expect(JSON.stringify(view)).not.toMatch(TELLS);
    }
    await step("explain");
    const explained = await phone(learner);
    expect(explained.explanation).toMatchObject({ right: 2, feedback: { outcome: "wrong", key: [wash, boil, pour] } });
    expect(explained.explanation?.traps).toContainEqual({ id: "trap-always-boil", name: expect.any(String), count: 4 });
    expect((await screen()).explanation?.feedback).toMatchObject({ outcome: "unanswered", key: [wash, boil, pour] });
  });

  test("pairs are counted prompt by prompt", async () => {
    const { people, screen, phone, step, option, prompt, send } = await liveScene({ questions: [PAIRS] });
    await step("open");
    const [two, five] = [await option("Two"), await option("Five")];
    const [green, black, herbs] = [await prompt("Green"), await prompt("Black"), await prompt("Herbs")];
    const right = { [green]: two, [black]: five, [herbs]: five };
    for (const [index, viewer] of people.entries())
      got(await send(viewer, index < 2 ? { ...right, [green]: five } : right));
    await step("close");
    const closed = await phone(there(people[0]));
    expect(closed).toMatchObject({ own: { ...right, [green]: five }, explanation: null });
    expect(closed.result?.slots?.find(({ slot }) => slot === green)?.options).toEqual([
      { option: two, count: 4 },
      { option: five, count: 2 },
    ]);
    expect(JSON.stringify([closed, await screen()])).not.toMatch(TELLS);
    await step("explain");
    expect((await screen()).explanation).toMatchObject({ right: 4, feedback: { key: right } });
  });

  test("nothing that is shown before the explanation tells the key, to learners or on the projector", async () => {
    const { people, screen, phone, step, option, send, lead, cohortId } = await liveScene();
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
    const { people, screen, step, option, send } = await liveScene({ learners: 12 });
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
    const { cohortId, sessionId, people, member, step, screen } = await liveScene();
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
    const { people, step, option, send, phone } = await liveScene();
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
    const { people, step, send, screen } = await liveScene({ learners: 1 });
    await step("open");
    expect(await send(there(people[0]), answer)).toEqual({ ok: false, error: "incomplete" });
    expect((await screen()).answered).toBe(0);
  });

  test("half of an answer to a question with two keys is none", async () => {
    const { people, step, option, send } = await liveScene({ learners: 1, questions: [PAIR] });
    await step("open");
    const [cool, stir] = [await option("Cool"), await option("Stir")];
    expect(await send(there(people[0]), [cool])).toEqual({ ok: false, error: "incomplete" });
    expect(await send(there(people[0]), [stir, cool])).toMatchObject({ ok: true });
  });

  test("of four answers nothing but their number is shown; five are compared", async () => {
    const { people, step, option, send, screen, phone, enter } = await liveScene({ learners: 4 });
    await step("open");
    for (const viewer of people) got(await send(viewer, await option("Boil")));
    await step("close");
    expect((await screen()).result).toEqual({ answered: 4, options: null, slots: null });
    await step("reopen");
    got(await send(await enter(), await option("Cool")));
    await step("close");
    expect((await screen()).result?.options).toHaveLength(4);
    await step("explain");
    expect((await phone(there(people[0]))).explanation?.right).toBe(1);
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
      const { lead, cohortId, liveCode, people, step, option, send, phone } = await liveScene({
        questions: [questionId],
      });
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
      const { lead, cohortId, step } = await liveScene({ learners: 0 });
      await step("end");
      const { questionId } = await underExam(lead);
      const choice = there(await getLiveChoice(at(lead), { cohortId, lesson: null, trap: null }));
      expect(choice.questions.map(({ id }) => id)).not.toContain(questionId);
      expect(await startLive(at(lead), { cohortId, questions: [questionId] })).toEqual({ ok: false, error: "gone" });
    });
  });

  test("answers in the room feed no evidence", async () => {
    const { people, step, option, send } = await liveScene({ learners: 1 });
    const learner = there(people[0]);
    await step("open");
    got(await send(learner, await option("Boil")));
    const { reader } = engine.database();
    expect(await reader.learner.count({ where: { userId: learner.userId } })).toBe(0);
    expect(await reader.attemptItem.count({ where: { attempt: { userId: learner.userId } } })).toBe(0);
  });
});
