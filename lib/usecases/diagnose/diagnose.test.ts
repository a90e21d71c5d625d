import { beforeAll, describe, expect, test } from "vitest";
import { contentHash } from "@/lib/content/content-hash";
import type { PackContent } from "@/lib/content/read-pack";
import type { Viewer } from "@/lib/core/access/viewer";
import { findAttempt, listItems } from "@/lib/data/attempts";
import { listEvents } from "@/lib/data/responses";
import { onBothEngines } from "@/lib/data/testing/engines";
import { checkAnswer } from "@/lib/usecases/attempt/check-answer";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { getReport, isReport } from "@/lib/usecases/attempt/get-result";
import { getReview } from "@/lib/usecases/attempt/get-review";
import { getRoom } from "@/lib/usecases/attempt/get-room";
import { getFoldedLearner } from "@/lib/usecases/learning/fold-learner";
import {
  at,
  type FormItem,
  formOf,
  got,
  load,
  newTab,
  newViewer,
  START_MS,
  startedExam,
  there,
} from "@/lib/usecases/testing/scene";
import { SECRETS, smallPack } from "@/lib/usecases/testing/small-pack";
import { answerDiagnosis, startDiagnosis } from "./diagnose";
import { findDiagnosis, findRunningDiagnosis } from "./get-diagnosis";

const refused = (error: string) => ({ ok: false, error });

/** The small pack with each of its single questions twice: more than a diagnosis can ask. */
function doubledPack(): PackContent {
  const pack = smallPack();
  const again = smallPack({ edit: (question) => ({ ...question, id: `${question.id}-again` }) });
  const questions = [...pack.questions, ...again.questions.filter(({ context }) => context === null)];
  return { ...pack, questions, hash: contentHash({ ...pack, questions }) };
}

onBothEngines("a diagnosis", (engine) => {
  const reader = () => engine.database().reader;
  beforeAll(async () => {
    await load(doubledPack());
  });

  /** Somebody who has just begun one, with a way to answer the question that is open. */
  async function diagnosing(viewer?: Viewer) {
    const who = viewer ?? (await newViewer());
    const { attemptId } = got(await startDiagnosis(at(who)));
    const tab = newTab();
    let minutes = 0;
    const open = async (): Promise<FormItem> => there((await formOf(attemptId)).at(-1));
    const answer = async (how: "right" | "wrong" = "right") => {
      minutes += 1;
      const item = await open();
      const event = tab.answer(item.id, item[how]);
      return answerDiagnosis(at(who, START_MS + minutes * 60_000), { attemptId, event });
    };
    /** Answers until it ends; returns how many questions were answered. */
    const toTheEnd = async (how: "right" | "wrong"): Promise<number> => {
      for (let count = 1; count <= 40; count += 1) if (got(await answer(how)).ended) return count;
      throw new Error("it does not end");
    };
    return { viewer: who, attemptId, tab, open, answer, toTheEnd };
  }

  test("begins with one question, and is gone on with where it was left", async () => {
    const { viewer, attemptId, answer, open } = await diagnosing();
    expect(await listItems(reader(), attemptId)).toHaveLength(1);
    expect(await findRunningDiagnosis({ viewer })).toEqual({ attemptId, answered: 0, least: 12, most: 15 });
    await answer();
    await answer();
    const third = await open();
    expect(got(await startDiagnosis(at(viewer)))).toEqual({ attemptId });
    expect(await listItems(reader(), attemptId)).toHaveLength(3);
    expect(await findRunningDiagnosis({ viewer })).toMatchObject({ attemptId, answered: 2 });
    const found = there(await findDiagnosis(at(viewer), attemptId));
    expect(found.open).toMatchObject({ number: 3, least: 12, most: 15, room: { items: [{ id: third.id }] } });
    expect(found.open?.room.items).toHaveLength(1);
  });

  test("two starts at once lead into one", async () => {
    const viewer = await newViewer();
    const started = await Promise.all([startDiagnosis(at(viewer)), startDiagnosis(at(viewer))]);
    const [one, two] = started.map((each) => got(each).attemptId);
    expect(one).toBe(two);
  });

  test.each(["right", "wrong"] as const)(
    "answered %s throughout it ends with 12 to 15 questions, none asked twice, none of a case",
    async (how) => {
      const { viewer, attemptId, toTheEnd } = await diagnosing();
      const count = await toTheEnd(how);
      expect(count).toBeGreaterThanOrEqual(12);
      expect(count).toBeLessThanOrEqual(15);
      const items = await listItems(reader(), attemptId);
      expect(new Set(items.map(({ questionId }) => questionId)).size).toBe(count);
      expect(items.map(({ position }) => position)).toEqual(items.map((_, index) => index));
      expect(items.map(({ outcome }) => outcome)).toEqual(items.map(() => how));
      expect(items.filter(({ questionId }) => questionId.includes("case"))).toEqual([]);
      const report = there(await getReport(at(viewer), attemptId));
      expect(isReport(report) && report.result).toMatchObject({ scored: count, unanswered: 0, band: null });
      expect(await findRunningDiagnosis({ viewer })).toBeNull();
      expect(await findDiagnosis(at(viewer), attemptId)).toMatchObject({ open: null });
    },
  );

  test("who takes traps throughout gets a remediation at the end, and not before", async () => {
    const told: { symptom: string }[] = [];
    // Which questions are asked is drawn, and now and then a draw of this small bank says too little: nobody is told
    // before the end, and at the latest the fifth learner is told then.
    for (let learner = 0; learner < 5 && told.length === 0; learner += 1) {
      const { viewer, answer, toTheEnd } = await diagnosing();
      const remediations = () =>
        reader().remediation.findMany({ where: { learner: { userId: viewer.userId } }, select: { symptom: true } });
      for (let count = 0; count < 8; count += 1) await answer("wrong");
      expect(await remediations()).toEqual([]);
      await toTheEnd("wrong");
      told.push(...(await remediations()));
    }
    expect(told).toEqual([{ symptom: "bitter-cup" }]);
  });

  test("what it heard is folded at its end alone: until then nothing tells how an answer went", async () => {
    const { viewer, attemptId, answer } = await diagnosing();
    const answered = async () => (await getFoldedLearner(reader(), viewer, "brew")).state.head.general.answered;
    await answer();
    await answer("wrong");
    expect(await answered()).toBe(0);
    await endAttempt(at(viewer), { attemptId, as: "finished" });
    expect(await answered()).toBe(2);
  });

  test("an answer counts once: sent again, even another one, it changes nothing and asks nothing more", async () => {
    const { viewer, attemptId, tab, open } = await diagnosing();
    const item = await open();
    const event = tab.answer(item.id, item.wrong);
    expect(got(await answerDiagnosis(at(viewer), { attemptId, event }))).toEqual({ ended: false });
    const before = await listItems(reader(), attemptId);
    expect(before).toHaveLength(2);
    for (const again of [event, tab.answer(item.id, item.right)]) {
      expect(got(await answerDiagnosis(at(viewer), { attemptId, event: again }))).toEqual({ ended: false });
    }
    expect(await listItems(reader(), attemptId)).toEqual(before);
    expect(await listEvents(reader(), attemptId)).toHaveLength(1);
  });

  test("ten sendings at once ask one question", async () => {
    const { viewer, attemptId, open } = await diagnosing();
    const item = await open();
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => {
        const event = newTab().answer(item.id, item.right);
        return answerDiagnosis(at(viewer), { attemptId, event });
      }),
    );
    expect(replies.map(got)).toEqual(replies.map(() => ({ ended: false })));
    expect(await listItems(reader(), attemptId)).toHaveLength(2);
  });

  test("an answer after the end says that it has ended and changes nothing", async () => {
    const { viewer, attemptId, tab, open, toTheEnd } = await diagnosing();
    const last = await open();
    await toTheEnd("right");
    const before = await listItems(reader(), attemptId);
    const event = tab.answer(last.id, last.wrong);
    expect(got(await answerDiagnosis(at(viewer), { attemptId, event }))).toEqual({ ended: true });
    expect(await listItems(reader(), attemptId)).toEqual(before);
  });

  test("without an answer the question stays open", async () => {
    const { viewer, attemptId, tab, open } = await diagnosing();
    const item = await open();
    for (const value of [null, "o9"]) {
      const event = tab.answer(item.id, value);
      expect(await answerDiagnosis(at(viewer), { attemptId, event })).toEqual(refused("unanswered"));
    }
    expect((await open()).id).toBe(item.id);
    expect((await open()).checkedAt).toBeNull();
  });

  describe("with an exam of the same learner", () => {
    test("never asks a question of it", async () => {
      const viewer = await newViewer();
      const examId = await startedExam(at(viewer), "full");
      const inExam = new Set((await formOf(examId)).map(({ questionId }) => questionId));
      const { attemptId, toTheEnd } = await diagnosing(viewer);
      await toTheEnd("right");
      const asked = (await listItems(reader(), attemptId)).map(({ questionId }) => questionId);
      expect(asked.filter((id) => inExam.has(id))).toEqual([]);
    });

    test("waits while one that began later holds a question of it, and then goes on", async () => {
      const viewer = await newViewer();
      const { attemptId, answer, open } = await diagnosing(viewer);
      await answer("wrong");
      const [first] = await listItems(reader(), attemptId);
      // The exam draws what was met least, by chance among equals: sooner or later it comes back to the diagnosis.
      const examHolding = async (questionId: string): Promise<string> => {
        for (let count = 0; count < 60; count += 1) {
          const examId = await startedExam(at(viewer), "full");
          if ((await formOf(examId)).some((item) => item.questionId === questionId)) return examId;
          await endAttempt(at(viewer), { attemptId: examId, as: "finished" });
        }
        throw new Error("no exam holds the question");
      };
      const examId = await examHolding(there(first).questionId);
      const item = await open();
      expect(await answer()).toEqual(refused("under-exam"));
      expect((await open()).id).toBe(item.id);
      await endAttempt(at(viewer), { attemptId: examId, as: "finished" });
      expect(got(await answer())).toEqual({ ended: false });
    });
  });

  test("nothing that is said before the end tells a key, a reason or a trap", async () => {
    const { viewer, attemptId, answer, open, tab } = await diagnosing();
    for (let count = 0; count < 5; count += 1) {
      const found = there(await findDiagnosis(at(viewer), attemptId)).open;
      expect(JSON.stringify(found)).not.toMatch(SECRETS);
      expect(Object.keys(got(await answer(count % 2 === 0 ? "wrong" : "right")))).toEqual(["ended"]);
    }
    const { room, feedback } = there(await getRoom(at(viewer), attemptId));
    expect(feedback).toEqual({});
    expect(JSON.stringify(room)).not.toMatch(SECRETS);
    expect(await getReview(at(viewer), attemptId, "all")).toBeNull();
    const report = there(await getReport(at(viewer), attemptId));
    expect(isReport(report)).toBe(false);
    const item = await open();
    const event = tab.answer(item.id, item.right);
    expect(await checkAnswer(at(viewer), { attemptId, event })).toEqual(refused("missing"));
  });

  describe("is as missing", () => {
    test("for anybody else, and stays as it is", async () => {
      const { viewer, attemptId, open } = await diagnosing();
      const item = await open();
      const stranger = await newViewer({ role: "admin" });
      const event = newTab().answer(item.id, item.right);
      const before = await findAttempt(reader(), viewer, attemptId);
      expect(await answerDiagnosis(at(stranger), { attemptId, event })).toEqual(refused("missing"));
      expect(await findDiagnosis(at(stranger), attemptId)).toBeNull();
      expect(await findRunningDiagnosis({ viewer: stranger })).toBeNull();
      expect(await findAttempt(reader(), viewer, attemptId)).toEqual(before);
      expect(await listItems(reader(), attemptId)).toHaveLength(1);
    });

    test("with an item of another one, and where the attempt is no diagnosis", async () => {
      const { viewer, attemptId, tab, open } = await diagnosing();
      const own = await open();
      const other = await (await diagnosing()).open();
      const foreign = tab.answer(other.id, other.right);
      expect(await answerDiagnosis(at(viewer), { attemptId, event: foreign })).toEqual(refused("missing"));
      const examId = await startedExam(at(viewer));
      const [item] = await formOf(examId);
      const inExam = tab.answer(there(item).id, there(item).right);
      expect(await answerDiagnosis(at(viewer), { attemptId: examId, event: inExam })).toEqual(refused("missing"));
      expect((await open()).id).toBe(own.id);
    });
  });
});

onBothEngines("a diagnosis of a bank of two questions", () => {
  beforeAll(async () => {
    await load(smallPack({ edit: (question) => (/water-(one|two)$/.test(question.id) ? question : null) }));
  });

  test("ends early when nothing is left to ask", async () => {
    const viewer = await newViewer();
    const { attemptId } = got(await startDiagnosis(at(viewer)));
    const ended: boolean[] = [];
    for (let count = 0; count < 2; count += 1) {
      const item = there((await formOf(attemptId)).at(-1));
      const event = newTab().answer(item.id, item.right);
      ended.push(got(await answerDiagnosis(at(viewer), { attemptId, event })).ended);
    }
    expect(ended).toEqual([false, true]);
  });

  test("is refused where a running exam has them both, and leaves nothing running", async () => {
    const viewer = await newViewer();
    const examId = await startedExam(at(viewer), "quick");
    expect(await formOf(examId)).toHaveLength(2);
    expect(await startDiagnosis(at(viewer))).toEqual(refused("none-left"));
    expect(await findRunningDiagnosis({ viewer })).toBeNull();
  });
});
