import { beforeAll, expect, test } from "vitest";
import { toPublic } from "@/lib/core/question/public";
import { type Question, questionSchema } from "@/lib/core/question/schema";
import { createAttempt } from "@/lib/data/attempts";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listBank } from "@/lib/data/questions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { at, got, load, newSitting, newTab, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { SECRETS, smallPack } from "@/lib/usecases/testing/small-pack";
import { checkAnswer } from "./check-answer";
import { getRoom, getRoomSync } from "./get-room";
import { startPractice } from "./start-practice";

/** Every property name anywhere in a value. */
function namesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...new Set([...own, ...Object.values(value).flatMap(namesIn)])].sort();
}

// What a browser may be told before the feedback. A name that is new here is a decision, not a detail.
const STATE = ["answer", "confidence", "end", "flagged", "highlights", "part", "revision", "start", "state", "struck"];
const HEAD = ["deadline", "id", "items", "phase", "revision", "serverNow"];
const TEXT = ["blocks", "head", "href", "inlines", "kind", "level", "ordered", "rows", "source", "text"];
const QUESTION = ["ask", "choose", "form", "options", "pick", "prompts", "question", "stem", "type"];
// `section` is the title of a part of the exam, which is null here: no lesson is told by it.
const CASE = ["of", "position", "scenario", "section", "title"];
const ROOM = ["assigned", "attemptId", "examCode", "limitMs", "mode", "startedAt"];
const ALLOWED = [...HEAD, ...STATE, ...TEXT, ...QUESTION, ...CASE, ...ROOM];
const TOKEN = /^[op][1-9]$/;

/** The same visible words with another key, and other words for all that is hidden. */
function withAnotherKey(question: Question): Question {
  const why = "Another reason, and a longer one, because everything else must not show either.";
  const hidden = { lesson: "lesson-water", difficulty: 5, counterCue: !question.counterCue, verifiedOn: "2026-12-12" };
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response": {
      const options = question.options.map(({ id, text }, index) => {
        const role = question.options.at(index - 1)?.key ? { key: true } : { trap: "trap-any-water" };
        return { id, text, why, ...role };
      });
      return questionSchema.parse({ ...question, ...hidden, options });
    }
    case "ordering":
      return {
        ...question,
        ...hidden,
        items: question.items.map((item) => ({ ...item, why })).reverse(),
        wrongOrders: [],
      };
    case "matching": {
      const prompts = question.prompts.map((prompt) => ({ ...prompt, why, answer: "part-never" }));
      return { ...question, ...hidden, prompts, wrongPairs: [] };
    }
  }
}

onBothEngines("the room", (engine) => {
  const reader = () => engine.database().reader;
  beforeAll(async () => {
    await load();
  });

  test("tells no key, reason, trap, fact, tag or authored id, whatever was answered", async () => {
    const { viewer, attemptId, form, send } = await newSitting({ blueprintId: "full" });
    const tab = newTab();
    await send(
      form.flatMap((item, index) => [
        tab.answer(item.id, index % 2 === 0 ? item.right : item.wrong),
        tab.strike(item.id, ["o1"]),
        tab.highlight(item.id, [{ part: "stem", start: 0, end: 3 }]),
        tab.confidence(item.id, "guess"),
      ]),
    );
    const { room, feedback } = there(await getRoom(at(viewer), attemptId));
    const sync = there(await getRoomSync(at(viewer), attemptId));
    expect(feedback).toEqual({});
    expect(room.items).toHaveLength(12);
    for (const sent of [room, sync]) expect(JSON.stringify(sent)).not.toMatch(SECRETS);
    expect(namesIn(room).filter((name) => !ALLOWED.includes(name) && !TOKEN.test(name))).toEqual([]);
    expect(namesIn(sync).filter((name) => ![...HEAD, ...STATE].includes(name) && !TOKEN.test(name))).toEqual([]);
    // A pilot looks like any other item.
    expect(new Set(room.items.map((item) => Object.keys(item).join()))).toHaveLength(1);
  });

  test("tells the words of the question and its case", async () => {
    const { viewer, attemptId, form } = await newSitting({ blueprintId: "full" });
    const { room } = there(await getRoom(at(viewer), attemptId));
    for (const [index, { question, presented, id }] of form.entries()) {
      const shown = there(room.items[index]);
      expect(shown.id).toBe(id);
      expect([shown.question.stem, shown.question.ask]).toEqual([question.stem, question.ask]);
      const texts = new Map(toPublic(question).options.map((option) => [option.id, option.text]));
      expect(shown.question.options).toEqual(
        presented.options.map((part, place) => ({ id: `o${place + 1}`, text: texts.get(part) })),
      );
      expect(shown.scenario?.title).toBe(question.id.includes("-q-case") ? "The tea room" : undefined);
    }
  });

  test("tells the clock by the server's time", async () => {
    const { viewer, attemptId } = await newSitting();
    const clock = { serverNow: START_MS + 7, deadline: START_MS + 120_000, phase: "running" };
    const room = await getRoom(at(viewer, START_MS + 7), attemptId);
    expect(room?.room).toMatchObject({ ...clock, startedAt: START_MS, limitMs: 120_000, examCode: "BREW-1" });
    expect(await getRoomSync(at(viewer, START_MS + 7), attemptId)).toMatchObject(clock);
  });

  test("the sync has the state of every item as the room has it", async () => {
    const { viewer, attemptId, form, send } = await newSitting({ blueprintId: "full" });
    const tab = newTab();
    await send(form.map((item) => tab.answer(item.id, item.wrong)));
    const { room } = there(await getRoom(at(viewer), attemptId));
    const { items, revision } = there(await getRoomSync(at(viewer), attemptId));
    expect(items).toEqual(room.items.map(({ id, state }) => ({ id, state })));
    expect(revision).toBe(room.revision);
  });

  test("is the same to the last character when all but the visible words is another", async () => {
    const viewer = await newViewer();
    const rooms: string[] = [];
    for (const pack of [smallPack({ id: "twin" }), smallPack({ id: "twin", edit: withAnotherKey })]) {
      const { changed } = (await load(pack)).questions;
      expect(changed).toBe(rooms.length * pack.questions.length);
      const bank = await listBank(reader(), "twin", "twin-1");
      const versions = bank.map(({ versionId }) => versionId);
      const served = await getServedQuestions(reader(), versions);
      const items = bank.map((question) => {
        const shown = toPublic(there(served.get(question.versionId)).question);
        const prompts = shown.type === "matching" ? shown.prompts.map(({ id }) => id) : [];
        const presented = { options: shown.options.map(({ id }) => id), prompts };
        const { id: questionId, versionId, caseId } = question;
        return { questionId, versionId, caseId, pilot: rooms.length > 0, presented };
      });
      const { info } = pack;
      const blueprint = there(info.exams[0]?.blueprints[0]);
      const attempt = { packId: "twin", examId: "twin-1", mode: "exam", title: "Twins", seed: "twins" } as const;
      const clock = { deadline: START_MS + 1, limitMs: 1, extraTime: "none" } as const;
      const plan = { kind: "blueprint", blueprint } as const;
      const attemptId = await engine
        .database()
        .transaction((tx) => createAttempt(tx, viewer, { ...attempt, ...clock, plan, items }, START_MS));
      const [room, sync] = [await getRoom(at(viewer), attemptId), await getRoomSync(at(viewer), attemptId)];
      rooms.push(JSON.stringify([there(room).room, sync]));
    }
    const [one = "", two = ""] = rooms;
    const anonymous = (text: string) => text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id");
    expect(one).toHaveLength(two.length);
    expect(anonymous(one)).toBe(anonymous(two));
    expect(anonymous(one)).not.toBe(one);
  });

  test("in practice the feedback comes beside the room, for checked questions alone", async () => {
    const viewer = await newViewer();
    const wish = { lessons: [], types: [], count: 5, from: "unseen" as const };
    const { attemptId } = got(await startPractice({ viewer, now: START_MS }, wish));
    const [first] = there(await getRoom(at(viewer), attemptId)).room.items;
    const { id, question } = there(first);
    const chosen = there(question.options[0]).id;
    const value = {
      "multiple-choice": chosen,
      "multiple-response": [chosen],
      ordering: [chosen],
      matching: { p1: chosen },
    }[question.type];
    await checkAnswer(at(viewer), { attemptId, event: newTab().answer(id, value) });
    const { room, feedback } = there(await getRoom(at(viewer), attemptId));
    expect(Object.keys(feedback)).toEqual([id]);
    expect(JSON.stringify(feedback)).toMatch(SECRETS);
    expect(JSON.stringify(room)).not.toMatch(SECRETS);
    expect(JSON.stringify(await getRoomSync(at(viewer), attemptId))).not.toMatch(SECRETS);
  });
});
