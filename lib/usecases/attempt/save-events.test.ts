import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import type { Answer } from "@/lib/core/question/answer";
import type { Kind } from "@/lib/core/question/schema";
import { listItems } from "@/lib/data/attempts";
import { listEvents } from "@/lib/data/responses";
import { onBothEngines } from "@/lib/data/testing/engines";
import {
  at,
  type FormItem,
  formOf,
  got,
  load,
  newSitting,
  newTab,
  START_MS,
  startedExam,
  there,
} from "@/lib/usecases/testing/scene";
import { endAttempt } from "./end-attempt";
import { getRoomSync } from "./get-room";
import { saveEvents } from "./save-events";

const ofType = (form: readonly FormItem[], type: Kind): FormItem =>
  there(form.find(({ question }) => question.type === type));

onBothEngines("saving events", (engine) => {
  const reader = () => engine.database().reader;
  beforeAll(async () => {
    await load();
  });

  const stateOf = async (viewer: Viewer, attemptId: string, itemId: string) =>
    there(there(await getRoomSync(at(viewer), attemptId)).items.find(({ id }) => id === itemId)).state;

  const statesOf = async (attemptId: string) =>
    new Map((await listItems(reader(), attemptId)).map(({ id, state }) => [id, state]));

  test("every kind of event is stored and acknowledged", async () => {
    const { viewer, attemptId, item, send } = await newSitting();
    const tab = newTab();
    const highlight = { part: "stem", start: 3, end: 9 } as const;
    const sent = [
      tab.visit(item.id, true, START_MS),
      tab.answer(item.id, item.right),
      tab.flag(item.id, true),
      tab.strike(item.id, ["o2", "o4"]),
      tab.highlight(item.id, [highlight]),
      tab.confidence(item.id, "unsure"),
      tab.visit(item.id, false, START_MS + 4_000),
    ];
    const acks = await send(sent, START_MS + 5_000);
    const stored = { value: item.right, revision: 1, at: START_MS + 5_000 };
    expect(acks).toEqual(
      sent.map(({ clientId, clientSeq, itemId }) => ({
        clientId,
        clientSeq,
        itemId,
        outcome: "stored",
        stored: clientSeq === 1 ? { value: null, revision: 0, at: null } : stored,
      })),
    );
    expect(await stateOf(viewer, attemptId, item.id)).toEqual({
      answer: item.right,
      revision: 1,
      flagged: true,
      struck: ["o2", "o4"],
      highlights: [highlight],
      confidence: "unsure",
    });
    const log = await listEvents(reader(), attemptId);
    expect(log.map(({ seq, event }) => [seq, event.kind])).toEqual(sent.map(({ kind }, index) => [index + 1, kind]));
  });

  test("what was sent before is a duplicate and changes nothing", async () => {
    const { attemptId, item, send } = await newSitting();
    const tab = newTab();
    const sent = [tab.answer(item.id, item.wrong), tab.flag(item.id, true), tab.answer(item.id, item.right)];
    await send(sent);
    const [log, states] = [await listEvents(reader(), attemptId), await statesOf(attemptId)];
    const acks = await send([...sent, ...sent], START_MS + 9_000);
    expect(acks.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => "duplicate"));
    expect(acks.every(({ stored }) => stored.value === item.right && stored.revision === 2)).toBe(true);
    expect([await listEvents(reader(), attemptId), await statesOf(attemptId)]).toEqual([log, states]);
  });

  test("an event that stands twice in one batch counts once", async () => {
    const { attemptId, item, send } = await newSitting();
    const event = newTab().answer(item.id, item.right);
    expect((await send([event, event])).map(({ outcome }) => outcome)).toEqual(["stored", "duplicate"]);
    expect(await listEvents(reader(), attemptId)).toHaveLength(1);
  });

  test("an answer that did not know another tab's is a conflict: kept, told, and without effect", async () => {
    const { viewer, attemptId, item, send } = await newSitting();
    const [left, right] = [newTab("tab-left"), newTab("tab-right")];
    await send([left.answer(item.id, item.right)], START_MS + 1_000);
    const before = await statesOf(attemptId);
    const acks = await send([right.answer(item.id, item.wrong)], START_MS + 2_000);
    expect(acks).toMatchObject([
      { outcome: "conflict", stored: { value: item.right, revision: 1, at: START_MS + 1_000 } },
    ]);
    expect(await statesOf(attemptId)).toEqual(before);
    const log = await listEvents(reader(), attemptId);
    expect(log.map(({ event, outcome }) => [event.clientId, outcome])).toEqual([
      ["tab-left", "stored"],
      ["tab-right", "conflict"],
    ]);
    // Once it knows, it may.
    const [ack] = await send([right.answer(item.id, item.wrong, { base: 1 })], START_MS + 3_000);
    expect(ack).toMatchObject({ outcome: "stored", stored: { value: item.wrong, revision: 2 } });
    expect((await stateOf(viewer, attemptId, item.id)).answer).toEqual(item.wrong);
  });

  test("marks of two tabs never conflict, and the same answer from both is none", async () => {
    const { item, send } = await newSitting();
    const [left, right] = [newTab("tab-left"), newTab("tab-right")];
    await send([left.answer(item.id, item.right), left.flag(item.id, true)]);
    const acks = await send([right.flag(item.id, false), right.answer(item.id, item.right)]);
    expect(acks.map(({ outcome }) => outcome)).toEqual(["stored", "stored"]);
  });

  test("an older event of the same tab that arrives later is kept and overwrites nothing", async () => {
    const { viewer, attemptId, item, send } = await newSitting();
    const tab = newTab();
    const first = [tab.answer(item.id, item.wrong), tab.flag(item.id, true)];
    const last = [tab.answer(item.id, item.right), tab.flag(item.id, false)];
    await send(last);
    expect((await send(first)).map(({ outcome }) => outcome)).toEqual(["stored", "stored"]);
    expect(await stateOf(viewer, attemptId, item.id)).toMatchObject({ answer: item.right, flagged: false });
    expect(await listEvents(reader(), attemptId)).toHaveLength(4);
  });

  describe("in a form of all types", () => {
    let sitting: Awaited<ReturnType<typeof newSitting>>;
    beforeAll(async () => {
      sitting = await newSitting({ blueprintId: "full" });
    });

    test.each<Kind>(["multiple-choice", "multiple-response", "ordering", "matching"])(
      "an answer to a %s question comes back in the learner's tokens",
      async (type) => {
        const { viewer, attemptId, form, send } = sitting;
        const item = ofType(form, type);
        const tab = newTab();
        for (const value of [item.wrong, null, item.right]) {
          expect(await send([tab.answer(item.id, value)])).toMatchObject([{ outcome: "stored", stored: { value } }]);
        }
        expect((await stateOf(viewer, attemptId, item.id)).revision).toBe(3);
      },
    );

    const cases: { name: string; type: Kind; value: Answer }[] = [
      { name: "a token that stands for nothing", type: "multiple-choice", value: "o9" },
      { name: "an authored id", type: "multiple-choice", value: "part-second" },
      { name: "several options where one is asked for", type: "multiple-choice", value: ["o1", "o2"] },
      { name: "one option where a set is asked for", type: "multiple-response", value: "o1" },
      { name: "an option twice", type: "multiple-response", value: ["o1", "o1"] },
      { name: "more options than asked for", type: "multiple-response", value: ["o1", "o2", "o3"] },
      { name: "a token of zero", type: "multiple-response", value: ["o0"] },
      { name: "an item in two places", type: "ordering", value: ["o1", "o1"] },
      { name: "more items than places", type: "ordering", value: ["o1", "o2", "o3", "o4"] },
      { name: "an unknown prompt", type: "matching", value: { p9: "o1" } },
      { name: "an option in a prompt's place", type: "matching", value: { o1: "o1" } },
      { name: "an unknown response", type: "matching", value: { p1: "o9" } },
    ];
    test.each(cases)("$name is refused ($type), and the rest of the batch is stored", async ({ type, value }) => {
      const { attemptId, form, send } = sitting;
      const item = ofType(form, type);
      const before = (await statesOf(attemptId)).get(item.id)?.answer;
      const tab = newTab();
      const sent = [tab.answer(item.id, value), tab.flag(item.id, true)];
      expect((await send(sent)).map(({ outcome }) => outcome)).toEqual(["refused", "stored"]);
      const log = await listEvents(reader(), attemptId);
      expect(log.flatMap(({ event }) => (event.clientId === sent[0]?.clientId ? [event.kind] : []))).toEqual(["flag"]);
      expect((await statesOf(attemptId)).get(item.id)?.answer).toEqual(before);
    });

    test("a strike of what is no option is refused", async () => {
      const { item, send } = sitting;
      const tab = newTab();
      const acks = await send([tab.strike(item.id, ["o1", "o9"]), tab.strike(item.id, ["part-second"])]);
      expect(acks.map(({ outcome }) => outcome)).toEqual(["refused", "refused"]);
    });
  });

  test("items of nobody, of somebody else's attempt and of an earlier attempt of one's own are refused", async () => {
    const { viewer, attemptId: earlier, item: past } = await newSitting();
    await endAttempt(at(viewer), { attemptId: earlier, as: "abandoned" });
    const theirs = await newSitting();
    const attemptId = await startedExam(at(viewer));
    const [item] = await formOf(attemptId);
    const tab = newTab();
    const ids = ["no-such-item", theirs.item.id, past.id];
    const events = [...ids.map((id) => tab.answer(id, "o1")), tab.flag(there(item).id, true)];
    const { acks } = got(await saveEvents(at(viewer), { attemptId, events }));
    expect(acks.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "refused", "stored"]);
    expect(acks.slice(0, 3).map(({ stored }) => stored.value)).toEqual([null, null, null]);
    const logs = await Promise.all([theirs.attemptId, earlier, attemptId].map((id) => listEvents(reader(), id)));
    expect(logs.map((log) => log.length)).toEqual([0, 0, 1]);
  });
});
