import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { applyEvent, emptyItemState, type ItemState } from "@/lib/core/attempt/item-state";
import type { Answer } from "@/lib/core/question/answer";
import { listItems } from "@/lib/data/attempts";
import { listEvents } from "@/lib/data/responses";
import { onBothEngines } from "@/lib/data/testing/engines";
import { at, got, load, newSitting, newTab, onAnotherServer, START_MS, there } from "@/lib/usecases/testing/scene";
import { saveEvents } from "./save-events";

onBothEngines("the log of events", (engine) => {
  const reader = () => engine.database().reader;
  beforeAll(async () => {
    await load();
  });

  /** What the log alone says of every item: its stored events applied in the order of arrival. */
  async function replayed(attemptId: string): Promise<Map<string, ItemState>> {
    const states = new Map<string, ItemState>();
    for (const { event, outcome, serverAt } of await listEvents(reader(), attemptId)) {
      const before = states.get(event.itemId) ?? emptyItemState;
      const applied = applyEvent(before, event, serverAt);
      if (outcome !== "late") expect([event, applied.outcome]).toEqual([event, outcome]);
      states.set(event.itemId, outcome === "late" ? before : applied.state);
    }
    return states;
  }
  const statesOf = async (attemptId: string) =>
    new Map((await listItems(reader(), attemptId)).map(({ id, state }) => [id, state]));

  test("the log played again gives the stored states, whatever came in whatever batches", async () => {
    const step = fc.record({
      tab: fc.constantFrom("tab-one-1", "tab-two-2"),
      item: fc.nat(1),
      kind: fc.constantFrom("right", "wrong", "clear", "flag", "unflag", "strike", "sure"),
      base: fc.nat(3),
      batch: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        const { attemptId, form, send } = await newSitting();
        const tabs = new Map(["tab-one-1", "tab-two-2"].map((id) => [id, newTab(id)]));
        const made = steps.map(({ tab: id, item: place, kind, base, batch }) => {
          const [tab, item] = [there(tabs.get(id)), there(form[place])];
          const values: Record<string, Answer> = { right: item.right, wrong: item.wrong, clear: null };
          if (kind in values) return { batch, event: tab.answer(item.id, values[kind] ?? null, { base }) };
          if (kind === "strike") return { batch, event: tab.strike(item.id, [`o${base + 1}`]) };
          if (kind === "sure") return { batch, event: tab.confidence(item.id, "sure") };
          return { batch, event: tab.flag(item.id, kind === "flag") };
        });
        // Batches come in any order, as retries and slow lines make them.
        for (const batch of [3, 0, 5, 1, 4, 2]) {
          const events = made.filter((one) => one.batch === batch).map(({ event }) => event);
          const acks = await send(events, START_MS + batch * 1_000);
          expect(acks.every(({ outcome }) => outcome === "stored" || outcome === "conflict")).toBe(true);
        }
        const fromLog = await replayed(attemptId);
        for (const [id, state] of await statesOf(attemptId)) expect(fromLog.get(id) ?? emptyItemState).toEqual(state);
      }),
      { seed: 20261123, numRuns: 4 },
    );
  });

  test("batches of two tabs at once, on two servers: every acknowledged event is in the log, once", async () => {
    const { viewer, attemptId, item } = await newSitting();
    const other = await engine.openAgain();
    const batches = ["tab-left", "tab-right"].flatMap((id) => {
      const tab = newTab(id);
      return Array.from({ length: 10 }, (_, round) => [
        tab.answer(item.id, round % 2 === 0 ? item.right : item.wrong, { base: round }),
        tab.flag(item.id, round % 2 === 0),
      ]);
    });
    const replies = await Promise.all(
      batches.map((events, index) => {
        const save = () => saveEvents(at(viewer, START_MS + index), { attemptId, events });
        return index % 3 === 2 ? onAnotherServer(other, save) : save();
      }),
    );
    const acks = replies.flatMap((reply) => got(reply).acks);
    const log = await listEvents(reader(), attemptId);
    const line = (of: { clientId: string; clientSeq: number }, outcome: string) =>
      `${of.clientId}/${of.clientSeq} ${outcome}`;
    expect(acks).toHaveLength(40);
    expect(log.map(({ event, outcome }) => line(event, outcome)).sort()).toEqual(
      acks.map((ack) => line(ack, ack.outcome)).sort(),
    );
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    expect((await replayed(attemptId)).get(item.id)).toEqual((await statesOf(attemptId)).get(item.id));
  });

  test("one batch sent ten times at once is stored once", async () => {
    const { viewer, attemptId, item } = await newSitting();
    const tab = newTab();
    const events = [tab.answer(item.id, item.wrong), tab.answer(item.id, item.right)];
    const replies = await Promise.all(Array.from({ length: 10 }, () => saveEvents(at(viewer), { attemptId, events })));
    const outcomes = replies.flatMap((reply) => got(reply).acks.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === "stored")).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome === "duplicate")).toHaveLength(18);
    expect(await listEvents(reader(), attemptId)).toHaveLength(2);
  });

  test("a full batch of 200 events, each of another tab, is stored whole", async () => {
    const { attemptId, form, send } = await newSitting();
    const events = Array.from({ length: 200 }, (_, index) =>
      newTab().flag(there(form[index % form.length]).id, index % 2 === 0),
    );
    const acks = await send(events);
    expect(acks.every(({ outcome }) => outcome === "stored")).toBe(true);
    expect(await listEvents(reader(), attemptId)).toHaveLength(200);
  });
});
