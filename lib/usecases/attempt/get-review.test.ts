import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { onBothEngines } from "@/lib/data/testing/engines";
import {
  at,
  formOf,
  got,
  load,
  newSitting,
  newTab,
  newViewer,
  START_MS,
  startedExam,
  there,
} from "@/lib/usecases/testing/scene";
import { smallPack } from "@/lib/usecases/testing/small-pack";
import { checkAnswer } from "./check-answer";
import { endAttempt } from "./end-attempt";
import { getReview, REVIEW_FILTERS, type Review } from "./get-review";
import { listHistory } from "./list-history";
import { startPractice } from "./start-practice";

const LATER_MS = START_MS + 100_000;

onBothEngines("the review", () => {
  beforeAll(async () => {
    await load();
  });

  const finish = (viewer: Viewer, attemptId: string) => endAttempt(at(viewer, LATER_MS), { attemptId, as: "finished" });
  const review = async (viewer: Viewer, attemptId: string, filter: (typeof REVIEW_FILTERS)[number] = "all") =>
    there(await getReview(at(viewer, LATER_MS), attemptId, filter));
  const placesOf = ({ items }: Review) => items.map(({ place }) => place);

  test("shows every question with its answer and feedback, pilots named", async () => {
    const { viewer, attemptId, form, send } = await newSitting({ blueprintId: "full" });
    const tab = newTab();
    await send(form.slice(1).map((item, index) => tab.answer(item.id, index % 2 === 0 ? item.right : item.wrong)));
    await finish(viewer, attemptId);
    const { items } = await review(viewer, attemptId);
    expect(items.map(({ place, pilot }) => [place, pilot])).toEqual(form.map(({ pilot }, index) => [index + 1, pilot]));
    for (const [index, { item, outcome, feedback, path }] of items.entries()) {
      const { right, wrong, trap, id } = there(form[index]);
      const expected = index === 0 ? "unanswered" : index % 2 === 1 ? "right" : "wrong";
      const answer = { unanswered: null, right, wrong }[expected];
      expect([item.id, outcome, item.state.answer]).toEqual([id, expected, answer]);
      expect(feedback).toMatchObject({ outcome: expected, key: right });
      expect(feedback?.trapsTaken.map((taken) => taken.id)).toEqual(expected === "wrong" ? [trap] : []);
      expect(path.map((step) => step.answer)).toEqual(answer === null ? [] : [answer]);
    }
  });

  test("the path has every answer in order, those in conflict and those too late along", async () => {
    const { viewer, attemptId, item, send } = await newSitting();
    const [tab, other] = [newTab(), newTab()];
    await send([tab.answer(item.id, item.wrong), tab.flag(item.id, true)], START_MS + 5_000);
    const another = item.wrong === "o1" ? "o2" : "o1";
    await send([other.answer(item.id, another)], START_MS + 6_000);
    await send([tab.answer(item.id, null)], START_MS + 7_000);
    await send([tab.answer(item.id, item.right)], START_MS + 8_000);
    await finish(viewer, attemptId);
    await send([tab.answer(item.id, item.wrong)], LATER_MS + 1);
    const { items } = await review(viewer, attemptId);
    const shown = there(items.find((one) => one.item.id === item.id));
    expect(shown.path).toEqual([
      { answer: item.wrong, outcome: "stored", afterMs: 5_000 },
      { answer: another, outcome: "conflict", afterMs: 6_000 },
      { answer: null, outcome: "stored", afterMs: 7_000 },
      { answer: item.right, outcome: "stored", afterMs: 8_000 },
      { answer: item.wrong, outcome: "late", afterMs: 100_001 },
    ]);
    expect([shown.outcome, shown.change]).toEqual(["right", "wrong-to-right"]);
  });

  test("says what changing the answer did", async () => {
    const { viewer, attemptId, form, send } = await newSitting({ blueprintId: "full" });
    const tab = newTab();
    const choices = form.filter(({ question }) => question.type === "multiple-choice");
    const [one, two, three, four, five] = choices.map((item) => {
      const token = (id: string) => `o${item.presented.options.indexOf(id) + 1}`;
      return { id: item.id, key: token("part-second"), trap: token("part-first"), other: token("part-fourth") };
    });
    const ways = [
      { item: there(one), answers: ["key", "trap"] as const, change: "right-to-wrong" },
      { item: there(two), answers: ["trap", "key"] as const, change: "wrong-to-right" },
      { item: there(three), answers: ["trap", "other"] as const, change: "wrong-to-wrong" },
      { item: there(four), answers: ["key", "trap", "key"] as const, change: "none" },
      { item: there(five), answers: ["trap", "trap"] as const, change: "none" },
    ];
    await send(ways.flatMap(({ item, answers }) => answers.map((answer) => tab.answer(item.id, item[answer]))));
    await finish(viewer, attemptId);
    const { items } = await review(viewer, attemptId);
    const changes = new Map(items.map(({ item, change }) => [item.id, change]));
    expect(ways.map(({ item }) => changes.get(item.id))).toEqual(ways.map(({ change }) => change));
  });

  test.each([
    { spentMs: 60_000, slow: false },
    { spentMs: 60_001, slow: true },
  ])("$spentMs ms on one question beside short ones: slow is $slow", async ({ spentMs, slow }) => {
    const { viewer, attemptId, form, send } = await newSitting({ blueprintId: "full" });
    const tab = newTab();
    let clock = START_MS;
    const visits = form.map((item, index) => {
      const event = tab.visit(item.id, true, clock);
      clock += index === 4 ? spentMs : 2_000;
      return event;
    });
    await send([...visits, tab.visit(there(form.at(-1)).id, false, clock)]);
    await finish(viewer, attemptId);
    const { items } = await review(viewer, attemptId);
    expect(items.map((item) => item.spentMs)).toEqual(form.map((_, index) => (index === 4 ? spentMs : 2_000)));
    expect(items.map((item) => item.slow)).toEqual(form.map((_, index) => index === 4 && slow));
  });

  test("the filters pick what they name, and the counts are those of the whole", async () => {
    const { viewer, attemptId, form, send } = await newSitting({ blueprintId: "full" });
    const tab = newTab();
    const [first, second, third] = form.map(({ id }) => id);
    await send(form.slice(1).map((item) => tab.answer(item.id, item.right)));
    await send([
      tab.flag(there(second), true),
      tab.flag(there(third), true),
      tab.flag(there(third), false),
      tab.answer(there(third), there(form[2]).wrong),
      tab.visit(there(first), true, START_MS),
      tab.visit(there(first), false, START_MS + 90_000),
    ]);
    await finish(viewer, attemptId);
    const all = form.map((_, index) => index + 1);
    const expected = { all, wrong: [1, 3], flagged: [2], changed: [3], slow: [1] };
    const counts = { all: 12, wrong: 2, flagged: 1, changed: 1, slow: 1 };
    for (const filter of REVIEW_FILTERS) {
      const found = await review(viewer, attemptId, filter);
      expect([filter, placesOf(found)]).toEqual([filter, expected[filter]]);
      expect(found.counts).toEqual(counts);
    }
  });

  test("gives the day of the last verification, though the version is the one that was served", async () => {
    const pack = smallPack({ id: "dated" });
    await load(pack);
    const viewer = await newViewer({ examId: "dated-1" });
    const { attemptId } = got(
      await startPractice(at(viewer), { lessons: [], types: ["ordering"], count: 1, from: "unseen" }),
    );
    const [item] = await formOf(attemptId);
    const { id, right } = there(item);
    const { feedback } = got(await checkAnswer(at(viewer), { attemptId, event: newTab().answer(id, right) }));
    await finish(viewer, attemptId);
    await load(smallPack({ id: "dated", edit: (question) => ({ ...question, verifiedOn: "2026-12-24" }) }), LATER_MS);
    const { items } = await review(viewer, attemptId);
    expect([feedback.verifiedOn, items[0]?.feedback?.verifiedOn]).toEqual(["2026-11-01", "2026-12-24"]);
  });

  describe("keeps back", () => {
    test("the feedback on questions that a running exam of the learner has, until it is over", async () => {
      const { viewer, attemptId } = await newSitting({ blueprintId: "full" });
      await finish(viewer, attemptId);
      const running = await startedExam(at(viewer, LATER_MS), "full");
      const again = new Set((await formOf(running)).map(({ questionId }) => questionId));
      const form = await formOf(attemptId);
      const { items } = await review(viewer, attemptId);
      expect(items.map(({ feedback }) => feedback === null)).toEqual(
        form.map(({ questionId }) => again.has(questionId)),
      );
      expect(items.filter(({ feedback }) => feedback === null).length).toBeGreaterThanOrEqual(8);
      await endAttempt(at(viewer, LATER_MS), { attemptId: running, as: "abandoned" });
      expect((await review(viewer, attemptId)).items.every(({ feedback }) => feedback !== null)).toBe(true);
    });

    test("everything while the attempt runs, and for good when it was given up", async () => {
      const { viewer, attemptId } = await newSitting();
      expect(await getReview(at(viewer), attemptId, "all")).toBeNull();
      await endAttempt(at(viewer), { attemptId, as: "abandoned" });
      expect(await getReview(at(viewer), attemptId, "all")).toBeNull();
    });
  });

  test("the history lists the learner's own attempts, newest first, page by page", async () => {
    const viewer = await newViewer();
    const made: string[] = [];
    for (const day of [0, 1, 2]) {
      const now = START_MS + day * 86_400_000;
      made.unshift(await startedExam(at(viewer, now)));
      await endAttempt(at(viewer, now), { attemptId: there(made[0]), as: "finished" });
    }
    const first = await listHistory(at(viewer, LATER_MS), { before: null, take: 2 });
    expect([first.entries.map(({ attempt }) => attempt.id), first.more]).toEqual([made.slice(0, 2), true]);
    expect(first.entries[0]?.examCode).toBe("BREW-1");
    const before = there(first.entries.at(-1)).attempt.startedAt;
    const rest = await listHistory(at(viewer, LATER_MS), { before, take: 2 });
    expect([rest.entries.map(({ attempt }) => attempt.id), rest.more]).toEqual([made.slice(2), false]);
  });
});
