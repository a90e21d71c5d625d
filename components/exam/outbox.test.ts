import { describe, expect, test, vi } from "vitest";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import { createOutbox } from "./outbox";
import type { EventStore } from "./saving/event-store";
import { eventKey } from "./saving/local-state";
import { snapshotOfRoom } from "./saving/snapshot";
import { createFakeServer } from "./saving/testing/fake-server";
import { createMemoryStore } from "./saving/testing/memory-store";

const event = (clientSeq: number): AttemptEvent => ({
  clientId: "client-one",
  clientSeq,
  itemId: "i1",
  baseRevision: 0,
  clientAt: 0,
  kind: "flag",
  value: true,
});
const keys = (events: readonly AttemptEvent[]): number[] => events.map((each) => each.clientSeq);
const snapshot = snapshotOfRoom(createFakeServer().server.room());
const settlement = (...removed: AttemptEvent[]) => ({ removed: removed.map(eventKey), rebased: [], snapshot });
const broken = (): Promise<never> => Promise.reject(new Error("the disk is full"));

test("events come back in the order in which they were made, also those still on their way to the device", async () => {
  const outbox = createOutbox(Promise.resolve(createMemoryStore()), () => undefined);
  const adding = [outbox.add(event(1)), outbox.add(event(2)), outbox.add(event(3))];
  expect(keys((await outbox.load()).events)).toEqual([1, 2, 3]);
  await Promise.all(adding);
  expect(keys((await outbox.load()).events)).toEqual([1, 2, 3]);
});

test("without a device's store everything works in memory, and that is said once", async () => {
  const onMemory = vi.fn();
  const outbox = createOutbox(broken(), onMemory);
  await outbox.add(event(1));
  await outbox.add(event(2));
  await outbox.saveIntent({ reason: "ended", wantedAt: 5 });
  await outbox.settle(settlement(event(1)));
  expect(await outbox.load()).toEqual({ events: [event(2)], snapshot, intent: { reason: "ended", wantedAt: 5 } });
  expect(outbox.storage()).toBe("memory");
  expect(onMemory).toHaveBeenCalledOnce();
});

describe("a device that fails in the middle", () => {
  const failing = (device: EventStore, what: keyof EventStore): EventStore => ({ ...device, [what]: broken });

  test("keeps what it has; what it does not take stays in memory, behind it", async () => {
    const device = createMemoryStore();
    let full = false;
    const filling: EventStore = { ...device, add: (each) => (full ? broken() : device.add(each)) };
    const outbox = createOutbox(Promise.resolve(filling), () => undefined);
    await outbox.add(event(1));
    full = true;
    await outbox.add(event(2));
    full = false;
    await outbox.add(event(3));
    expect(keys((await outbox.load()).events)).toEqual([1, 2, 3]);
    expect(keys((await device.load()).events)).toEqual([1]);
    expect(outbox.storage()).toBe("memory");
  });

  test("does not make this page send again what was acknowledged", async () => {
    const device = createMemoryStore();
    const outbox = createOutbox(Promise.resolve(failing(device, "settle")), () => undefined);
    await outbox.add(event(1));
    await outbox.settle(settlement(event(1)));
    expect((await outbox.load()).events).toEqual([]);
    expect((await device.load()).events).toHaveLength(1);
  });

  test("does not bring a withdrawn wish to end back", async () => {
    const device = createMemoryStore();
    await device.saveIntent({ reason: "ended", wantedAt: 5 });
    const outbox = createOutbox(Promise.resolve(failing(device, "saveIntent")), () => undefined);
    await outbox.saveIntent(null);
    expect((await outbox.load()).intent).toBeNull();
  });
});

test("an answer still on its way to the device is rebased too", async () => {
  const device = createMemoryStore();
  const outbox = createOutbox(Promise.resolve(device), () => undefined);
  const adding = outbox.add(event(1));
  await outbox.settle({ removed: [], rebased: [{ key: eventKey(event(1)), baseRevision: 7 }], snapshot });
  await adding;
  expect((await outbox.load()).events).toEqual([{ ...event(1), baseRevision: 7 }]);
});
