import { beforeAll, describe, expect, test } from "vitest";
import { byForm } from "@/lib/core/shared/testing/forms";
import { clearLearnerState, findLearner } from "@/lib/data/learners";
import { onBothEngines } from "@/lib/data/testing/engines";
import { mergeGuest } from "@/lib/data/users";
import { startPractice } from "@/lib/usecases/attempt/start-practice";
import { foldedRows, goThrough, liveThrough, sitExam } from "@/lib/usecases/testing/learning";
import { at, formOf, got, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { getFoldedLearner } from "./fold-learner";
import { rebuildLearner } from "./rebuild";

const PRACTICE = { lessons: [], types: [], count: 5, from: "unseen" } as const;

onBothEngines("what is folded of a learner", (engine) => {
  const db = () => engine.database();
  const stateOf = async (viewer: { userId: string }) => (await getFoldedLearner(db().reader, viewer, "brew")).state;
  beforeAll(async () => {
    await load();
  });

  test("an exam counts at its end, without its pilots and without what was left out", async () => {
    const viewer = await newViewer();
    const attemptId = await sitExam(at(viewer), () => true);
    const form = await formOf(attemptId);
    const counted = form.filter(({ pilot }) => !pilot);
    const state = await stateOf(viewer);
    expect(state.head.general.answered).toBe(counted.length);
    expect(state.head.general.right).toBe(0);
    for (const trap of new Set(counted.map((item) => item.trap))) {
      const falls = counted.filter((item) => item.evidence?.taken.includes(trap)).length;
      expect([trap, state.traps[trap]?.entry.falls]).toEqual([trap, falls]);
    }
  });

  test("a practice counts answer by answer, each once", async () => {
    const viewer = await newViewer();
    const { attemptId } = got(await startPractice(at(viewer), { ...PRACTICE, lessons: [], types: [] }));
    const form = await goThrough(at(viewer, START_MS + 1), attemptId, () => false);
    const state = await stateOf(viewer);
    expect(state.head.general).toMatchObject({ answered: form.length, right: form.length });
    expect(state.head.misses).toEqual([]);
  });

  test("nobody's answers touch another learner's rows", async () => {
    const [one, other] = [await newViewer(), await newViewer()];
    await sitExam(at(one), () => true);
    const before = await foldedRows(one);
    await sitExam(at(other), () => false);
    expect(await foldedRows(one)).toEqual(before);
  });

  describe("rebuilding", () => {
    test.each(byForm(["tea"], ["tea", "water", "kettle", "cup", "leaf", "steam"]))(
      "gives the same rows as folding did on the way: history %s",
      async (seed) => {
        const viewer = await newViewer();
        const now = await liveThrough(viewer, 24, seed);
        const before = await foldedRows(viewer);
        expect(before.traps.length).toBeGreaterThan(2);
        const learner = there(await findLearner(db().reader, viewer, "brew"));
        const rebuilt = await rebuildLearner(learner, now);
        expect(rebuilt.differing).toBe(0);
        expect(rebuilt.events).toBe(learner.logged);
        expect(await foldedRows(viewer)).toEqual(before);
      },
      120_000,
    );

    test("may be stopped half-way: readers see all of it, and the next event folds what is missing", async () => {
      const viewer = await newViewer();
      const now = await liveThrough(viewer, 12, "stopped");
      const before = await stateOf(viewer);
      const { id, logged, snapshot } = there(await findLearner(db().reader, viewer, "brew"));
      await db().transaction((tx) => clearLearnerState(tx, id, snapshot));
      expect(await findLearner(db().reader, viewer, "brew")).toMatchObject({ folded: 0, logged });
      expect(await stateOf(viewer)).toEqual(before);
      await sitExam(at(viewer, now + 1), () => false, "quick");
      const whole = there(await findLearner(db().reader, viewer, "brew"));
      expect(whole.folded).toBe(whole.logged);
      expect((await stateOf(viewer)).head.general.answered).toBe(before.head.general.answered + 2);
    }, 120_000);

    test("puts right what was lost or changed in the folded rows and in the responses", async () => {
      const viewer = await newViewer();
      const now = await liveThrough(viewer, 10, "damage");
      const attemptId = await sitExam(at(viewer, now + 1), () => true);
      const before = await foldedRows(viewer);
      const [item] = await formOf(attemptId);
      await db().transaction(async (tx) => {
        await tx.learnerTrap.deleteMany({ where: { learnerId: before.learner?.id ?? "" } });
        await tx.learner.update({ where: { id: before.learner?.id ?? "" }, data: { state: "{}" } });
        await tx.response.delete({ where: { itemId: there(item).id } });
        await tx.attemptItem.update({ where: { id: there(item).id }, data: { outcome: "right" } });
      });
      const learner = there(await findLearner(db().reader, viewer, "brew"));
      const rebuilt = await rebuildLearner(learner, now + 2);
      expect(rebuilt.differing).toBeGreaterThan(0);
      expect(await foldedRows(viewer)).toEqual(before);
      expect((await formOf(attemptId))[0]?.outcome).toBe("wrong");
    }, 120_000);
  });

  test("a guest's evidence goes along to the account they sign in to", async () => {
    const [account, guest] = [await newViewer(), await newViewer()];
    await sitExam(at(account), () => false);
    await sitExam(at(guest, START_MS + 5), () => true);
    const [own, brought] = [await stateOf(account), await stateOf(guest)];
    await db().transaction(async (tx) => {
      await tx.user.update({ where: { id: guest.userId }, data: { isGuest: true, email: null } });
      await mergeGuest(tx, guest.userId, account.userId);
    });
    const merged = await stateOf(account);
    expect(merged.head.general.answered).toBe(own.head.general.answered + brought.head.general.answered);
    await sitExam(at(account, START_MS + 9), () => true, "quick");
    const rows = await foldedRows(account);
    expect(rows.learner).toMatchObject({ answers: merged.head.general.answered + 2 });
    expect(rows.learner?.folded).toBe(rows.learner?.logged);
  });
});
