import { beforeAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/access/viewer";
import { GRACE_MS } from "@/lib/core/attempt/deadline";
import { listEvents } from "@/lib/data/responses";
import { onBothEngines } from "@/lib/data/testing/engines";
import {
  at,
  attemptOf,
  got,
  load,
  newSitting,
  newTab,
  onAnotherServer,
  START_MS,
  there,
} from "@/lib/usecases/testing/scene";
import { getReport, isReport } from "./get-result";
import { getReview } from "./get-review";
import { getRoom, getRoomSync } from "./get-room";
import { listHistory } from "./list-history";
import { saveEvents } from "./save-events";
import { touchAttempt } from "./settle-attempt";

const DEADLINE_MS = START_MS + 120_000;
const LAST_MS = DEADLINE_MS + GRACE_MS;

onBothEngines("the deadline", (engine) => {
  const reader = () => engine.database().reader;
  beforeAll(async () => {
    await load();
  });

  const closed = { state: "finished", finishReason: "deadline", finishedAt: DEADLINE_MS };

  test("the grace is one minute", () => {
    expect(GRACE_MS).toBe(60_000);
  });

  test.each([
    { name: "1 ms before the deadline", now: DEADLINE_MS - 1, counts: true },
    { name: "at the deadline", now: DEADLINE_MS, counts: true },
    { name: "1 ms after it", now: DEADLINE_MS + 1, counts: true },
    { name: "1 ms before the end of the grace", now: DEADLINE_MS + 59_999, counts: true },
    { name: "at the end of the grace", now: DEADLINE_MS + 60_000, counts: true },
    { name: "1 ms after the grace", now: DEADLINE_MS + 60_001, counts: false },
    { name: "days later", now: DEADLINE_MS + 300_000_000, counts: false },
  ])("an answer received $name: counts is $counts", async ({ now, counts }) => {
    const { viewer, attemptId, item } = await newSitting();
    // The browser's clock says that there is time left, or that there never was: neither matters.
    const clientAt = counts ? now + 900_000 : START_MS;
    const events = [newTab().answer(item.id, item.right, { clientAt })];
    const { acks, sync } = got(await saveEvents(at(viewer, now), { attemptId, events }));
    expect(acks.map(({ outcome }) => outcome)).toEqual([counts ? "stored" : "late"]);
    expect(acks[0]?.stored.value).toEqual(counts ? item.right : null);
    expect(sync).toMatchObject({ phase: counts ? "running" : "finished", serverNow: now, deadline: DEADLINE_MS });
    expect((await listEvents(reader(), attemptId)).map(({ outcome }) => outcome)).toEqual([counts ? "stored" : "late"]);
    const attempt = await attemptOf(viewer, attemptId);
    expect(attempt).toMatchObject(counts ? { state: "running", finishedAt: null } : closed);
    expect(attempt.result?.unanswered).toBe(counts ? undefined : 2);
  });

  test("an exam without a limit is never over", async () => {
    const { viewer, attemptId, item } = await newSitting({ extraTime: "untimed" });
    const decades = START_MS + 1e12;
    expect((await touchAttempt(viewer, attemptId, decades))?.state).toBe("running");
    const events = [newTab().answer(item.id, item.right)];
    const { acks, sync } = got(await saveEvents(at(viewer, decades), { attemptId, events }));
    expect(acks.map(({ outcome }) => outcome)).toEqual(["stored"]);
    expect(sync).toMatchObject({ phase: "running", deadline: null });
  });

  describe("an attempt whose time is over is finished by whoever reads it", () => {
    const reads: { name: string; read: (context: Context, id: string) => Promise<unknown> }[] = [
      {
        name: "touchAttempt",
        read: async (context, id) => (await touchAttempt(context.viewer, id, context.now))?.state,
      },
      { name: "getRoom", read: async (context, id) => (await getRoom(context, id))?.room.phase },
      { name: "getRoomSync", read: async (context, id) => (await getRoomSync(context, id))?.phase },
      {
        name: "getReport",
        read: async (context, id) => {
          const found = there(await getReport(context, id));
          return isReport(found) ? found.attempt.state : found.state;
        },
      },
      {
        name: "getReview",
        read: async (context, id) => (await getReview(context, id, "all"))?.attempt.state ?? "running",
      },
      {
        name: "listHistory",
        read: async (context) => (await listHistory(context, { before: null })).entries[0]?.attempt.state,
      },
    ];
    test.each(reads)("$name", async ({ read }) => {
      const { viewer, attemptId, item, send } = await newSitting();
      await send([newTab().answer(item.id, item.right)]);
      expect(await read(at(viewer, LAST_MS), attemptId)).toBe("running");
      expect((await attemptOf(viewer, attemptId)).state).toBe("running");
      expect(await read(at(viewer, LAST_MS + 1), attemptId)).toBe("finished");
      expect(await attemptOf(viewer, attemptId)).toMatchObject({ ...closed, result: { right: 1, unanswered: 1 } });
    });
  });

  test("reads on two servers at once finish it once", async () => {
    const { viewer, attemptId, item, send } = await newSitting();
    await send([newTab().answer(item.id, item.right)]);
    const other = await engine.openAgain();
    const reads = await Promise.all(
      Array.from({ length: 10 }, (_, index) => {
        const read = () => touchAttempt(viewer, attemptId, LAST_MS + 1 + index);
        return index % 3 === 2 ? onAnotherServer(other, read) : read();
      }),
    );
    const attempt = await attemptOf(viewer, attemptId);
    for (const read of reads) expect({ ...read, revision: 0 }).toEqual({ ...attempt, revision: 0 });
    expect(attempt).toMatchObject({ ...closed, result: { right: 1 } });
  });
});
