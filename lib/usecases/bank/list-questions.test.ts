import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import type { AddressParams } from "@/lib/core/authoring/bank/bank-query";
import { cursorOf } from "@/lib/core/authoring/bank/bank-query";
import type { Question } from "@/lib/core/question/schema";
import { listBankPage } from "@/lib/data/bank-list";
import { retireQuestion } from "@/lib/data/questions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { openDraft } from "@/lib/usecases/authoring/drafts";
import { at, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { smallPack, withFamilies } from "@/lib/usecases/testing/small-pack";
import { listQuestions } from "./list-questions";

const days = ["2025-11-22", "2025-11-23", "2026-02-01", "2026-11-01"];

/** The small pack with days of verification, words and numbers that tell its questions apart. */
const told = () => {
  let count = 0;
  const edit = (question: Question): Question => ({
    ...question,
    verifiedOn: there(days[count++ % days.length]),
    stem: question.id.endsWith("water-one")
      ? `Grünes WASSER für 100 % der Gäste, a_b. ${question.stem}`
      : question.stem,
  });
  return withFamilies(smallPack({ edit }), [{ family: "brew-family", like: "brew-q-heat-one", draws: 4 }]);
};

onBothEngines("the list of the bank", (engine) => {
  let instructor: Viewer;
  const list = async (params: AddressParams = {}) => there(await listQuestions(at(instructor), params));
  const found = async (params: AddressParams) => {
    const { rows, total, unreadable } = await list(params);
    expect([rows.length, unreadable]).toEqual([total, []]);
    return rows.map(({ id }) => id.replace("brew-q-", "")).sort();
  };

  beforeAll(async () => {
    await load(told());
    instructor = await newViewer({ role: "instructor" });
    await engine.database().transaction((tx) => retireQuestion(tx, "brew-q-heat-two", START_MS));
  });

  test.each<{ text: string; ids: string[] }>([
    { text: "water-one", ids: ["water-one"] },
    { text: "grünes wasser", ids: ["water-one"] },
    { text: "GRÜNES", ids: ["water-one"] },
    { text: "WASSER GRU\u0308NES", ids: ["water-one"] },
    { text: '"wasser grünes"', ids: [] },
    { text: "gruenes", ids: [] },
    { text: "100 %", ids: ["water-one"] },
    { text: "1%0", ids: [] },
    { text: "a_b", ids: ["water-one"] },
    { text: "W_SSER", ids: [] },
    { text: "boil the pot of time two", ids: ["time-two"] },
    { text: "green leaves in", ids: ["pairs"] },
    { text: "tea room opens", ids: ["case-heat", "case-time"] },
    { text: "because of time two", ids: [] },
  ])("the text <$text> finds $ids", async ({ text, ids }) => {
    expect(await found({ text })).toEqual(ids);
  });

  test.each<{ name: string; params: AddressParams; ids: string[] }>([
    {
      name: "a lesson, without draws",
      params: { lesson: "lesson-water", draws: "without" },
      ids: ["water-one", "water-pair", "water-three", "water-two"],
    },
    { name: "a type", params: { type: "ordering" }, ids: ["steps"] },
    {
      name: "a trap with its sub-traps",
      params: { trap: "trap-always-boil", draws: "without", lesson: "lesson-heat" },
      ids: ["case-heat", "heat-four", "heat-one", "heat-pair", "heat-three", "steps"],
    },
    { name: "a sub-trap alone", params: { trap: "trap-boil-green", lesson: "lesson-heat" }, ids: ["heat-three"] },
    { name: "no such trap", params: { trap: "trap" }, ids: [] },
    { name: "retired", params: { state: "retired" }, ids: ["heat-two"] },
    { name: "counter-cue", params: { counter: "only" }, ids: ["time-one", "water-two"] },
    {
      name: "counter-cue, retired too",
      params: { counter: "only", state: "all" },
      ids: ["heat-two", "time-one", "water-two"],
    },
    { name: "a difficulty", params: { difficulty: "5" }, ids: ["heat-four", "water-three"] },
    { name: "another exam", params: { exam: "other-1" }, ids: [] },
    { name: "draws", params: { draws: "only" }, ids: ["01", "02", "03", "04"].map((n) => `brew-family-${n}`) },
    {
      name: "over a year ago",
      params: { age: "stale", draws: "without" },
      ids: ["heat-one", "heat-pair", "time-three", "water-three"],
    },
    { name: "since a day", params: { since: "2026-11-01", counter: "only", state: "all" }, ids: ["water-two"] },
  ])("$name", async ({ params, ids }) => {
    expect(await found(params)).toEqual(ids);
  });

  test("what item analysis found narrows the list", async () => {
    const [first] = await found({ type: "ordering" });
    await engine
      .database()
      .transaction((tx) =>
        tx.questionFlag.create({ data: { questionId: `brew-q-${there(first)}`, kind: "dead-distractor" } }),
      );
    expect(await found({ flag: "dead-distractor" })).toEqual([first]);
    expect(await found({ flag: "drifting" })).toEqual([]);
  });

  test.each(["id", "verified", "-verified", "difficulty", "-difficulty"] as const)(
    "pages by %s follow each other there and back, and new questions move none",
    async (sort) => {
      const { reader } = engine.database();
      const selection = { packId: "brew", filter: {}, traps: [], today: "2026-11-23" };
      const page = (place: { after?: string; before?: string }) => {
        const cursor = (text: string | undefined) => {
          const [key, id] = text?.includes("~") ? text.split("~") : [null, text];
          return id === undefined ? null : { key: key ?? null, id };
        };
        return listBankPage(reader, selection, { sort, after: cursor(place.after), before: cursor(place.before) }, 4);
      };
      const pages: string[][] = [];
      let at = await page({});
      expect(at.hasBefore).toBe(false);
      for (;;) {
        pages.push(at.rows.map(({ id }) => id));
        if (!at.hasAfter) break;
        at = await page({ after: cursorOf(there(at.rows.at(-1)), sort) });
        expect(at.hasBefore).toBe(true);
      }
      const all = pages.flat();
      expect([all.length, new Set(all).size]).toEqual([at.total, at.total]);
      const back = [pages.at(-1)];
      while (at.hasBefore) {
        at = await page({ before: cursorOf(there(at.rows[0]), sort) });
        back.unshift(at.rows.map(({ id }) => id));
      }
      expect(back).toEqual(pages);

      // Between the reading of two pages somebody adds a question that stands before both.
      const [one, two] = pages;
      const first = there((await page({})).rows.at(-1));
      const id = sort.startsWith("-") ? "brew-z-new" : "brew-a-new";
      const row = there(await reader.question.findFirst({ where: { id: there(one?.[0]) } }));
      await engine.database().transaction(async (tx) => {
        await tx.question.create({ data: { ...row, id, versionId: `v-${id}` } });
        const version = there(await tx.questionVersion.findFirst({ where: { id: there(row.versionId) } }));
        await tx.questionVersion.create({ data: { ...version, id: `v-${id}`, questionId: id } });
      });
      expect((await page({ after: cursorOf(first, sort) })).rows.map((row) => row.id)).toEqual(two);
      await engine.database().transaction(async (tx) => {
        await tx.questionVersion.delete({ where: { id: `v-${id}` } });
        await tx.question.delete({ where: { id } });
      });
    },
  );

  test("what finds nothing says what each part of the filter costs", async () => {
    const { rows, relax } = await list({ type: "ordering", lesson: "lesson-water", text: "tea" });
    expect(rows).toEqual([]);
    expect(relax).toEqual([
      { field: "lesson", total: 1 },
      { field: "type", total: 4 },
    ]);
  });

  test("an open draft is shown at its question", async () => {
    await openDraft(at(instructor), { questionId: "brew-q-case-heat" });
    const { rows } = await list({ text: "case" });
    expect(rows.map(({ id, draftId }) => [id, draftId !== null])).toEqual([
      ["brew-q-case-heat", true],
      ["brew-q-case-time", true],
    ]);
  });

  test("a question that was stored before there was a search is filled by the next load", async () => {
    await engine.database().transaction((tx) => tx.question.updateMany({ data: { searchText: "", verifiedOn: "" } }));
    expect(await found({ text: "grünes" })).toEqual([]);
    await load(told());
    expect(await found({ text: "grünes", since: "2025-01-01" })).toEqual(["water-one"]);
  });

  test.each(["learner", "lead"] as const)("a %s finds nothing", async (role) => {
    expect(await listQuestions(at(await newViewer({ role })), {})).toBeNull();
  });
});
