import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { type Rng, seededRng } from "@/lib/core/shared/rng";
import { byForm } from "@/lib/core/shared/testing/forms";
import { listExamDates, setExamDay, setExamOutcome, unscopedListOutcomes } from "@/lib/data/exam-dates";
import { unscopedListAnswers, unscopedTrapTotals } from "@/lib/data/population";
import { departedChoices } from "@/lib/data/privacy/departed-figures";
import { onBothEngines } from "@/lib/data/testing/engines";
import { countEnded } from "@/lib/usecases/analysis/count-ended";
import { recountBatch } from "@/lib/usecases/analysis/recount";
import { liveThrough, sitExam } from "@/lib/usecases/testing/learning";
import { at, got, load, newViewer, onAnotherServer, START_MS, startedExam, there } from "@/lib/usecases/testing/scene";
import { smallPack, withFamilies } from "@/lib/usecases/testing/small-pack";
import { beginDeletion } from "./begin-deletion";
import { finishDeletions } from "./finish-deletions";

const packOf = (edit?: Parameters<typeof smallPack>[0]) =>
  withFamilies(smallPack(edit), [{ family: "brew-sum", like: "brew-q-water-one", draws: 3 }]);

const SEEDS = byForm([1], [1, 2, 3, 4, 5, 6]);

onBothEngines("counts after a deletion", (engine) => {
  const reader = () => engine.database().reader;
  beforeAll(async () => {
    await load(packOf());
  });

  /** All counts that are read, byte for byte, without the generation that they are of. */
  async function counts() {
    const { generation } = there(await reader().itemAnalysis.findUnique({ where: { packId: "brew" } }));
    const where = { packId: "brew", generation };
    const omit = { generation: true } as const;
    return {
      items: await reader().itemStatistic.findMany({
        where,
        omit,
        orderBy: [{ unit: "asc" }, { window: "asc" }, { pilot: "asc" }],
      }),
      forms: await reader().formStatistic.findMany({
        where,
        omit,
        orderBy: [{ examId: "asc" }, { blueprintId: "asc" }, { length: "asc" }],
      }),
    };
  }

  async function recountAll(take = 1_000) {
    while (!(await recountBatch("brew", take, START_MS)).done);
    await countEnded(START_MS);
    return counts();
  }

  const sit = (viewer: Viewer, rng: Rng, day = Math.floor(rng() * 90)) =>
    sitExam(at(viewer, START_MS + day * DAY_MS), () => rng() < 0.4, rng() < 0.7 ? "full" : "quick");

  /** Some people with exams of their own, of whom some are counted already and some wait. */
  async function people(rng: Rng, many: number): Promise<Viewer[]> {
    const viewers: Viewer[] = [];
    for (let made = 0; made < many; made += 1) {
      const viewer = await newViewer();
      viewers.push(viewer);
      for (let exams = 1 + Math.floor(rng() * 3); exams > 0; exams -= 1) await sit(viewer, rng);
      if (rng() < 0.5) await countEnded(START_MS);
    }
    return viewers;
  }

  const remove = async (viewer: Viewer) => {
    got(await beginDeletion(at(viewer)));
    await finishDeletions(START_MS);
    expect(await reader().user.count({ where: { id: viewer.userId } })).toBe(0);
  };

  test.each(SEEDS)("random histories, number %i: whoever goes, a recount gives the same rows", async (seed) => {
    const rng = seededRng(`departed ${seed}`);
    const [one, two, three, ...others] = await people(rng, 5);
    // Running, given up and practised: none of it is counted.
    await startedExam(at(there(one)), "quick");
    await liveThrough(there(two), 4, `departed ${seed}`);
    await countEnded(START_MS);
    const before = await recountAll();
    expect(before.items.length).toBeGreaterThan(5);

    await remove(there(one));
    expect(await counts()).toEqual(before);
    expect(await recountAll(1 + Math.floor(rng() * 5))).toEqual(before);

    await remove(there(two));
    expect(await recountAll()).toEqual(before);

    // Another one answers, and is counted upon what was kept; then somebody who waits to be counted goes.
    await sit(there(others[0]), rng);
    await countEnded(START_MS);
    const further = await counts();
    expect(further).not.toEqual(before);
    await sit(there(three), rng);
    await remove(there(three));
    const last = await counts();
    expect(last).not.toEqual(further);
    expect(await recountAll()).toEqual(last);
  });

  test.each(SEEDS)("while all is counted anew, number %i: nobody is in it twice or not at all", async (seed) => {
    const rng = seededRng(`woven ${seed}`);
    const viewers = await people(rng, 6);
    const before = await recountAll();
    const waiting = there(viewers[0]);
    for (const viewer of viewers.slice(1, 5)) {
      await recountBatch("brew", 1 + Math.floor(rng() * 4), START_MS);
      await remove(viewer);
    }
    // The batch that another server is reading holds the exams of who goes.
    const reading = onAnotherServer(await engine.openAgain(), () => recountBatch("brew", 50, START_MS));
    await remove(waiting);
    await reading;
    expect(await recountAll()).toEqual(before);
    await recountBatch("brew", 2, START_MS);
    expect(await recountAll()).toEqual(before);
  });

  test("a deletion that was stopped at any step goes on, on several servers at once", async () => {
    const rng = seededRng("stopped");
    const viewer = await newViewer();
    for (let exams = 0; exams < 12; exams += 1) await sit(viewer, rng);
    await liveThrough(viewer, 6, "stopped");
    const before = await recountAll();
    got(await beginDeletion(at(viewer)));
    for (let step = 0; step < 2; step += 1) {
      expect(await finishDeletions(START_MS, 1)).toBe(1);
      expect(await recountAll()).toEqual(before);
    }
    expect(await reader().attempt.count({ where: { userId: viewer.userId } })).toBeGreaterThan(0);
    const other = await engine.openAgain();
    await Promise.all([
      finishDeletions(START_MS),
      onAnotherServer(other, () => finishDeletions(START_MS)),
      onAnotherServer(other, () => finishDeletions(START_MS)),
    ]);
    expect(await reader().user.count({ where: { id: viewer.userId } })).toBe(0);
    expect(await recountAll()).toEqual(before);
  });

  test("draws that are replaced count no more, of who is gone as of who is here", async () => {
    const [one, two] = await people(seededRng("draws"), 3);
    const present = await recountAll();
    expect(present.items.some(({ unit }) => unit === "brew-sum")).toBe(true);
    await remove(there(one));
    expect(await recountAll()).toEqual(present);
    await load(
      packOf({
        edit: (question) => (question.id === "brew-q-water-one" ? { ...question, ask: "And now?" } : question),
      }),
    );
    const replaced = await recountAll();
    expect(replaced.items.some(({ unit }) => unit === "brew-sum")).toBe(false);
    await remove(there(two));
    expect(await recountAll()).toEqual(replaced);
  });

  test("rates of traps, their shares and real outcomes stay what they were", async () => {
    const viewer = await newViewer();
    await liveThrough(viewer, 12, "rates");
    await sit(viewer, seededRng("rates"));
    const told = { outcome: "passed", score: 720, readiness: 0.7 } as const;
    await engine.database().transaction(async (tx) => {
      await setExamDay(tx, viewer, "brew-1", "2026-11-20", START_MS);
      const [day] = await listExamDates(tx, viewer, "brew-1");
      await setExamOutcome(tx, viewer, there(day).id, told, START_MS);
    });
    /** How often a wrong answer to each question took which traps, of who is here and who is gone. */
    const choices = async () => {
      const counts = new Map<string, number>();
      const add = (question: string, taken: readonly string[], n: number) => {
        const key = `${question} ${[...taken].sort().join(" ")}`;
        counts.set(key, (counts.get(key) ?? 0) + n);
      };
      for await (const { question, right, taken } of unscopedListAnswers(reader(), "brew"))
        if (!right) add(question, taken, 1);
      for (const { questionId, taken, n } of await departedChoices(reader(), "brew")) add(questionId, taken, n);
      return [...counts].sort();
    };
    const figures = async () => ({
      choices: await choices(),
      traps: await unscopedTrapTotals(reader(), "brew"),
      outcomes: await unscopedListOutcomes(reader(), ["brew-1"]),
    });
    const before = await figures();
    expect(before.traps.length).toBeGreaterThan(0);
    expect(before.choices.length).toBeGreaterThan(0);
    expect(before.outcomes).toEqual([{ chance: 0.7, passed: true }]);
    await remove(viewer);
    expect(await figures()).toEqual(before);
    expect(await reader().learner.count({ where: { userId: viewer.userId } })).toBe(0);
  });

  test("what is kept names nobody", async () => {
    const rng = seededRng("nobody");
    const viewer = await newViewer();
    const attemptId = await sit(viewer, rng);
    await remove(viewer);
    const kept = JSON.stringify([
      await reader().departedItem.findMany(),
      await reader().departedForm.findMany(),
      await reader().departedTrap.findMany(),
      await reader().departedChoice.findMany(),
      await reader().departedOutcome.findMany(),
    ]);
    for (const trace of [viewer.userId, attemptId, viewer.email]) expect(kept).not.toContain(trace);
  });
});
