import { setImmediate as turn } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { BEGINNING, type ChainPoint, followChain, recordAudit } from "./audit";
import type { Tx } from "./database";
import { newId } from "./new-id";
import { markAudit } from "./privacy/deletion";
import { onBothEngines } from "./testing/engines";
import { toDate } from "./time";

const NOW_MS = Date.UTC(2026, 10, 23, 9);
const START: ChainPoint = { number: 0, hash: BEGINNING };

onBothEngines("the chain of the audit log", (engine) => {
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => engine.database().transaction(work);
  const line = (actorId: string, subject = "s", detail = {}) =>
    write((tx) => recordAudit(tx, { actorId, action: "did", subject, detail }, NOW_MS));
  const check = (from = START, take = 100) => followChain(engine.database().reader, from, take);
  const change = (number: number, data: object) => write((tx) => tx.auditEvent.updateMany({ where: { number }, data }));

  beforeEach(() =>
    write(async (tx) => {
      await tx.auditEvent.deleteMany({});
      await tx.auditHead.deleteMany({});
    }),
  );

  test("holds, also for what many write at once, by whole pages and from a point on", async () => {
    expect(await check()).toEqual({ ok: true, at: START, done: true });
    await Promise.all(Array.from({ length: 20 }, (_, index) => line(`a${index}`, "s", { key: "value" })));
    const whole = await check();
    expect(whole).toMatchObject({ ok: true, at: { number: 20 }, done: true });
    const half = await check(START, 10);
    if (!half.ok) throw new Error("broken");
    expect(half).toMatchObject({ at: { number: 10 }, done: false });
    expect(await check(half.at)).toEqual(whole);
  });

  test.each([
    ["another action", { action: "did not" }, "changed"],
    ["another time", { createdAt: toDate(NOW_MS + 1) }, "changed"],
    ["another actor", { actorId: "somebody else" }, "names-changed"],
    ["another subject", { subject: "something else" }, "names-changed"],
    ["another detail", { detail: "[]" }, "names-changed"],
    ["another digest", { digest: "0".repeat(64) }, "changed"],
  ])("breaks by a line with %s", async (_, data, what) => {
    for (const actor of ["a", "b", "c"]) await line(actor);
    await change(2, data);
    expect(await check()).toEqual({ ok: false, fault: { number: 2, what } });
  });

  test("breaks by a line that is taken out, at its end too, and by one that is put in", async () => {
    for (const actor of ["a", "b", "c", "d"]) await line(actor);
    await write((tx) => tx.auditEvent.deleteMany({ where: { number: 4 } }));
    expect(await check()).toEqual({ ok: false, fault: { number: 4, what: "cut-off" } });
    await write((tx) => tx.auditEvent.deleteMany({ where: { number: 2 } }));
    expect(await check()).toEqual({ ok: false, fault: { number: 2, what: "missing" } });
    const made = { id: newId(), action: "did", subject: "s", createdAt: toDate(NOW_MS), number: 2 };
    await write((tx) => tx.auditEvent.create({ data: made }));
    expect(await check()).toEqual({ ok: false, fault: { number: 2, what: "changed" } });
  });

  test("holds after a deletion, which leaves nothing to guess by", async () => {
    const gone = newId();
    await line("a");
    await line(gone, "s", { of: gone });
    await line("b", gone);
    expect(await write((tx) => markAudit(tx, gone, 10))).toBe(2);
    expect(await check()).toMatchObject({ ok: true, at: { number: 3 }, done: true });
    const rows = await engine.database().reader.auditEvent.findMany({ where: { number: { in: [2, 3] } } });
    expect(rows.map(({ salt }) => salt)).toEqual(["", ""]);
    expect(JSON.stringify(rows)).not.toContain(gone);
  });

  test("a line whose transaction is rolled back leaves no gap", async () => {
    await line("a");
    await expect(
      write(async (tx) => {
        await recordAudit(tx, { actorId: "b", action: "did", subject: "s" }, NOW_MS);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    await line("c");
    expect(await check()).toMatchObject({ ok: true, at: { number: 2 }, done: true });
  });

  test("holds while others go on writing", async () => {
    let writing = true;
    const writer = (async () => {
      for (let count = 0; count < 30; count += 1) await line(`w${count}`);
      writing = false;
    })();
    const faults: unknown[] = [];
    while (writing) {
      // SQLite reads without letting anybody in: the writer would never have its turn.
      await turn();
      const state = await check();
      if (!state.ok) faults.push(state.fault);
    }
    await writer;
    expect(faults).toEqual([]);
    expect(await check()).toMatchObject({ ok: true, at: { number: 30 }, done: true });
  });

  test("from a point on, breaks where the chain ends before that point", async () => {
    for (const actor of ["a", "b", "c"]) await line(actor);
    const whole = await check();
    if (!whole.ok) throw new Error("broken");
    const second = await engine.database().reader.auditEvent.findFirstOrThrow({ where: { number: 2 } });
    await write(async (tx) => {
      await tx.auditEvent.deleteMany({ where: { number: 3 } });
      await tx.auditHead.updateMany({ data: { count: 2, hash: second.hash } });
    });
    expect(await check(whole.at)).toEqual({ ok: false, fault: { number: 3, what: "cut-off" } });
  });
});
