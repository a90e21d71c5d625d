import { beforeAll, describe, expect, test } from "vitest";
import { windowOf } from "@/lib/core/item-analysis/counts/windows";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { seededRng } from "@/lib/core/shared/rng";
import { requestRecount } from "@/lib/data/item-analysis/counting";
import { listFigures } from "@/lib/data/item-analysis/figures";
import { onBothEngines } from "@/lib/data/testing/engines";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { startPractice } from "@/lib/usecases/attempt/start-practice";
import { goThrough, sitExam } from "@/lib/usecases/testing/learning";
import { at, formOf, got, load, newTab, newViewer, START_MS, startedExam, there } from "@/lib/usecases/testing/scene";
import { smallPack, withFamilies } from "@/lib/usecases/testing/small-pack";
import { countEnded } from "./count-ended";
import { type BankPart, getBankAnalysis } from "./get-bank-analysis";
import { findQuestionAnalysis } from "./get-question-analysis";
import { keepAnalysis } from "./keep-analysis";
import { forgetRecount, packsToRecount, recountBatch } from "./recount";
import { refreshFigures } from "./refresh-figures";

const packOf = (edit?: Parameters<typeof smallPack>[0]) =>
  withFamilies(smallPack(edit), [{ family: "brew-sum", like: "brew-q-water-one", draws: 3 }]);

onBothEngines("folded counts", (engine) => {
  const reader = () => engine.database().reader;
  const rng = seededRng("folded counts");
  beforeAll(async () => {
    await load(packOf());
  });

  const sit = async (now: number, blueprintId = "full") =>
    sitExam(at(await newViewer(), now), () => rng() < 0.4, blueprintId);

  /** All counts that are read, without the generation that they are of. */
  async function counts() {
    const { generation } = there(await reader().itemAnalysis.findUnique({ where: { packId: "brew" } }));
    const where = { packId: "brew", generation };
    return {
      items: await reader().itemStatistic.findMany({
        where,
        omit: { generation: true },
        orderBy: [{ unit: "asc" }, { window: "asc" }, { pilot: "asc" }],
      }),
      forms: await reader().formStatistic.findMany({
        where,
        omit: { generation: true },
        orderBy: [{ blueprintId: "asc" }, { length: "asc" }],
      }),
    };
  }

  async function recountAll(take: number): Promise<number> {
    for (let pages = 1; ; pages += 1) {
      if ((await recountBatch("brew", take, START_MS)).done) return pages;
    }
  }

  test("a pack that was never counted is counted by the first round", async () => {
    await sit(START_MS);
    expect(await packsToRecount()).toEqual(["brew"]);
    await keepAnalysis(START_MS);
    expect(await packsToRecount()).toEqual([]);
    const { items, forms } = await counts();
    expect(items.reduce((sum, { n }) => sum + n, 0)).toBe(12);
    expect(items.filter(({ pilot }) => pilot)).toHaveLength(2);
    expect(forms).toMatchObject([{ examId: "brew-1", blueprintId: "full", length: 10, n: 1 }]);
    expect(await reader().attemptToCount.count()).toBe(0);
  });

  test("every exam is counted once, in its window of time, however often somebody counts", async () => {
    const before = await counts();
    const later = START_MS + 40 * DAY_MS;
    await sit(START_MS);
    await sit(later, "quick");
    expect(await countEnded(later)).toBe(2);
    expect(await countEnded(later)).toBe(0);
    const rounds = [countEnded(later), countEnded(later), sit(later).then(() => countEnded(later))];
    await Promise.all(rounds);
    await countEnded(later);
    const { items } = await counts();
    const total = (rows: typeof items) => rows.reduce((sum, { n }) => sum + n, 0);
    expect(total(items) - total(before.items)).toBe(12 + 2 + 12);
    const inWindow = (window: number) => total(items.filter((row) => row.window === window));
    expect(inWindow(windowOf(later))).toBe(14);
  });

  test("what says nothing of a question is not counted", async () => {
    const before = await counts();
    const viewer = await newViewer();
    // Practice; an exam that was given up; one that was opened, answered in less than half, and ended.
    const practice = got(await startPractice(at(viewer), { lessons: [], types: [], count: 5, from: "unseen" }));
    await goThrough(at(viewer), practice.attemptId, () => false);
    await endAttempt(at(viewer), { attemptId: await startedExam(at(viewer)), as: "abandoned" });
    const attemptId = await startedExam(at(viewer), "full");
    const [item] = await formOf(attemptId);
    const { id, right } = there(item);
    got(await saveEvents(at(viewer), { attemptId, events: [newTab().answer(id, right)] }));
    await endAttempt(at(viewer), { attemptId, as: "finished" });
    expect(await countEnded(START_MS)).toBe(1);
    expect(await counts()).toEqual(before);
  });

  test("a recount in pages of any size gives the same rows", async () => {
    for (let made = 0; made < 6; made += 1) await sit(START_MS + made * 12 * DAY_MS, made % 3 === 0 ? "quick" : "full");
    await countEnded(START_MS);
    const incremental = await counts();
    for (const take of [1, 3, 1_000]) {
      await recountAll(take);
      expect(await counts()).toEqual(incremental);
    }
    // Nothing is left of the generations before.
    expect(await reader().itemStatistic.groupBy({ by: ["generation"] })).toHaveLength(1);
  });

  test("exams that end while a recount is half done are in it once", async () => {
    const early = await newViewer();
    const running = await startedExam(at(early), "quick");
    await sit(START_MS);
    await sit(START_MS);
    await recountBatch("brew", 2, START_MS);
    // Passed while it ran, passed while it waited, and not reached yet.
    const tab = newTab();
    const events = (await formOf(running)).map((item) => tab.answer(item.id, item.right));
    got(await saveEvents(at(early), { attemptId: running, events }));
    await recountBatch("brew", 4, START_MS);
    await endAttempt(at(early), { attemptId: running, as: "finished" });
    await sit(START_MS);
    await recountBatch("brew", 1, START_MS);
    await countEnded(START_MS);
    await sit(START_MS);
    await recountAll(2);
    await countEnded(START_MS);
    const woven = await counts();
    await recountAll(1_000);
    expect(await counts()).toEqual(woven);
  });

  test("a recount that was stopped goes on, or is forgotten and begins anew", async () => {
    const before = await counts();
    await recountBatch("brew", 3, START_MS);
    expect(await packsToRecount()).toEqual(["brew"]);
    await forgetRecount("brew");
    expect(await packsToRecount()).toEqual([]);
    await recountBatch("brew", 3, START_MS);
    await keepAnalysis(START_MS);
    expect(await packsToRecount()).toEqual([]);
    expect(await counts()).toEqual(before);
  });

  test("scores that changed are counted after a request", async () => {
    const before = await counts();
    const row = there(before.items.find(({ right, n, unit, subject }) => right < n && unit !== subject));
    const item = there(
      await reader().attemptItem.findFirst({
        where: { questionVersionId: row.unit, outcome: "wrong", attempt: { mode: "exam", state: "finished" } },
      }),
    );
    const store = (outcome: string) =>
      engine.database().transaction(async (tx) => {
        await tx.attemptItem.update({ where: { id: item.id }, data: { outcome } });
        await requestRecount(tx, "brew");
      });
    await store("right");
    await keepAnalysis(START_MS);
    const rights = (rows: typeof before.items) => rows.reduce((sum, { right }) => sum + right, 0);
    expect(rights((await counts()).items)).toBe(rights(before.items) + 1);
    await store("wrong");
    await keepAnalysis(START_MS);
    expect(await counts()).toEqual(before);
  });

  describe("figures", () => {
    test("are of the published version alone, and a family is one", async () => {
      await refreshFigures(START_MS);
      const figures = () => listFigures(reader(), "brew", { kind: "all" }, { after: null, take: 100 });
      const first = await figures();
      expect(first.map(({ subject }) => subject)).not.toContain("brew-sum-01");
      const one = there(first.find(({ subject }) => subject === "brew-q-water-two"));
      const family = there(first.find(({ subject }) => subject === "brew-sum"));
      const draws = await reader().itemStatistic.aggregate({ where: { subject: "brew-sum" }, _sum: { n: true } });
      expect(family).toMatchObject({ n: draws._sum.n, questionId: "brew-sum-01" });
      expect(one.n).toBeGreaterThan(0);
      const edit: Parameters<typeof smallPack>[0] = {
        edit: (question) => (question.id === "brew-q-water-two" ? { ...question, stem: "Another stem." } : question),
      };
      await load(packOf(edit));
      await refreshFigures(START_MS);
      expect((await figures()).map(({ subject }) => subject)).toEqual(
        first.map(({ subject }) => subject).filter((subject) => subject !== "brew-q-water-two"),
      );
      await load(packOf());
      await refreshFigures(START_MS);
    });

    test("flag the questions that deserve it, in the list and beside each draw of a family", async () => {
      // Everybody who is good at the rest takes the trap of this one, and its draws are hardly ever solved.
      // Forms are drawn by lot: as many are sat as it takes for enough answers to the one.
      let met = 0;
      for (let made = 0; met < 45 && made < 200; made += 1) {
        const falls = made % 3 === 0;
        const turned = ["brew-q-water-two", "brew-sum-01", "brew-sum-02", "brew-sum-03"];
        await sitExam(
          at(await newViewer(), START_MS),
          ({ questionId }) => {
            met += questionId === "brew-q-water-two" ? 1 : 0;
            return turned.includes(questionId) ? !falls : falls && rng() < 0.7;
          },
          "full",
        );
      }
      await keepAnalysis(START_MS);
      const list = (part: BankPart | null) => getBankAnalysis(instructor, { part, after: null });
      const instructor = at(await newViewer({ role: "instructor" }));
      const wrongKeys = there(await list("likely-wrong-key"));
      const one = there(wrongKeys.rows.find(({ subject }) => subject === "brew-q-water-two"));
      expect(one.flags[0]?.words).toMatch(/are A .* the key B/);
      const flags = await reader().questionFlag.findMany({ where: { kind: "likely-wrong-key" } });
      const flagged = flags.map(({ questionId }) => questionId);
      expect(flagged).toContain("brew-q-water-two");
      const family = wrongKeys.rows.some(({ subject }) => subject === "brew-sum");
      expect(flagged.filter((id) => id.startsWith("brew-sum-"))).toHaveLength(family ? 3 : 0);
      const all = there(await list(null));
      expect(all.rows.map(({ rank }) => rank)).toEqual(all.rows.map(({ rank }) => rank).sort((a, b) => a - b));
      expect(all.counts.get("likely-wrong-key")).toBe(wrongKeys.rows.length);
      const page = there(await findQuestionAnalysis(instructor, "brew-q-water-two"));
      expect(page.judged.statistics.n).toBe(one.n);
      expect(page.flags.map(({ kind }) => kind)).toContain("likely-wrong-key");
      const form = there(all.forms.find(({ title }) => title === "Full brew"));
      expect(form).toMatchObject({ exam: "BREW-1", length: 10 });
      expect(form.figures.reliability?.fewest).toBeGreaterThanOrEqual(30);
    });

    test("are cut into pages that follow on one another", async () => {
      const all = await listFigures(reader(), "brew", { kind: "all" }, { after: null, take: 100 });
      const paged: string[] = [];
      for (let after: string | null = null; ; ) {
        const page = await listFigures(reader(), "brew", { kind: "all" }, { after, take: 4 });
        paged.push(...page.map(({ subject }) => subject));
        after = page.at(-1)?.subject ?? null;
        if (page.length < 4) break;
      }
      expect(paged).toEqual(all.map(({ subject }) => subject));
    });

    test("of a family are those of its present draws: others ask for a recount", async () => {
      const drawsOf = async () =>
        (await reader().itemStatistic.aggregate({ where: { subject: "brew-sum" }, _sum: { n: true } }))._sum.n ?? 0;
      expect(await drawsOf()).toBeGreaterThan(0);
      const edit: Parameters<typeof smallPack>[0] = {
        edit: (question) => (question.id === "brew-q-water-one" ? { ...question, ask: "And now?" } : question),
      };
      await load(packOf(edit));
      expect(await packsToRecount()).toEqual(["brew"]);
      await keepAnalysis(START_MS);
      expect(await drawsOf()).toBe(0);
      const figures = await listFigures(reader(), "brew", { kind: "all" }, { after: null, take: 100 });
      expect(figures.map(({ subject }) => subject)).not.toContain("brew-sum");
    });
  });
});
