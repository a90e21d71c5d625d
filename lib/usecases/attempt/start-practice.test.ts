import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import type { PracticeWish } from "@/lib/core/attempt/plan";
import { listAttempts } from "@/lib/data/attempts";
import { onBothEngines } from "@/lib/data/testing/engines";
import { chooseExam } from "@/lib/usecases/learn/choose-exam";
import {
  at,
  attemptOf,
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
import { checkAnswer } from "./check-answer";
import { endAttempt } from "./end-attempt";
import { startPractice, startSymptomDrill, startTrapDrill } from "./start-practice";

const idsOf = (form: readonly FormItem[]): string[] => form.map(({ questionId }) => questionId).sort();
const refused = (error: string) => ({ ok: false, error });

onBothEngines("starting practice", (engine) => {
  const reader = () => engine.database().reader;
  beforeAll(async () => {
    await load();
  });

  const wished = (wish: Partial<PracticeWish>): PracticeWish => ({
    lessons: [],
    types: [],
    count: 40,
    from: "unseen",
    ...wish,
  });
  async function practise(viewer: Viewer, wish: Partial<PracticeWish> = {}, now = START_MS) {
    const { attemptId } = got(await startPractice(at(viewer, now), wished(wish)));
    return { attemptId, form: await formOf(attemptId) };
  }
  const check = (viewer: Viewer, attemptId: string, item: FormItem, value: FormItem["right"]) =>
    checkAnswer(at(viewer), { attemptId, event: newTab().answer(item.id, value) });

  test("without a wish it draws from all that fits the exam, without a clock", async () => {
    const viewer = await newViewer();
    const { attemptId, form } = await practise(viewer);
    expect(form).toHaveLength(16);
    expect(form.every(({ pilot }) => !pilot)).toBe(true);
    expect(await attemptOf(viewer, attemptId)).toMatchObject({
      mode: "practice",
      state: "running",
      deadline: null,
      limitMs: null,
      plan: { kind: "practice", wish: wished({}) },
    });
  });

  const wishes: { name: string; wish: Partial<PracticeWish>; fits: (item: FormItem) => boolean; size: number }[] = [
    {
      name: "one lesson",
      wish: { lessons: ["lesson-water"] },
      fits: ({ question }) => question.lesson === "lesson-water",
      size: 4,
    },
    {
      name: "two types",
      wish: { types: ["ordering", "matching"] },
      fits: ({ question }) => /ordering|matching/.test(question.type),
      size: 2,
    },
    {
      name: "a type of a lesson",
      wish: { lessons: ["lesson-heat"], types: ["multiple-response"] },
      fits: ({ questionId }) => questionId === "brew-q-heat-pair",
      size: 1,
    },
    { name: "a number", wish: { lessons: ["lesson-water"], count: 3 }, fits: () => true, size: 3 },
  ];
  test.each(wishes)("a wish for $name is kept", async ({ wish, fits, size }) => {
    const { form } = await practise(await newViewer(), wish);
    expect(form).toHaveLength(size);
    expect(form.every(fits)).toBe(true);
  });

  test("the questions of a case come together and in order", async () => {
    const { form } = await practise(await newViewer());
    const places = ["brew-q-case-heat", "brew-q-case-time"].map((id) =>
      form.findIndex((item) => item.questionId === id),
    );
    expect(there(places[1]) - there(places[0])).toBe(1);
  });

  test("questions never met come first", async () => {
    const viewer = await newViewer();
    const water = { lessons: ["lesson-water"], count: 2 };
    const first = await practise(viewer, water);
    const second = await practise(viewer, water);
    const third = await practise(viewer, { ...water, count: 4 });
    expect(new Set([...idsOf(first.form), ...idsOf(second.form)]).size).toBe(4);
    expect(third.form).toHaveLength(4);
  });

  test("only what was missed the last time, when that is wished for", async () => {
    const viewer = await newViewer();
    const water = { lessons: ["lesson-water"] };
    const first = await practise(viewer, water);
    const [right, wrong, ...unchecked] = first.form;
    await check(viewer, first.attemptId, there(right), there(right).right);
    await check(viewer, first.attemptId, there(wrong), there(wrong).wrong);
    await endAttempt(at(viewer), { attemptId: first.attemptId, as: "finished" });
    const missed = [there(wrong), ...unchecked];
    const second = await practise(viewer, { ...water, from: "missed" }, START_MS + 1);
    expect(idsOf(second.form)).toEqual(idsOf(missed));

    const again = there(second.form.find(({ questionId }) => questionId === wrong?.questionId));
    await check(viewer, second.attemptId, again, again.right);
    await endAttempt(at(viewer), { attemptId: second.attemptId, as: "finished" });
    const third = await practise(viewer, { ...water, from: "missed" }, START_MS + 2);
    expect(idsOf(third.form)).toEqual(idsOf(missed.slice(1)));
  });

  test("practises for the exam that the learner chose, all types of it", async () => {
    const viewer = await newViewer();
    expect(await chooseExam(at(viewer), "no-such-exam")).toBe(false);
    expect(await chooseExam(at(viewer), "brew-2")).toBe(true);
    const { attemptId, form } = await practise({ ...viewer, examId: "brew-2" });
    expect((await attemptOf(viewer, attemptId)).examId).toBe("brew-2");
    expect(form.some(({ question }) => question.type === "ordering")).toBe(true);
  });

  describe("questions of a running exam stay out", () => {
    test("of practice, drills on a trap and drills on a symptom, and come back afterwards", async () => {
      const viewer = await newViewer();
      const examId = await startedExam(at(viewer), "full");
      const inExam = new Set(idsOf(await formOf(examId)));
      const starts = {
        practice: () => startPractice(at(viewer), wished({})),
        trap: () => startTrapDrill(at(viewer), { trap: "trap-always-boil" }),
        symptom: () => startSymptomDrill(at(viewer), { symptom: "bitter-cup" }),
      };
      for (const start of Object.values(starts)) {
        const started = await start();
        const form = started.ok ? await formOf(started.value.attemptId) : [];
        expect(idsOf(form).filter((id) => inExam.has(id))).toEqual([]);
      }
      const practice = await practise(viewer);
      expect(practice.form).toHaveLength(4);
      expect((await practise(await newViewer())).form).toHaveLength(16);
      await endAttempt(at(viewer), { attemptId: examId, as: "abandoned" });
      expect((await practise(viewer)).form).toHaveLength(16);
    });

    test("also when nothing else is left: then nothing is started", async () => {
      const viewer = await newViewer();
      await startedExam(at(viewer), "full");
      const started = await startPractice(at(viewer), wished({ types: ["ordering", "matching"] }));
      expect(started).toEqual(refused("none-left"));
      expect(await listAttempts(reader(), viewer, { take: 9 })).toHaveLength(1);
    });
  });

  test.each([
    { name: "a lesson without questions", wish: { lessons: ["lesson-none"] } },
    { name: "missed ones by somebody who missed none", wish: { from: "missed" as const } },
  ])("for $name nothing is left", async ({ wish }) => {
    const viewer = await newViewer();
    expect(await startPractice(at(viewer), wished(wish))).toEqual(refused("none-left"));
    expect(await listAttempts(reader(), viewer, { take: 9 })).toEqual([]);
  });

  describe("a drill", () => {
    test("on a trap has six questions that offer it or its sub-traps", async () => {
      const viewer = await newViewer();
      const { attemptId } = got(await startTrapDrill(at(viewer), { trap: "trap-always-boil" }));
      const family = ["trap-always-boil", "trap-boil-green"];
      const form = await formOf(attemptId);
      expect(form).toHaveLength(6);
      expect(form.every(({ offered }) => offered.some((trap) => family.includes(trap)))).toBe(true);
      expect(await attemptOf(viewer, attemptId)).toMatchObject({
        mode: "drill",
        title: "Drill: the always-boil",
        deadline: null,
        plan: { kind: "drill", symptom: null, traps: family },
      });
    });

    test("on a sub-trap keeps to it", async () => {
      const { attemptId } = got(await startTrapDrill(at(await newViewer()), { trap: "trap-boil-green" }));
      const form = await formOf(attemptId);
      expect(idsOf(form)).toEqual(["brew-q-heat-three", "brew-q-heat-two", "brew-q-time-three"]);
    });

    test("on a symptom has questions of its lessons that offer its traps", async () => {
      const viewer = await newViewer();
      const { attemptId } = got(await startSymptomDrill(at(viewer), { symptom: "bitter-cup" }));
      for (const { question, offered } of await formOf(attemptId)) {
        expect(question.lesson).toBe("lesson-heat");
        expect(offered.some((trap) => /always-boil|boil-green/.test(trap))).toBe(true);
      }
      const plan = { kind: "drill", symptom: "bitter-cup", traps: ["trap-always-boil", "trap-boil-green"] };
      expect((await attemptOf(viewer, attemptId)).plan).toEqual(plan);
    });

    test("on what is not in the pack is unknown", async () => {
      const viewer = await newViewer();
      expect(await startTrapDrill(at(viewer), { trap: "trap-none" })).toEqual(refused("unknown"));
      expect(await startSymptomDrill(at(viewer), { symptom: "none" })).toEqual(refused("unknown"));
      expect(await listAttempts(reader(), viewer, { take: 9 })).toEqual([]);
    });
  });
});
