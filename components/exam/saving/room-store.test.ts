import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { eventKey } from "./local-state";
import { isOpen, unsentCount } from "./room-state";
import { createFakeBrowser, type Tab } from "./testing/fake-browser";
import { createFakeServer, T0 } from "./testing/fake-server";

beforeEach(() => {
  vi.useFakeTimers({ now: T0, toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const settleDown = (ms = 100) => vi.advanceTimersByTimeAsync(ms);
const answer = (tab: Tab, itemId: string, value: string) => tab.store.change(itemId, { kind: "answer", value });

describe("one tab", () => {
  test("an answer is shown at once and saved", async () => {
    const { server, transport } = createFakeServer();
    const tab = createFakeBrowser(transport).openTab(server.room());
    await settleDown();
    answer(tab, "i1", "o2");
    expect(tab.store.get().items.i1?.answer).toBe("o2");
    expect(unsentCount(tab.store.get())).toBe(1);
    await settleDown();
    expect(unsentCount(tab.store.get())).toBe(0);
    expect(server.state("i1").answer.value).toBe("o2");
    expect(tab.store.get().snapshot.items.i1).toMatchObject({ answer: "o2", revision: 1 });
  });

  test("what the learner does before the device's part is read is not lost", async () => {
    const { server, transport } = createFakeServer();
    const tab = createFakeBrowser(transport).openTab(server.room());
    answer(tab, "i1", "o2");
    await settleDown();
    expect(server.state("i1").answer.value).toBe("o2");
  });

  test("offline work survives a reload, and a change of mind after it is no conflict", async () => {
    const { server, transport } = createFakeServer();
    const browser = createFakeBrowser(transport);
    const page = server.room();
    const before = browser.openTab(page);
    await settleDown();
    server.faults.push(...Array.from({ length: 6 }, () => ({ kind: "unreachable" as const })));
    answer(before, "i1", "o1");
    answer(before, "i1", "o2");
    await settleDown();
    before.close();
    const after = browser.openTab(page);
    await settleDown();
    expect(after.store.get().items.i1?.answer).toBe("o2");
    answer(after, "i1", "o3");
    await settleDown(120_000);
    expect(server.state("i1").answer.value).toBe("o3");
    expect(after.store.get().snapshot.conflicts).toEqual([]);
    expect(unsentCount(after.store.get())).toBe(0);
  });

  test("a lost acknowledgement is asked for again and counts once", async () => {
    const { server, transport } = createFakeServer();
    const tab = createFakeBrowser(transport).openTab(server.room());
    await settleDown();
    server.faults.push({ kind: "lost" });
    answer(tab, "i1", "o2");
    await settleDown();
    expect(unsentCount(tab.store.get())).toBe(1);
    expect(tab.store.get().sync).toEqual({ kind: "waiting", reason: "unreachable" });
    await settleDown(2_000);
    expect(unsentCount(tab.store.get())).toBe(0);
    expect(server.state("i1").answer.revision).toBe(1);
    expect(server.batches).toHaveLength(2);
  });

  test("signed out: nothing is lost, and coming back sends it", async () => {
    const { server, transport } = createFakeServer();
    const tab = createFakeBrowser(transport).openTab(server.room());
    await settleDown();
    server.faults.push({ kind: "signed-out" });
    answer(tab, "i1", "o2");
    await settleDown();
    expect(tab.store.get().sync).toEqual({ kind: "signed-out" });
    tab.page("shown");
    await settleDown();
    expect(server.state("i1").answer.value).toBe("o2");
    expect(tab.store.get().sync).toEqual({ kind: "idle" });
  });

  test("an event that the server cannot read is set aside, kept, and holds up no other", async () => {
    const { server, transport } = createFakeServer();
    const sendEvents = transport.sendEvents;
    const picky = {
      ...transport,
      sendEvents: (events: Parameters<typeof sendEvents>[0]) =>
        events.some((event) => event.value === "unreadable")
          ? Promise.resolve({ kind: "malformed" as const })
          : sendEvents(events),
    };
    const browser = createFakeBrowser(picky);
    const tab = browser.openTab(server.room());
    await settleDown();
    for (const value of ["o1", "unreadable", "o3"]) answer(tab, "i1", value);
    answer(tab, "i2", "o4");
    await settleDown(10_000);
    expect(server.log.map((event) => event.value)).toEqual(["o1", "o3", "o4"]);
    expect(tab.store.get().stuck.size).toBe(1);
    expect((await browser.device.load()).events.map((event) => event.value)).toEqual(["unreadable"]);
  });

  test("a reply that acknowledges nothing is not asked for again at once", async () => {
    const { server, transport } = createFakeServer();
    let requests = 0;
    const mute = {
      ...transport,
      sendEvents: async () => {
        requests += 1;
        const reply = await transport.fetchRoom();
        return reply.kind === "ok" ? { ...reply, value: { acks: [], sync: reply.value } } : reply;
      },
    };
    const tab = createFakeBrowser(mute).openTab(server.room());
    await settleDown();
    answer(tab, "i1", "o1");
    await settleDown(900);
    expect(requests).toBe(1);
    expect(unsentCount(tab.store.get())).toBe(1);
  });

  test("finishing sends everything first, and only then ends", async () => {
    const { server, transport } = createFakeServer();
    const tab = createFakeBrowser(transport).openTab(server.room());
    await settleDown();
    server.faults.push({ kind: "unreachable" }, { kind: "unreachable" });
    answer(tab, "i1", "o2");
    tab.store.finish();
    await settleDown();
    expect(isOpen(tab.store.get())).toBe(false);
    expect(server.finishes).toBe(0);
    await settleDown(10_000);
    expect(server.finishes).toBe(1);
    expect(server.state("i1").answer.value).toBe("o2");
    expect(tab.store.get()).toMatchObject({ resultHref: "/result/a1", snapshot: { phase: "finished" }, intent: null });
  });

  test("a wish to end that has not been sent can be taken back, and survives a reload otherwise", async () => {
    const { server, transport } = createFakeServer();
    const browser = createFakeBrowser(transport);
    const tab = browser.openTab(server.room());
    await settleDown();
    server.faults.push(...Array.from({ length: 3 }, () => ({ kind: "unreachable" as const })));
    tab.store.finish();
    await settleDown();
    tab.store.withdrawFinish();
    await settleDown(60_000);
    expect(server.finishes).toBe(0);
    expect(isOpen(tab.store.get())).toBe(true);
    server.faults.push({ kind: "unreachable" });
    tab.store.finish();
    await settleDown();
    tab.close();
    browser.openTab(server.room());
    await settleDown(10_000);
    expect(server.finishes).toBe(1);
  });

  test.each([
    { name: "when the time is up the room closes and the server is told", addedMs: 0, finishes: 1, open: false },
    { name: "when time was added meanwhile the room stays open", addedMs: 600_000, finishes: 0, open: true },
  ])("$name", async ({ addedMs, finishes, open }) => {
    const { server, transport } = createFakeServer();
    server.deadline = T0 + 60_000;
    const tab = createFakeBrowser(transport).openTab(server.room());
    await settleDown();
    server.deadline += addedMs;
    server.serverNow = T0 + 60_000;
    await settleDown(60_000);
    tab.store.tick();
    await settleDown();
    expect(server.finishes).toBe(finishes);
    expect(isOpen(tab.store.get())).toBe(open);
  });

  test("a page kept on the device does not trust its own old time", async () => {
    const { server, transport } = createFakeServer();
    const browser = createFakeBrowser(transport);
    const page = { ...server.room(), deadline: T0 + 1_680_000 };
    server.deadline = page.deadline;
    const online = browser.openTab(page);
    await settleDown();
    online.close();
    await settleDown(600_000);
    server.faults.push({ kind: "unreachable" });
    const offline = browser.openTab(page);
    await settleDown();
    expect(offline.store.serverNow()).toBeGreaterThanOrEqual(T0 + 600_000);
  });
});

describe("two tabs of one browser", () => {
  test("each shows what the other does, and there is no conflict", async () => {
    const { server, transport } = createFakeServer();
    const browser = createFakeBrowser(transport);
    const [a, b] = [browser.openTab(server.room()), browser.openTab(server.room())];
    await settleDown();
    answer(a, "i1", "o1");
    await settleDown();
    expect(b.store.get().items.i1?.answer).toBe("o1");
    answer(b, "i1", "o2");
    await settleDown();
    expect(a.store.get().items.i1?.answer).toBe("o2");
    expect(server.state("i1").answer.value).toBe("o2");
    expect(a.store.get().snapshot.conflicts).toEqual([]);
    expect(unsentCount(a.store.get()) + unsentCount(b.store.get())).toBe(0);
  });

  test("a late word that an event was made does not bring it back after it was saved", async () => {
    const { server, transport } = createFakeServer();
    const browser = createFakeBrowser(transport, { madeDelayMs: 500 });
    const [a, b] = [browser.openTab(server.room()), browser.openTab(server.room())];
    await settleDown();
    answer(a, "i1", "o1");
    await settleDown(1_000);
    expect(unsentCount(b.store.get())).toBe(0);
  });

  test("the end in one is the end in the other", async () => {
    const { server, transport } = createFakeServer();
    const browser = createFakeBrowser(transport);
    const [a, b] = [browser.openTab(server.room()), browser.openTab(server.room())];
    await settleDown();
    a.store.finish();
    await settleDown();
    expect(b.store.get()).toMatchObject({ resultHref: "/result/a1", snapshot: { phase: "finished" } });
  });
});

describe("two devices", () => {
  const conflicting = async () => {
    const { server, transport } = createFakeServer();
    const [one, two] = [createFakeBrowser(transport), createFakeBrowser(transport)];
    const [phone, laptop] = [one.openTab(server.room()), two.openTab(server.room())];
    await settleDown();
    answer(phone, "i1", "o1");
    await settleDown();
    answer(laptop, "i1", "o2");
    await settleDown();
    return { server, laptop, two };
  };

  test("an answer that did not know the other is a conflict with both sides", async () => {
    const { server, laptop, two } = await conflicting();
    expect(laptop.store.get().snapshot.conflicts).toMatchObject([
      { itemId: "i1", mine: "o2", stored: { value: "o1", revision: 1 } },
    ]);
    expect(server.state("i1").answer.value).toBe("o1");
    laptop.close();
    const reopened = two.openTab(server.room());
    await settleDown();
    expect(reopened.store.get().snapshot.conflicts).toHaveLength(1);
  });

  test.each([
    { keep: "mine" as const, value: "o2" },
    { keep: "stored" as const, value: "o1" },
  ])("the learner keeps $keep", async ({ keep, value }) => {
    const { server, laptop } = await conflicting();
    if (keep === "mine") laptop.store.keepMine("i1");
    else laptop.store.keepStored("i1");
    await settleDown();
    expect(server.state("i1").answer.value).toBe(value);
    expect(laptop.store.get().items.i1?.answer).toBe(value);
    expect(laptop.store.get().snapshot.conflicts).toEqual([]);
    answer(laptop, "i1", "o4");
    await settleDown();
    expect(server.state("i1").answer.value).toBe("o4");
  });
});

describe("whatever happens", () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant("answer" as const),
      tab: fc.nat(2),
      item: fc.constantFrom("i1", "i2"),
      value: fc.constantFrom("o1", "o2", "o3", "o4"),
    }),
    fc.record({
      do: fc.constant("flag" as const),
      tab: fc.nat(2),
      item: fc.constantFrom("i1", "i2"),
      value: fc.boolean(),
    }),
    fc.record({ do: fc.constant("reload" as const), tab: fc.nat(2) }),
    fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(0, 300, 3_000) }),
    fc.record({
      do: fc.constant("fault" as const),
      kind: fc.constantFrom("unreachable" as const, "lost" as const, "signed-out" as const),
    }),
  );

  const name = "every change reaches the server exactly once and in order; without a conflict all agree in the end";
  test(name, { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { server, transport } = createFakeServer();
        // Tabs 0 and 1 share a browser, tab 2 is another device.
        const here = createFakeBrowser(transport);
        const browsers = [here, here, createFakeBrowser(transport)];
        const page = server.room();
        const tabs = browsers.map((browser) => browser.openTab(page));
        await settleDown();
        const made: string[] = [];
        for (const next of steps) {
          if (next.do === "wait") await settleDown(next.ms);
          else if (next.do === "fault") server.faults.push({ kind: next.kind });
          else if (next.do === "reload") {
            tabs[next.tab]?.close();
            const tab = browsers[next.tab]?.openTab(page);
            if (tab !== undefined) tabs[next.tab] = tab;
            await settleDown();
          } else {
            const tab = tabs[next.tab];
            const change =
              next.do === "answer"
                ? { kind: "answer" as const, value: next.value }
                : { kind: "flag" as const, value: next.value };
            tab?.store.change(next.item, change);
            const event = tab?.store.get().pending.at(-1);
            if (event !== undefined) made.push(eventKey(event));
          }
        }
        server.faults.length = 0;
        await settleDown(120_000);
        for (const tab of tabs) tab.store.retryNow();
        await settleDown(1_000);
        expect(server.log.map(eventKey).sort()).toEqual([...made].sort());
        for (const client of new Set(server.log.map((event) => event.clientId))) {
          const own = server.log.filter((event) => event.clientId === client).map((event) => event.clientSeq);
          expect(own).toEqual([...own].sort((a, b) => a - b));
        }
        for (const tab of tabs) {
          const { pending, items, snapshot } = tab.store.get();
          expect(pending).toEqual([]);
          for (const id of ["i1", "i2"]) {
            if (snapshot.conflicts.some((conflict) => conflict.itemId === id)) continue;
            expect(items[id]?.answer).toEqual(server.state(id).answer.value);
            expect(items[id]?.revision).toBe(server.state(id).answer.revision);
          }
          tab.close();
        }
        // Two tabs of one browser never conflict with each other: alone, they never conflict at all.
        const deviceTwo = steps.some((next) => next.do === "answer" && next.tab === 2);
        if (!deviceTwo) expect(tabs.flatMap((tab) => tab.store.get().snapshot.conflicts)).toEqual([]);
      }),
      { numRuns: 150, seed: 20261123 },
    );
  });
});
