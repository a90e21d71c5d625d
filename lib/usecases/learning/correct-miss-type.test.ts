import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { onBothEngines } from "@/lib/data/testing/engines";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { getReview } from "@/lib/usecases/attempt/get-review";
import {
  at,
  formOf,
  load,
  newSitting,
  newTab,
  newViewer,
  START_MS,
  startedExam,
  there,
} from "@/lib/usecases/testing/scene";
import { correctMissType } from "./correct-miss-type";
import { getWeaknesses } from "./get-weaknesses";

const LATER_MS = START_MS + 100_000;

onBothEngines("the kind of a miss", (engine) => {
  beforeAll(async () => {
    await load();
  });

  /** Somebody whose exam is over: one question wrong with its trap, one right, the others not answered. */
  async function sat({ finished = true } = {}) {
    const { viewer, attemptId, form, send } = await newSitting({ blueprintId: "full" });
    const [wrong, right] = form.filter(({ question, pilot }) => question.type === "multiple-choice" && !pilot);
    const tab = newTab();
    await send([
      tab.visit(there(wrong).id, true, START_MS),
      tab.answer(there(wrong).id, there(wrong).wrong),
      tab.visit(there(wrong).id, false, START_MS + 40_000),
      tab.answer(there(right).id, there(right).right),
    ]);
    if (finished) await endAttempt(at(viewer, LATER_MS), { attemptId, as: "finished" });
    return { viewer, attemptId, wrong: there(wrong), right: there(right), form };
  }

  const missIn = async (viewer: Viewer, attemptId: string, itemId: string) => {
    const { items } = there(await getReview(at(viewer, LATER_MS), attemptId, "all"));
    return there(items.find(({ item }) => item.id === itemId)).miss;
  };

  test("is proposed for wrong answers alone, with a reason", async () => {
    const { viewer, attemptId, wrong, right, form } = await sat();
    expect(await missIn(viewer, attemptId, wrong.id)).toEqual({
      proposed: { type: "misconception", reason: "You took a trap's option.", by: "proposal" },
      said: null,
    });
    expect(await missIn(viewer, attemptId, right.id)).toBeNull();
    const unanswered = there(form.find(({ id }) => id !== wrong.id && id !== right.id));
    expect(await missIn(viewer, attemptId, unanswered.id)).toBeNull();
  });

  test("is what the learner says, beside what was proposed, until they take it back", async () => {
    const { viewer, attemptId, wrong } = await sat();
    expect(await correctMissType(at(viewer), wrong.id, "rushed")).toBe(true);
    expect(await missIn(viewer, attemptId, wrong.id)).toMatchObject({
      proposed: { type: "misconception" },
      said: "rushed",
    });
    expect((await getWeaknesses(at(viewer))).missTypes).toMatchObject({ rushed: 1, misconception: 0 });
    expect(await correctMissType(at(viewer), wrong.id, null)).toBe(true);
    expect((await missIn(viewer, attemptId, wrong.id))?.said).toBeNull();
    expect((await getWeaknesses(at(viewer))).missTypes).toMatchObject({ rushed: 0, misconception: 1 });
  });

  test("cannot be said of somebody else's answer, whoever asks", async () => {
    const { viewer, attemptId, wrong } = await sat();
    for (const role of ["learner", "instructor", "lead", "admin"] as const) {
      expect(await correctMissType(at(await newViewer({ role })), wrong.id, "gap")).toBe(false);
    }
    expect((await missIn(viewer, attemptId, wrong.id))?.said).toBeNull();
  });

  test("cannot be said of what is no question of theirs, nor of one that is still answered", async () => {
    const { viewer, wrong } = await sat({ finished: false });
    expect(await correctMissType(at(viewer), "no-such-item", "gap")).toBe(false);
    expect(await correctMissType(at(viewer), wrong.id, "gap")).toBe(false);
    const row = await engine.database().reader.attemptItem.findUnique({
      where: { id: wrong.id },
      select: { missType: true },
    });
    expect(row).toEqual({ missType: null });
  });

  test("cannot be said of an answer that was right", async () => {
    const { viewer, right } = await sat();
    expect(await correctMissType(at(viewer), right.id, "gap")).toBe(false);
  });

  test("is not shown while a running exam holds the question", async () => {
    const { viewer, attemptId, wrong } = await sat();
    // The bank is small, so one of the next exams has the question again.
    let held = false;
    for (let now = LATER_MS; !held && now < LATER_MS + 8_000; now += 1_000) {
      const running = await startedExam(at(viewer, now), "full");
      const holds = (await formOf(running)).some(({ questionId }) => questionId === wrong.questionId);
      expect((await missIn(viewer, attemptId, wrong.id)) === null).toBe(holds);
      held = holds;
      await endAttempt(at(viewer, now), { attemptId: running, as: "abandoned" });
    }
    expect(held).toBe(true);
    expect(await missIn(viewer, attemptId, wrong.id)).not.toBeNull();
  });
});
