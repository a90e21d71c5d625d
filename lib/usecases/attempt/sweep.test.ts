import { beforeAll, beforeEach, expect, test } from "vitest";
import { GRACE_MS } from "@/lib/core/attempt/deadline";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { createAttempt } from "@/lib/data/attempts";
import type { Database } from "@/lib/data/database";
import { takeLease } from "@/lib/data/leases";
import { onBothEngines } from "@/lib/data/testing/engines";
import { at, attemptOf, got, load, newSitting, newTab, newViewer, START_MS } from "@/lib/usecases/testing/scene";
import { saveEvents } from "./save-events";
import { sweepOverdue } from "./settle-attempt";
import { sweepOnce } from "./sweep";

onBothEngines("the sweeper", (engine) => {
  let begun = START_MS;
  beforeAll(async () => {
    await load();
  });
  // Each test in an age of its own: what earlier ones left is swept, and their lease is over.
  beforeEach(async () => {
    begun += 1e9;
    await sweepOverdue(begun);
  });
  const lastMs = () => begun + 120_000 + GRACE_MS;
  const holdOn = (db: Database, until: number, now: number) =>
    db.transaction((tx) => takeLease(tx, { name: "attempt-sweeper", holder: "another server", until }, now));

  test("finishes what is overdue, of anybody, not before the grace is over, and nothing else", async () => {
    const late = [await newSitting({ now: begun }), await newSitting({ now: begun })];
    const still = [await newSitting({ now: begun + 1 }), await newSitting({ now: begun, extraTime: "untimed" })];
    const [first] = late;
    await first?.send([newTab().answer(first.item.id, first.item.right)], lastMs());
    expect(await sweepOnce(lastMs())).toBe(0);
    expect(await sweepOnce(lastMs() + 1)).toBe(2);
    expect(await sweepOnce(lastMs() + 1)).toBe(0);
    const results = await Promise.all(late.map(({ viewer, attemptId }) => attemptOf(viewer, attemptId)));
    const end = { state: "finished", finishReason: "deadline", finishedAt: begun + 120_000 };
    expect(results).toMatchObject([
      { ...end, result: { right: 1 } },
      { ...end, result: { right: 0 } },
    ]);
    const others = await Promise.all(still.map(({ viewer, attemptId }) => attemptOf(viewer, attemptId)));
    expect(others.map(({ state }) => state)).toEqual(["running", "running"]);
  });

  test("of two servers the one with the lease sweeps, until its lease is over", async () => {
    const { viewer, attemptId } = await newSitting({ now: begun });
    const other = await engine.openAgain();
    const now = lastMs() + 1;
    expect(await holdOn(other, now + MINUTE_MS, now)).toBe(true);
    expect(await sweepOnce(now)).toBe(0);
    expect(await sweepOnce(now + MINUTE_MS)).toBe(0);
    expect((await attemptOf(viewer, attemptId)).state).toBe("running");
    expect(await sweepOnce(now + MINUTE_MS + 1)).toBe(1);
    expect((await attemptOf(viewer, attemptId)).state).toBe("finished");
    // Now this one has it, and keeps it by sweeping.
    expect(await holdOn(other, now + 9 * MINUTE_MS, now + 2 * MINUTE_MS)).toBe(false);
    await sweepOnce(now + 2 * MINUTE_MS);
    expect(await holdOn(other, now + 9 * MINUTE_MS, now + 3 * MINUTE_MS)).toBe(false);
  });

  test("meets an answer of the last moment: acknowledged as stored means in the result", async () => {
    for (const round of [1, 2, 3]) {
      const { viewer, attemptId, item } = await newSitting({ now: begun });
      const events = [newTab().answer(item.id, item.right)];
      const [saved] = await Promise.all([
        saveEvents(at(viewer, lastMs()), { attemptId, events }),
        sweepOnce(lastMs() + 1),
      ]);
      await sweepOnce(lastMs() + 1);
      const stored = got(saved).acks.filter(({ outcome }) => outcome === "stored").length;
      expect([round, (await attemptOf(viewer, attemptId)).result?.right]).toEqual([round, stored]);
    }
  });

  test("takes many in turns", async () => {
    const viewer = await newViewer();
    await engine.database().transaction(async (tx) => {
      for (let made = 0; made < 51; made++) {
        const wish = { lessons: [], types: [], count: 1, from: "unseen" as const };
        const attempt = { packId: "brew", examId: "brew-1", mode: "practice", title: "Timed", seed: "s" } as const;
        const plan = { kind: "practice", wish } as const;
        const clock = { deadline: begun, limitMs: 1, extraTime: "none" } as const;
        await createAttempt(tx, viewer, { ...attempt, ...clock, plan, items: [] }, begun - 1);
      }
    });
    const rounds = [await sweepOnce(lastMs()), await sweepOnce(lastMs()), await sweepOnce(lastMs())];
    expect(rounds).toEqual([50, 1, 0]);
  });
});
