import { beforeAll, describe, expect, test } from "vitest";
import type { PracticeWish } from "@/lib/core/attempt/plan";
import type { Kind } from "@/lib/core/question/schema";
import { listItems } from "@/lib/data/attempts";
import { listEvents } from "@/lib/data/responses";
import { onBothEngines } from "@/lib/data/testing/engines";
import {
  at,
  attemptOf,
  type FormItem,
  formOf,
  got,
  load,
  newSitting,
  newTab,
  newViewer,
  START_MS,
  startedExam,
  there,
} from "@/lib/usecases/testing/scene";
import { checkAnswer } from "./check-answer";
import { endAttempt } from "./end-attempt";
import { getRoom } from "./get-room";
import { saveEvents } from "./save-events";
import { startPractice } from "./start-practice";

const LATER_MS = START_MS + 60_000;
const refused = (error: string) => ({ ok: false, error });

onBothEngines("checking an answer", (engine) => {
  const reader = () => engine.database().reader;
  beforeAll(async () => {
    await load();
  });

  /** Practice: three questions about water, or what is wished for. */
  async function practising(wish: Partial<PracticeWish> = { lessons: ["lesson-water"], count: 3 }) {
    const viewer = await newViewer();
    const started = await startPractice(at(viewer), { lessons: [], types: [], count: 9, from: "unseen", ...wish });
    const { attemptId } = got(started);
    const form = await formOf(attemptId);
    const tab = newTab();
    const check = (item: FormItem, value: FormItem["right"] | null, now = START_MS) =>
      checkAnswer(at(viewer, now), { attemptId, event: tab.answer(item.id, value) });
    return { viewer, attemptId, form, item: there(form[0]), tab, check };
  }

  test.each<Kind>(["multiple-choice", "multiple-response", "ordering", "matching"])(
    "%s: the feedback says what was right, what was chosen and which trap it was",
    async (type) => {
      const { form, check } = await practising({ types: [type] });
      const item = there(form[0]);
      const { feedback, ack } = got(await check(item, item.wrong, LATER_MS));
      expect(ack).toMatchObject({ outcome: "stored", stored: { value: item.wrong, revision: 1, at: LATER_MS } });
      expect(feedback).toMatchObject({ outcome: "wrong", key: item.right, verifiedOn: "2026-11-01" });
      expect(feedback.trapsTaken.map(({ id }) => id)).toEqual([item.trap]);
      expect(feedback.reasons.some(({ chosen, right }) => chosen && !right)).toBe(true);
      expect(feedback.sources).toMatchObject([{ id: "B7.1", titles: ["The tea book"] }]);
      const other = form[1];
      if (other === undefined) return;
      const right = got(await check(other, other.right)).feedback;
      expect(right).toMatchObject({ outcome: "right", key: other.right, trapsTaken: [] });
    },
  );

  test("the answer is fixed by it: later ones are late, and a second check gives the same feedback", async () => {
    const { viewer, attemptId, item, tab, check } = await practising();
    const first = got(await check(item, item.wrong));
    const second = got(await check(item, item.right, LATER_MS));
    expect(second.feedback).toEqual(first.feedback);
    expect(second.ack?.outcome).toBe("late");
    const events = [tab.answer(item.id, item.right), tab.flag(item.id, true)];
    const { acks } = got(await saveEvents(at(viewer, LATER_MS), { attemptId, events }));
    expect(acks.map(({ outcome }) => outcome)).toEqual(["late", "stored"]);
    expect(acks[0]?.stored.value).toEqual(item.wrong);
    const { room, feedback } = there(await getRoom(at(viewer, LATER_MS), attemptId));
    expect(room.items[0]?.state).toMatchObject({ answer: item.wrong, flagged: true });
    expect(feedback).toEqual({ [item.id]: first.feedback });
    const [stored] = await listItems(reader(), attemptId, [item.id]);
    expect(stored).toMatchObject({ checkedAt: START_MS, outcome: "wrong", evidence: { taken: [item.trap] } });
  });

  test("ten checks of two answers at once agree on one", async () => {
    const { item, check } = await practising();
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, index) => check(item, index % 2 === 0 ? item.right : item.wrong)),
    );
    const feedbacks = replies.map((reply) => got(reply).feedback);
    expect(feedbacks).toEqual(feedbacks.map(() => feedbacks[0]));
    const acks = replies.map((reply) => got(reply).ack?.outcome).sort();
    expect(acks).toEqual([...Array.from({ length: 9 }, () => "late"), "stored"]);
  });

  test("an answer that was saved before is what is checked when the same comes again", async () => {
    const { viewer, attemptId, item, tab } = await practising();
    const event = tab.answer(item.id, item.right);
    await saveEvents(at(viewer), { attemptId, events: [event] });
    const { feedback, ack } = got(await checkAnswer(at(viewer), { attemptId, event }));
    expect([feedback.outcome, ack?.outcome]).toEqual(["right", "duplicate"]);
  });

  test("against another tab's answer the feedback is on what is stored, and the conflict is told", async () => {
    const { viewer, attemptId, item, tab } = await practising();
    await saveEvents(at(viewer), { attemptId, events: [tab.answer(item.id, item.right)] });
    const event = newTab().answer(item.id, item.wrong);
    const { feedback, ack } = got(await checkAnswer(at(viewer), { attemptId, event }));
    expect(ack).toMatchObject({ outcome: "conflict", stored: { value: item.right } });
    expect(feedback.outcome).toBe("right");
  });

  test("what was not checked counts as not answered, and the result counts what was", async () => {
    const { viewer, attemptId, form, tab, check } = await practising();
    const [first, second, third] = [there(form[0]), there(form[1]), there(form[2])];
    await check(first, first.right);
    await check(second, second.wrong);
    await saveEvents(at(viewer), { attemptId, events: [tab.answer(third.id, third.right)] });
    await endAttempt(at(viewer, LATER_MS), { attemptId, as: "finished" });
    const { result } = await attemptOf(viewer, attemptId);
    expect(result).toMatchObject({ right: 1, scored: 2, unanswered: 1, pilots: 0, band: null });
    expect(result?.traps.find(({ trap }) => trap === second.trap)).toMatchObject({ falls: 1 });
    const items = await listItems(reader(), attemptId);
    expect(items.map(({ outcome }) => outcome)).toEqual(["right", "wrong", "unanswered"]);
    expect(items[2]?.evidence).toMatchObject({ taken: [], refused: [] });
  });

  describe("is refused", () => {
    test("in an exam, as if it were not there, and nothing is stored", async () => {
      const { viewer, attemptId, item } = await newSitting();
      const event = newTab().answer(item.id, item.right);
      expect(await checkAnswer(at(viewer), { attemptId, event })).toEqual(refused("missing"));
      await endAttempt(at(viewer), { attemptId, as: "finished" });
      expect(await checkAnswer(at(viewer), { attemptId, event })).toEqual(refused("missing"));
      expect(await listEvents(reader(), attemptId)).toEqual([]);
    });

    test("for an item of another attempt", async () => {
      const { viewer, attemptId, tab } = await practising();
      const { item } = await practising();
      const event = tab.answer(item.id, item.right);
      expect(await checkAnswer(at(viewer), { attemptId, event })).toEqual(refused("missing"));
    });

    test.each([{ as: "finished" as const }, { as: "abandoned" as const }])(
      "when the practice is $as",
      async ({ as }) => {
        const { viewer, attemptId, item, check } = await practising();
        await endAttempt(at(viewer), { attemptId, as });
        expect(await check(item, item.right)).toEqual(refused("over"));
        expect(await listEvents(reader(), attemptId)).toEqual([]);
      },
    );

    test("without an answer, and the question stays open", async () => {
      const { item, check } = await practising({ types: ["multiple-choice"] });
      expect(await check(item, null)).toEqual(refused("unanswered"));
      expect(await check(item, "o9")).toEqual(refused("unanswered"));
      expect(got(await check(item, item.right)).feedback.outcome).toBe("right");
    });

    test("while the question is in a running exam of the learner, and its earlier feedback is kept back", async () => {
      const { viewer, attemptId, form, check } = await practising({ count: 40 });
      const [checked, ...rest] = form.filter(({ question }) => /ordering|matching/.test(question.type));
      const [first, second] = [there(checked), there(rest[0])];
      await check(first, first.right);
      const examId = await startedExam(at(viewer), "full");
      const inExam = new Set((await formOf(examId)).map(({ questionId }) => questionId));
      expect([inExam.has(first.questionId), inExam.has(second.questionId)]).toEqual([true, true]);

      for (const item of [first, second]) expect(await check(item, item.right)).toEqual(refused("under-exam"));
      expect(there(await getRoom(at(viewer), attemptId)).feedback).toEqual({});
      expect(await listEvents(reader(), attemptId)).toHaveLength(1);
      const free = there(form.find(({ questionId }) => !inExam.has(questionId)));
      expect(got(await check(free, free.right)).feedback.outcome).toBe("right");

      // Somebody else's exam keeps nothing back, and when one's own is over neither does that.
      const other = await practising({ types: ["ordering"] });
      expect(got(await other.check(other.item, other.item.right)).feedback.outcome).toBe("right");
      await endAttempt(at(viewer), { attemptId: examId, as: "abandoned" });
      expect(got(await check(second, second.right)).feedback.outcome).toBe("right");
      expect(Object.keys(there(await getRoom(at(viewer), attemptId)).feedback)).toHaveLength(3);
    });
  });
});
