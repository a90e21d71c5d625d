import { beforeAll, expect, test } from "vitest";
import { GRACE_MS } from "@/lib/core/attempt/deadline";
import { scoreBand } from "@/lib/core/exam/scale-score";
import type { Outcome } from "@/lib/core/question/score";
import { listItems } from "@/lib/data/attempts";
import { listEvents } from "@/lib/data/responses";
import { onBothEngines } from "@/lib/data/testing/engines";
import {
  at,
  attemptOf,
  type FormItem,
  got,
  load,
  newSitting,
  newTab,
  onAnotherServer,
  START_MS,
  there,
} from "@/lib/usecases/testing/scene";
import { LESSONS } from "@/lib/usecases/testing/small-questions";
import { endAttempt } from "./end-attempt";
import { getReport, isReport } from "./get-result";
import { saveEvents } from "./save-events";

const QUICK_MS = 120_000;
const LATER_MS = START_MS + 30_000;

/** What an item was answered with, and what came of it by the test's own reckoning. */
type Marked = { item: FormItem; outcome: Outcome };

/** Right, wrong and unanswered in turn, so that every lesson and the pilots have some of each. */
const marked = (form: readonly FormItem[]): Marked[] =>
  form.map((item, index) => ({ item, outcome: (["right", "wrong", "unanswered"] as const)[index % 3] ?? "wrong" }));

const count = (marks: readonly Marked[], fits: (mark: Marked) => boolean): number => marks.filter(fits).length;

/** The result by counting, without the product's scoring. */
function recount(marks: readonly Marked[]) {
  const scored = marks.filter(({ item }) => !item.pilot);
  const right = count(scored, ({ outcome }) => outcome === "right");
  const answered = scored.filter(({ outcome }) => outcome !== "unanswered");
  const offered = [...new Set(answered.flatMap(({ item }) => item.offered))];
  return {
    right,
    scored: scored.length,
    unanswered: count(scored, ({ outcome }) => outcome === "unanswered"),
    pilots: marks.length - scored.length,
    band: scoreBand(right, scored.length, { min: 100, max: 1000, pass: 720 }, 0.7),
    lessons: LESSONS.map((lesson) => ({
      lesson,
      right: count(scored, ({ item, outcome }) => item.question.lesson === lesson && outcome === "right"),
      scored: count(scored, ({ item }) => item.question.lesson === lesson),
    })),
    traps: offered.map((trap) => {
      const falls = count(scored, ({ item, outcome }) => outcome === "wrong" && item.trap === trap);
      const refused = count(scored, ({ item, outcome }) => outcome === "right" && item.offered.includes(trap));
      return {
        trap,
        falls,
        decided: falls + refused,
        offered: count(answered, ({ item }) => item.offered.includes(trap)),
      };
    }),
  };
}

onBothEngines("ending an attempt", (engine) => {
  const reader = () => engine.database().reader;
  beforeAll(async () => {
    await load();
  });

  test("the result is what counting gives: unanswered is wrong, pilots count for nothing", async () => {
    const { viewer, attemptId, form, send } = await newSitting({ blueprintId: "full" });
    const marks = marked(form);
    const tab = newTab();
    await send(
      marks.flatMap(({ item, outcome }) =>
        outcome === "unanswered" ? [] : [tab.answer(item.id, outcome === "right" ? item.right : item.wrong)],
      ),
    );
    expect(got(await endAttempt(at(viewer, LATER_MS), { attemptId, as: "finished" }))).toEqual({ phase: "finished" });
    const attempt = await attemptOf(viewer, attemptId);
    expect(attempt).toMatchObject({ state: "finished", finishReason: "learner", finishedAt: LATER_MS });
    const result = there(attempt.result);
    const own = recount(marks);
    expect({ ...result, traps: null }).toEqual({ ...own, traps: null });
    expect(result.traps).toEqual(expect.arrayContaining(own.traps));
    expect(result.traps).toHaveLength(own.traps.length);
    expect(result.traps.map(({ falls }) => falls)).toEqual(
      result.traps.map(({ falls }) => falls).sort((a, b) => b - a),
    );

    const items = await listItems(reader(), attemptId);
    expect(items.map(({ outcome }) => outcome)).toEqual(marks.map(({ outcome }) => outcome));
    const report = there(await getReport(at(viewer, LATER_MS), attemptId));
    if (!isReport(report)) throw new Error("no report");
    expect(report.pilotPlaces).toEqual(form.flatMap(({ pilot }, index) => (pilot ? [index + 1] : [])));
    expect(report.usedMs).toBe(30_000);
    for (const { id, answers, offered } of report.traps) {
      const places = marks.flatMap(({ item, outcome }, index) => {
        if (item.pilot || outcome === "unanswered" || !item.offered.includes(id)) return [];
        const fell = outcome === "wrong" && item.trap === id;
        const what = fell ? "fell" : outcome === "right" ? "refused" : "no-evidence";
        return [{ place: index + 1, itemId: item.id, what }];
      });
      expect(answers).toEqual(places);
      expect(answers).toHaveLength(offered);
    }
  });

  test("ending again says the same and changes nothing that was stored", async () => {
    const { viewer, attemptId, item, send } = await newSitting();
    await send([newTab().answer(item.id, item.right)]);
    const input = { attemptId, as: "finished" } as const;
    const first = await endAttempt(at(viewer, LATER_MS), input);
    const before = await attemptOf(viewer, attemptId);
    expect(await endAttempt(at(viewer, LATER_MS + 1), input)).toEqual(first);
    expect(await endAttempt(at(viewer, LATER_MS + 9 * QUICK_MS), { attemptId, as: "abandoned" })).toEqual(first);
    const after = await attemptOf(viewer, attemptId);
    expect({ ...after, revision: 0 }).toEqual({ ...before, revision: 0 });
  });

  test("30 ends at once, on two servers, give one result and equal replies", async () => {
    const { viewer, attemptId, item, send } = await newSitting();
    await send([newTab().answer(item.id, item.right)]);
    const other = await engine.openAgain();
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, index) => {
        const end = () => endAttempt(at(viewer, LATER_MS + index), { attemptId, as: "finished" });
        return index % 5 === 4 ? onAnotherServer(other, end) : end();
      }),
    );
    expect(replies).toEqual(replies.map(() => ({ ok: true, value: { phase: "finished" } })));
    const attempt = await attemptOf(viewer, attemptId);
    expect(attempt.result).toMatchObject({ right: 1, scored: 2, unanswered: 1 });
    expect(attempt.finishReason).toBe("learner");
  });

  test("answers and ends at once: what was acknowledged as stored is in the result, the rest is late", async () => {
    for (const round of [1, 2, 3]) {
      const { viewer, attemptId, form } = await newSitting();
      const [first, second] = [there(form[0]), there(form[1])];
      const save = (item: FormItem) =>
        saveEvents(at(viewer, LATER_MS), { attemptId, events: [newTab().answer(item.id, item.right)] });
      const end = () => endAttempt(at(viewer, LATER_MS), { attemptId, as: "finished" });
      const [one, , two] = await Promise.all([save(first), end(), save(second)]);
      const outcomes = [one, two].flatMap((reply) => got(reply).acks.map(({ outcome }) => outcome));
      const { result } = await attemptOf(viewer, attemptId);
      expect([round, result?.right]).toEqual([round, outcomes.filter((outcome) => outcome === "stored").length]);
      expect(outcomes.every((outcome) => outcome === "stored" || outcome === "late")).toBe(true);
    }
  });

  test("an abandoned attempt has no result, and stays abandoned", async () => {
    const { viewer, attemptId } = await newSitting();
    const abandoned = { ok: true, value: { phase: "abandoned" } };
    expect(await endAttempt(at(viewer, LATER_MS), { attemptId, as: "abandoned" })).toEqual(abandoned);
    expect(await endAttempt(at(viewer, LATER_MS), { attemptId, as: "finished" })).toEqual(abandoned);
    expect(await attemptOf(viewer, attemptId)).toMatchObject({
      state: "abandoned",
      finishReason: "abandoned",
      finishedAt: LATER_MS,
      result: null,
    });
  });

  test("events after the end are kept as late and change neither answer nor result", async () => {
    const { viewer, attemptId, item, send } = await newSitting();
    const tab = newTab();
    await send([tab.answer(item.id, item.right)]);
    await endAttempt(at(viewer), { attemptId, as: "finished" });
    const [attempt, items] = [await attemptOf(viewer, attemptId), await listItems(reader(), attemptId)];
    const acks = await send([tab.answer(item.id, item.wrong), tab.flag(item.id, true)]);
    expect(acks.map(({ outcome }) => outcome)).toEqual(["late", "late"]);
    expect(acks[0]?.stored).toEqual({ value: item.right, revision: 1, at: START_MS });
    expect((await attemptOf(viewer, attemptId)).result).toEqual(attempt.result);
    expect(await listItems(reader(), attemptId)).toEqual(items);
    expect((await listEvents(reader(), attemptId)).map(({ outcome }) => outcome)).toEqual(["stored", "late", "late"]);
  });

  const DEADLINE_MS = START_MS + QUICK_MS;
  test.each([
    { name: "1 ms before the deadline", now: DEADLINE_MS - 1, reason: "learner", finishedAt: DEADLINE_MS - 1 },
    { name: "at the deadline", now: DEADLINE_MS, reason: "deadline", finishedAt: DEADLINE_MS },
    { name: "within the grace", now: DEADLINE_MS + 30_000, reason: "deadline", finishedAt: DEADLINE_MS },
    { name: "after the grace", now: DEADLINE_MS + GRACE_MS + 1, reason: "deadline", finishedAt: DEADLINE_MS },
  ])("ended $name: reason $reason, and never later than the deadline", async ({ now, reason, finishedAt }) => {
    const { viewer, attemptId, item, send } = await newSitting();
    await send([newTab().answer(item.id, item.right)], Math.min(now, DEADLINE_MS));
    expect(got(await endAttempt(at(viewer, now), { attemptId, as: "finished" })).phase).toBe("finished");
    const attempt = await attemptOf(viewer, attemptId);
    expect(attempt).toMatchObject({ state: "finished", finishReason: reason, finishedAt });
    expect(attempt.result?.right).toBe(1);
  });

  test("giving up when the time is up is no giving up any more: the result stands", async () => {
    const { viewer, attemptId } = await newSitting();
    const ended = await endAttempt(at(viewer, DEADLINE_MS), { attemptId, as: "abandoned" });
    expect(got(ended).phase).toBe("finished");
    expect(await attemptOf(viewer, attemptId)).toMatchObject({ finishReason: "deadline", result: { unanswered: 2 } });
  });
});
