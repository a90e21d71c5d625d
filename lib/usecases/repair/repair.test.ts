import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { findAttempt, listItems } from "@/lib/data/attempts";
import { clearLearnerState, findLearner } from "@/lib/data/learners";
import { listNotices } from "@/lib/data/notices";
import { findStanding } from "@/lib/data/questions";
import { findRepair, unscopedListServed } from "@/lib/data/repairs";
import { listRevisions } from "@/lib/data/result-revisions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { checkAnswer } from "@/lib/usecases/attempt/check-answer";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { getReview } from "@/lib/usecases/attempt/get-review";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { startPractice } from "@/lib/usecases/attempt/start-practice";
import { getHistory } from "@/lib/usecases/authoring/history";
import { rebuildLearner } from "@/lib/usecases/learning/rebuild";
import { foldedRows, goThrough, liveThrough, sitExam } from "@/lib/usecases/testing/learning";
import { cameTo, disputed, newJudge } from "@/lib/usecases/testing/repairs";
import { at, formOf, got, load, newTab, newViewer, START_MS, startedExam, there } from "@/lib/usecases/testing/scene";
import { smallPack } from "@/lib/usecases/testing/small-pack";
import { finishRepairs } from "./finish-repairs";
import { makeRepair, undoRepair } from "./make-repair";

const FIRST = { kind: "accept" as const, keys: ["part-first"], reasons: {} };
const BOTH = { kind: "accept" as const, keys: ["part-second", "part-first"], reasons: {} };
const DROP = { kind: "drop" as const };
const BECAUSE = "The guide says to boil.";

onBothEngines("repairs", (engine) => {
  const reader = () => engine.database().reader;
  let judge: Viewer;
  let now = START_MS;
  // Each test in an age of its own, so that no lease of an earlier one holds.
  beforeEach(() => {
    now += 100 * DAY_MS;
  });
  beforeAll(async () => {
    await load();
    judge = await newJudge();
  });

  // The bank is small: what one test took out of it comes back for the next.
  afterEach(async () => {
    const inForce = await reader().repair.findMany({ where: { undoneAt: null }, select: { id: true } });
    for (const { id } of inForce) got(await undoRepair(at(judge, now + 50 * DAY_MS), id));
  });

  /** Somebody who fell for everything, and disputes one choice. */
  async function fallen() {
    const viewer = await newViewer();
    const attemptId = await sitExam(at(viewer, now), () => true);
    const choices = (await formOf(attemptId)).filter(({ question }) => question.type === "multiple-choice");
    const item = there(choices.find(({ pilot, questionId }) => !pilot && !questionId.includes("case")));
    return { viewer, attemptId, item, disputeId: await disputed(viewer, attemptId, item.questionId, now + 1) };
  }
  const resultOf = async (viewer: Viewer, id: string) => there((await findAttempt(reader(), viewer, id))?.result);

  test("a new key changes score, evidence and what is folded; undone, every row is as it was", async () => {
    const { viewer, attemptId, item, disputeId } = await fallen();
    const [before, result] = [await cameTo(viewer), await resultOf(viewer, attemptId)];
    const standing = await findStanding(reader(), item.questionId);
    const { repairId } = got(await makeRepair(at(judge, now + 2), { disputeId, ruling: FIRST, because: BECAUSE }));
    const after = await resultOf(viewer, attemptId);
    expect(after.right).toBe(result.right + 1);
    expect(after.scored).toBe(result.scored);
    const scored = there((await listItems(reader(), attemptId)).find(({ id }) => id === item.id));
    expect(scored).toMatchObject({ outcome: "right", evidence: { taken: [] } });
    expect(there((await foldedRows(viewer)).learner).folded).toBe(there((await foldedRows(viewer)).learner).logged);
    const [revision] = await listRevisions(reader(), [attemptId]);
    expect(revision).toMatchObject({ was: result, now: after, because: BECAUSE, undone: false });
    // New forms take the corrected question.
    const stands = there(await findStanding(reader(), item.questionId));
    expect(stands.state).toBe("published");
    expect(stands.versionId).not.toBe(standing?.versionId);
    expect(await findRepair(reader(), repairId)).toMatchObject({ phase: "applied", learners: 1 });

    expect(got(await undoRepair(at(judge, now + 3), repairId))).toEqual({ questionRestored: true });
    expect(await cameTo(viewer)).toEqual(before);
    expect(await findStanding(reader(), item.questionId)).toEqual(standing);
    expect((await listRevisions(reader(), [attemptId])).map(({ undone }) => undone)).toEqual([false, true]);
    const kinds = (await listNotices(reader(), viewer, { take: 9 })).map(({ notice }) => notice.kind);
    expect(kinds.sort()).toEqual(["dispute-answered", "rescored", "rescored-back"]);
    const audit = await reader().auditEvent.findMany({ where: { subject: repairId }, orderBy: { createdAt: "asc" } });
    expect(audit.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["question.repaired", judge.userId],
      ["question.repair-undone", judge.userId],
    ]);
    expect(await undoRepair(at(judge, now + 4), repairId)).toEqual({ ok: false, error: "missing" });
  });

  test("undone, the very version of before stands again: its history says so, and it can be ruled about anew", async () => {
    const { item, disputeId } = await fallen();
    const first = there(await findStanding(reader(), item.questionId));
    const ruled = { disputeId, ruling: FIRST, because: BECAUSE };
    const { repairId } = got(await makeRepair(at(judge, now + 2), ruled));
    got(await undoRepair(at(judge, now + 3), repairId));
    const history = there(await getHistory(at(judge, now + 4), item.questionId));
    const [newest, oldest] = [there(history.versions.at(0)), there(history.versions.at(-1))];
    expect([newest.isCurrent, history.versions.find(({ isCurrent }) => isCurrent)?.id]).toEqual([
      false,
      first.versionId,
    ]);
    expect(history.entries[0]).toMatchObject({ kind: "put-back", version: oldest.version, note: null });
    expect(history.entries.find(({ version }) => version === newest.version)?.note).toBe(BECAUSE);
    expect(history.compared).not.toBeNull();
    got(await makeRepair(at(judge, now + 5), ruled));
    const again = there(await getHistory(at(judge, now + 6), item.questionId));
    expect(again.versions.find(({ isCurrent }) => isCurrent)?.version).toBe(newest.version + 1);
  });

  test("a dropped question counts for nobody, and does not come back with the next loading", async () => {
    const { viewer, attemptId, item, disputeId } = await fallen();
    const result = await resultOf(viewer, attemptId);
    const before = await foldedRows(viewer);
    got(await makeRepair(at(judge, now + 2), { disputeId, ruling: DROP, because: BECAUSE }));
    const after = await resultOf(viewer, attemptId);
    expect([after.right, after.scored]).toEqual([result.right, result.scored - 1]);
    expect((await foldedRows(viewer)).learner?.answers).toBe((before.learner?.answers ?? 0) - 1);
    await load(smallPack({ info: (info) => ({ ...info, name: `${info.name} again` }) }), now + 3);
    expect(await findStanding(reader(), item.questionId)).toMatchObject({ state: "retired" });
    const review = there(await getReview(at(viewer, now + 4), attemptId, "all"));
    expect(review.items.find((one) => one.item.id === item.id)).toMatchObject({
      dropped: true,
      feedback: { ruling: { kind: "drop", because: BECAUSE } },
    });
  });

  test("several keys: each is right, and the question waits to be rewritten", async () => {
    const { viewer, attemptId, item, disputeId } = await fallen();
    const other = await newViewer();
    const right = await sitExam(at(other, now), () => false);
    const [was, whole] = [await resultOf(viewer, attemptId), await resultOf(other, right)];
    got(await makeRepair(at(judge, now + 2), { disputeId, ruling: BOTH, because: BECAUSE }));
    expect((await resultOf(viewer, attemptId)).right).toBe(was.right + 1);
    expect((await resultOf(other, right)).right).toBe(whole.right);
    expect(await findStanding(reader(), item.questionId)).toMatchObject({ state: "retired" });
    const review = there(await getReview(at(viewer, now + 3), attemptId, "all"));
    expect(review.items.find((one) => one.item.id === item.id)?.feedback?.outcome).toBe("right");
  });

  test("only one ruling is in force about a version, and none that changes nothing", async () => {
    const { disputeId } = await fallen();
    const own = { ...FIRST, keys: ["part-second"] };
    const refused = await makeRepair(at(judge, now + 2), { disputeId, ruling: own, because: BECAUSE });
    expect(refused).toMatchObject({ ok: false, error: { problems: [expect.stringContaining("key already")] } });
    const both = await Promise.all(
      [FIRST, DROP].map((ruling) => makeRepair(at(judge, now + 2), { disputeId, ruling, because: BECAUSE })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: "ruled" });
  });

  test("an exam that runs is scored as ruled at its end, and its learner is told of nothing", async () => {
    const { item, disputeId } = await fallen();
    const viewer = await newViewer();
    const attemptId = await startedExam(at(viewer, now), "full");
    const form = await formOf(attemptId);
    const same = form.find(({ versionId }) => versionId === item.versionId);
    const tab = newTab();
    const events = form.map((one) => tab.answer(one.id, one.wrong));
    got(await saveEvents(at(viewer, now), { attemptId, events }));
    got(await makeRepair(at(judge, now + 2), { disputeId, ruling: FIRST, because: BECAUSE }));
    got(await endAttempt(at(viewer, now + 3), { attemptId, as: "finished" }));
    const scored = (await listItems(reader(), attemptId)).find(({ id }) => id === same?.id);
    expect(scored?.outcome).toBe(same === undefined ? undefined : "right");
    expect(await listNotices(reader(), viewer, { take: 9 })).toEqual([]);
  });

  test("an answer that was checked in a practice under way is rescored too", async () => {
    const { item, disputeId } = await fallen();
    const viewer = await newViewer();
    const wish = { lessons: [], types: [], count: 20, from: "unseen" as const };
    const { attemptId } = got(await startPractice(at(viewer, now), { ...wish, lessons: [], types: [] }));
    const same = there((await formOf(attemptId)).find(({ versionId }) => versionId === item.versionId));
    const event = newTab().answer(same.id, same.wrong, { clientAt: now });
    got(await checkAnswer(at(viewer, now), { attemptId, event }));
    expect((await foldedRows(viewer)).lessons.map(({ right }) => right)).toEqual([0]);
    const { repairId } = got(await makeRepair(at(judge, now + 2), { disputeId, ruling: FIRST, because: BECAUSE }));
    expect((await foldedRows(viewer)).lessons.map(({ right }) => right)).toEqual([1]);
    got(await undoRepair(at(judge, now + 3), repairId));
    expect((await foldedRows(viewer)).lessons.map(({ right }) => right)).toEqual([0]);
  });

  describe("a long history", () => {
    test("is rebuilt to the same rows after a repair, and after its undoing", async () => {
      const viewer = await newViewer();
      const { disputeId } = await fallen();
      const end = await liveThrough(viewer, 14, "repaired");
      const before = await cameTo(viewer);
      const { repairId } = got(await makeRepair(at(judge, end + 2), { disputeId, ruling: FIRST, because: BECAUSE }));
      const repaired = await cameTo(viewer);
      expect(repaired).not.toEqual(before);
      const learner = there(await findLearner(reader(), viewer, "brew"));
      expect((await rebuildLearner(learner, end + 3)).differing).toBe(0);
      expect(await cameTo(viewer)).toEqual(repaired);
      got(await undoRepair(at(judge, end + 4), repairId));
      expect(await cameTo(viewer)).toEqual(before);
      expect((await rebuildLearner(learner, end + 5)).differing).toBe(0);
      expect(await cameTo(viewer)).toEqual(before);
    }, 120_000);
  });

  test("a repair that was stopped half-way is gone on with, and everybody is rescored once", async () => {
    const { viewer, attemptId, disputeId } = await fallen();
    const others = [];
    for (let made = 0; made < 3; made++) {
      const one = await newViewer();
      await goThrough(
        at(one, now),
        got(await startPractice(at(one, now), { lessons: [], types: [], count: 20, from: "unseen" })).attemptId,
        () => true,
      );
      others.push(one);
    }
    const { repairId } = got(await makeRepair(at(judge, now + 2), { disputeId, ruling: BOTH, because: BECAUSE }));
    const whole = await Promise.all([viewer, ...others].map(cameTo));
    const repair = there(await findRepair(reader(), repairId));
    const served = await unscopedListServed(reader(), repair.versionId, "", 99);
    expect(repair).toMatchObject({ phase: "applied", learners: served.length });
    // As if the server had stopped after the first learner, and between scoring and folding another.
    const learner = there(await findLearner(reader(), viewer, "brew"));
    await engine.database().transaction(async (tx) => {
      await tx.repair.update({ where: { id: repairId }, data: { phase: "applying", cursor: "", learners: 0 } });
      await clearLearnerState(tx, learner.id, learner.snapshot);
    });
    expect(await finishRepairs(now + DAY_MS, 1)).toBe(1);
    expect(await findRepair(reader(), repairId)).toMatchObject({ phase: "applying", learners: 1 });
    expect(await finishRepairs(now + 2 * DAY_MS)).toBe(served.length - 1);
    expect(await findRepair(reader(), repairId)).toMatchObject({ phase: "applied", learners: served.length });
    expect(await Promise.all([viewer, ...others].map(cameTo))).toEqual(whole);
    expect(await listRevisions(reader(), [attemptId])).toHaveLength(1);
  });
});
