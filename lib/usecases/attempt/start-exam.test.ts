import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import type { ExtraTime } from "@/lib/core/attempt/accommodation";
import { GRACE_MS } from "@/lib/core/attempt/deadline";
import { toPublic } from "@/lib/core/question/public";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { type AttemptRow, listAttempts, listItems } from "@/lib/data/attempts";
import { forNewExams } from "@/lib/data/question-versions";
import { listBank } from "@/lib/data/questions";
import { onBothEngines } from "@/lib/data/testing/engines";
import {
  at,
  attemptOf,
  type FormItem,
  formOf,
  got,
  load,
  newTab,
  newViewer,
  onAnotherServer,
  START_MS,
  startedExam,
} from "@/lib/usecases/testing/scene";
import { FULL_MS } from "@/lib/usecases/testing/small-pack";
import { LESSONS } from "@/lib/usecases/testing/small-questions";
import { endAttempt } from "./end-attempt";
import { getRoom } from "./get-room";
import { saveEvents } from "./save-events";
import { startExam } from "./start-exam";

const full = { examId: "brew-1", blueprintId: "full", extraTime: "none" } as const;
const OVER_MS = START_MS + FULL_MS + GRACE_MS + 1;

const authoredIds = ({ question }: FormItem): string[] => toPublic(question).options.map(({ id }) => id);
const types = (form: readonly FormItem[], type: string) => form.filter(({ question }) => question.type === type);

onBothEngines("starting an exam", (engine) => {
  const reader = () => engine.database().reader;
  const attemptsOf = (viewer: Viewer): Promise<AttemptRow[]> => listAttempts(reader(), viewer, { take: 100 });
  beforeAll(async () => {
    await load();
  });

  test("questions that nobody verified for a year leave new exams only where the instance says so", async () => {
    const bank = await listBank(reader(), "brew", "brew-1");
    const later = START_MS + 400 * DAY_MS;
    expect(await forNewExams(reader(), bank, later)).toEqual(bank);
    expect(await forNewExams(reader(), bank, later, "leave-exams")).toEqual([]);
    expect(await forNewExams(reader(), bank, START_MS, "leave-exams")).toEqual(bank);
  });

  test("the form is what the blueprint says", async () => {
    const form = await formOf(await startedExam(at(await newViewer()), "full"));
    const scored = form.filter(({ pilot }) => !pilot);
    const inCase = form.filter(({ questionId }) => questionId.startsWith("brew-q-case"));
    expect(LESSONS.map((lesson) => scored.filter(({ question }) => question.lesson === lesson).length)).toEqual([
      4, 3, 3,
    ]);
    expect(form).toHaveLength(12);
    expect(new Set(form.map(({ questionId }) => questionId)).size).toBe(12);
    expect(form.map(({ position }) => position)).toEqual(form.map((_, index) => index));
    expect([types(form, "ordering").length, types(form, "matching").length]).toEqual([1, 1]);
    expect(types(form, "multiple-response").length).toBeGreaterThanOrEqual(1);
    expect(form.filter(({ question }) => question.counterCue).length).toBeGreaterThanOrEqual(1);
    // A sub-trap counts for its parent.
    const boiling = form.filter(({ offered }) => offered.some((id) => /always-boil|boil-green/.test(id)));
    expect(boiling.length).toBeGreaterThanOrEqual(2);
    // A case is whole, in order, in one piece, and no pilot.
    expect(inCase.map(({ questionId, pilot }) => [questionId, pilot])).toEqual([
      ["brew-q-case-heat", false],
      ["brew-q-case-time", false],
    ]);
    expect((inCase[1]?.position ?? 0) - (inCase[0]?.position ?? 0)).toBe(1);
  });

  test("what stands where is drawn once: every part is shown, and two reads are equal", async () => {
    const viewer = await newViewer();
    const attemptId = await startedExam(at(viewer), "full");
    const form = await formOf(attemptId);
    for (const item of form) {
      expect([...item.presented.options].sort()).toEqual(authoredIds(item).sort());
      const prompts = item.question.type === "matching" ? item.question.prompts.map(({ id }) => id) : [];
      expect(item.presented.prompts).toEqual(prompts);
    }
    const asAuthored = form.filter((item) => item.presented.options.join() === authoredIds(item).join());
    expect(asAuthored.length).toBeLessThan(form.length);
    const [first, second] = [await getRoom(at(viewer), attemptId), await getRoom(at(viewer, START_MS + 9), attemptId)];
    expect(second?.room.items).toEqual(first?.room.items);
    expect(await listItems(reader(), attemptId)).toEqual(await listItems(reader(), attemptId));
  });

  test("the attempt says what it is, and keeps its blueprint", async () => {
    const viewer = await newViewer();
    const attempt = await attemptOf(viewer, await startedExam(at(viewer), "full"));
    expect(attempt).toMatchObject({
      userId: viewer.userId,
      packId: "brew",
      examId: "brew-1",
      mode: "exam",
      title: "Full brew",
      state: "running",
      startedAt: START_MS,
      finishedAt: null,
      result: null,
      plan: { kind: "blueprint", blueprint: { id: "full", pilots: 2 } },
    });
  });

  test.each<{ extraTime: ExtraTime; limitMs: number | null }>([
    { extraTime: "none", limitMs: 600_000 },
    { extraTime: "plus-30", limitMs: 600_000 + 1_800_000 },
    { extraTime: "x1.5", limitMs: 900_000 },
    { extraTime: "x2", limitMs: 1_200_000 },
    { extraTime: "untimed", limitMs: null },
  ])("extra time $extraTime gives $limitMs ms", async ({ extraTime, limitMs }) => {
    const viewer = await newViewer();
    const attempt = await attemptOf(viewer, await startedExam(at(viewer), "full", extraTime));
    const deadline = limitMs === null ? null : START_MS + limitMs;
    expect(attempt).toMatchObject({ extraTime, limitMs, deadline });
  });

  test("an exam without ordering, matching and cases gets none, though the bank tags them for it", async () => {
    const viewer = await newViewer();
    const started = await startExam(at(viewer), { examId: "brew-2", blueprintId: "plain", extraTime: "none" });
    const form = await formOf(got(started).attemptId);
    expect(form).toHaveLength(8);
    for (const { question } of form) {
      expect(question.exams).toContain("brew-2");
      expect(["multiple-choice", "multiple-response"]).toContain(question.type);
      expect(question.id).not.toMatch(/case/);
    }
  });

  test("questions that the learner has not met come first", async () => {
    const viewer = await newViewer();
    const forms: FormItem[][] = [];
    for (const _ of [1, 2]) {
      const attemptId = await startedExam(at(viewer));
      forms.push(await formOf(attemptId));
      await endAttempt(at(viewer), { attemptId, as: "finished" });
    }
    const ids = forms.flat().map(({ questionId }) => questionId);
    expect(new Set(ids).size).toBe(4);
  });

  test("while one exam runs there is no other, of whatever blueprint", async () => {
    const viewer = await newViewer();
    const attemptId = await startedExam(at(viewer), "full");
    const again = { ok: false, error: { kind: "already-running", attemptId } };
    expect(await startExam(at(viewer), full)).toEqual(again);
    expect(await startExam(at(viewer), { ...full, blueprintId: "quick" })).toEqual(again);
    // Time is up at the deadline, but what is under way may still arrive.
    expect(await startExam(at(viewer, OVER_MS - 1), full)).toEqual(again);
    expect(await attemptsOf(viewer)).toHaveLength(1);
  });

  test("20 starts at once make one exam, on one server and on two", async () => {
    const viewer = await newViewer();
    const other = await engine.openAgain();
    const starts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const start = () => startExam(at(viewer), full);
        return index % 4 === 3 ? onAnotherServer(other, start) : start();
      }),
    );
    const attempts = await attemptsOf(viewer);
    expect(attempts).toHaveLength(1);
    const attemptId = attempts[0]?.id;
    const started = starts.filter((start) => start.ok);
    expect(started).toEqual([{ ok: true, value: { attemptId } }]);
    const refused = starts.filter((start) => !start.ok);
    expect(refused).toEqual(
      Array.from({ length: 19 }, () => ({ ok: false, error: { kind: "already-running", attemptId } })),
    );
  });

  test("an exam whose time is over is finished by the next start", async () => {
    const viewer = await newViewer();
    const old = await startedExam(at(viewer), "full");
    const next = await startedExam(at(viewer, OVER_MS), "full");
    expect(next).not.toBe(old);
    expect(await attemptOf(viewer, old)).toMatchObject({
      state: "finished",
      finishReason: "deadline",
      finishedAt: START_MS + FULL_MS,
      result: { right: 0, scored: 10, unanswered: 10 },
    });
    expect(await attemptOf(viewer, next)).toMatchObject({ state: "running", startedAt: OVER_MS });
  });

  test("an answer that arrives in the last moment counts, also when the next start finishes the exam", async () => {
    const viewer = await newViewer();
    for (let round = 0; round < 5; round++) {
      const begun = START_MS + round * 10 * FULL_MS;
      const attemptId = await startedExam(at(viewer, begun));
      const form = await formOf(attemptId);
      const tab = newTab();
      const events = form.map((item) => tab.answer(item.id, item.right));
      const last = begun + 120_000 + GRACE_MS;
      const [saved, started] = await Promise.all([
        saveEvents(at(viewer, last), { attemptId, events }),
        startExam(at(viewer, last + 1), { ...full, blueprintId: "quick" }),
      ]);
      const stored = got(saved).acks.filter(({ outcome }) => outcome === "stored").length;
      expect((await attemptOf(viewer, attemptId)).result?.right).toBe(stored);
      await endAttempt(at(viewer, last + 1), { attemptId: got(started).attemptId, as: "abandoned" });
    }
  });

  describe("nothing is started", () => {
    test.each([
      { name: "an unknown blueprint", input: { ...full, blueprintId: "none-such" } },
      { name: "a blueprint of another exam", input: { ...full, blueprintId: "plain" } },
      { name: "an unknown exam", input: { ...full, examId: "none-such" } },
    ])("for $name", async ({ input }) => {
      const viewer = await newViewer();
      expect(await startExam(at(viewer), input)).toEqual({ ok: false, error: { kind: "unknown-blueprint" } });
      expect(await attemptsOf(viewer)).toEqual([]);
    });

    test("when the bank is short, and it says of what", async () => {
      const viewer = await newViewer();
      expect(await startExam(at(viewer), { ...full, blueprintId: "greedy" })).toEqual({
        ok: false,
        error: {
          kind: "short",
          shortfalls: [
            { kind: "lesson", lesson: "lesson-water", wanted: 40, available: 4 },
            { kind: "pilots", wanted: 30, available: 0 },
            { kind: "quota", quota: { type: "ordering", min: 9 }, reached: 0 },
          ],
        },
      });
      expect(await attemptsOf(viewer)).toEqual([]);
    });
  });
});
