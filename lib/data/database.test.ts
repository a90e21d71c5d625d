import { expect, test } from "vitest";
import { type Database, database, type Tx } from "./database";
import { DatabaseBusyError, isDatabaseBusy, isUniqueViolation } from "./database-errors";
import type { PrismaClient } from "./generated/sqlite/client";
import { newId } from "./new-id";
import { onBothEngines } from "./testing/engines";
import { toDate, toEpochMs } from "./time";

const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0, 789);

const createUser = (tx: Tx, name: string) =>
  tx.user.create({ data: { id: newId(), name, createdAt: toDate(NOON_MS) } });
const countOf = (db: Database, name: string) => db.reader.user.count({ where: { name } });

/** A promise and the function that fulfils it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

onBothEngines("two doors", (engine) => {
  test("database() is the one put in place", async () => {
    expect(await database()).toBe(engine.database());
    expect(engine.database().engine).toBe(engine.engine);
  });

  test("what a transaction wrote is there when it resolves", async () => {
    const db = engine.database();
    const user = await db.transaction((tx) => createUser(tx, "kept"));
    expect(await db.reader.user.findUnique({ where: { id: user.id } })).toEqual(user);
  });

  test("what failed work wrote is not there, and its own error comes out", async () => {
    const db = engine.database();
    const failed = db.transaction(async (tx) => {
      await createUser(tx, "undone");
      throw new RangeError("changed my mind");
    });
    await expect(failed).rejects.toThrow(new RangeError("changed my mind"));
    expect(await countOf(db, "undone")).toBe(0);
  });

  test("an acknowledged write outlives the roll-back of a transaction that was open beside it", async () => {
    const db = engine.database();
    const begun = gate();
    const goOn = gate();
    const failing = db.transaction(async (tx) => {
      await createUser(tx, "beside: undone");
      begun.open();
      await goOn.opened;
      throw new Error("rolled back");
    });
    const failed = expect(failing).rejects.toThrow("rolled back");
    await begun.opened;
    const beside = db.transaction((tx) => createUser(tx, "beside: acknowledged"));
    goOn.open();
    await Promise.all([failed, beside]);
    expect(await countOf(db, "beside: acknowledged")).toBe(1);
    expect(await countOf(db, "beside: undone")).toBe(0);
  });

  test("the reader does not see what is not committed", async () => {
    const db = engine.database();
    const seen = await db.transaction(async (tx) => {
      await createUser(tx, "in flight");
      return [await countOf(db, "in flight"), await tx.user.count({ where: { name: "in flight" } })];
    });
    expect(seen).toEqual([0, 1]);
    expect(await countOf(db, "in flight")).toBe(1);
  });

  test("the reader's connections refuse to write, whatever the types say", async () => {
    const db = engine.database();
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: the type is exactly what must not be relied on here.
    const untyped = db.reader as unknown as PrismaClient;
    const create = untyped.user.create({ data: { id: newId(), name: "smuggled", createdAt: toDate(NOON_MS) } });
    await expect(create).rejects.toThrow(/read-?only/i);
    await expect(untyped.user.deleteMany()).rejects.toThrow(/read-?only/i);
    expect(await countOf(db, "smuggled")).toBe(0);
  });

  test("40 transactions at once all succeed, and none is lost", async () => {
    const db = engine.database();
    await db.transaction((tx) =>
      tx.throttle.create({ data: { key: "count", failures: 0, windowEnd: toDate(NOON_MS) } }),
    );
    const runs = Array.from({ length: 40 }, (_, index) =>
      db.transaction(async (tx) => {
        await tx.throttle.update({ where: { key: "count" }, data: { failures: { increment: 1 } } });
        await createUser(tx, `crowd ${index}`);
      }),
    );
    await Promise.all(runs);
    expect(await db.reader.throttle.findUnique({ where: { key: "count" } })).toMatchObject({ failures: 40 });
    expect(await db.reader.user.count({ where: { name: { startsWith: "crowd " } } })).toBe(40);
  });

  test("a transaction within a transaction is refused, and undoes the outer one", async () => {
    const db = engine.database();
    const nested = db.transaction(async (tx) => {
      await createUser(tx, "outer");
      await db.transaction((inner) => createUser(inner, "inner"));
    });
    await expect(nested).rejects.toThrow("transaction() within transaction()");
    expect(await db.reader.user.count({ where: { name: { in: ["outer", "inner"] } } })).toBe(0);
  });

  test("what a transaction leaves running may begin its own once the first has ended", async () => {
    const db = engine.database();
    const ended = gate();
    const left = await db.transaction(async () => {
      const afterwards = ended.opened.then(() => db.transaction((tx) => createUser(tx, "afterwards")));
      return { afterwards };
    });
    ended.open();
    await left.afterwards;
    expect(await countOf(db, "afterwards")).toBe(1);
  });

  test("work that never ends is rolled back and lets the others pass", async () => {
    const db = await engine.openAgain({ timeoutMs: 100, poolSize: 1 });
    const stuck = db.transaction(async (tx) => {
      await createUser(tx, "stuck");
      await gate().opened;
    });
    const next = db.transaction((tx) => createUser(tx, "next"));
    await expect(stuck).rejects.toThrow("did not end within 100 ms");
    await next;
    expect(await countOf(db, "stuck")).toBe(0);
    expect(await countOf(db, "next")).toBe(1);
  });

  test("when too many wait, the next is refused at once and the others come in their order", async () => {
    const db = await engine.openAgain({ maxWaiting: 2, poolSize: 1 });
    const order: string[] = [];
    const hold = gate();
    const first = db.transaction(() => hold.opened);
    const second = db.transaction(async () => order.push("second"));
    const third = db.transaction(async () => order.push("third"));
    const refused = await db.transaction(async () => order.push("refused")).catch((error: unknown) => error);
    hold.open();
    await Promise.all([first, second, third]);
    expect(refused).toBeInstanceOf(DatabaseBusyError);
    expect(isDatabaseBusy(refused)).toBe(true);
    expect(order).toEqual(["second", "third"]);
  });

  test("who waits too long is refused without having begun, and those behind still come", async () => {
    const db = await engine.openAgain({ poolSize: 1, maxWaitMs: 50 });
    const hold = gate();
    let begun = 0;
    const first = db.transaction(() => hold.opened);
    const refused = db.transaction(async () => {
      begun += 1;
    });
    await expect(refused).rejects.toMatchObject({ name: "DatabaseBusyError", because: "busy" });
    const behind = db.transaction(async () => "came");
    hold.open();
    await first;
    expect(await behind).toBe("came");
    expect(begun).toBe(0);
  });

  test("closing waits for what is under way", async () => {
    const db = await engine.openAgain();
    const written = db.transaction((tx) => createUser(tx, "last words"));
    await db.close();
    await written;
    expect(await countOf(engine.database(), "last words")).toBe(1);
  });

  test("a second row with the same unique value is told from other errors", async () => {
    const db = engine.database();
    const withEmail = (tx: Tx) =>
      tx.user.create({ data: { id: newId(), name: "x", email: "a@example.org", createdAt: toDate(NOON_MS) } });
    await db.transaction(withEmail);
    const error = await db.transaction(withEmail).catch((e: unknown) => e);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(new Error("P2002"))).toBe(false);
  });

  test("a row that points at nothing is refused, and what belongs to a deleted person goes with them", async () => {
    const db = engine.database();
    const session = (userId: string) => ({
      idHash: newId(),
      userId,
      createdAt: toDate(NOON_MS),
      seenAt: toDate(NOON_MS),
    });
    await expect(db.transaction((tx) => tx.session.create({ data: session("nobody") }))).rejects.toMatchObject({
      code: "P2003",
    });
    const user = await db.transaction((tx) => createUser(tx, "leaves"));
    await db.transaction((tx) => tx.session.create({ data: session(user.id) }));
    await db.transaction((tx) => tx.user.delete({ where: { id: user.id } }));
    expect(await db.reader.session.count({ where: { userId: user.id } })).toBe(0);
  });

  test("times come back to the millisecond, and compare and aggregate as times", async () => {
    const db = engine.database();
    const times = [NOON_MS - 1, NOON_MS, NOON_MS + 1, Date.UTC(1999, 11, 31, 23, 59, 59)];
    await db.transaction(async (tx) => {
      for (const ms of times)
        await tx.auditEvent.create({ data: { id: newId(), action: "t", subject: "t", createdAt: toDate(ms) } });
    });
    const rows = await db.reader.auditEvent.findMany({ where: { action: "t" }, orderBy: { createdAt: "asc" } });
    expect(rows.map((row) => toEpochMs(row.createdAt))).toEqual([...times].sort((a, b) => a - b));
    expect(await db.reader.auditEvent.count({ where: { createdAt: { gte: toDate(NOON_MS) } } })).toBe(2);
    expect(await db.reader.auditEvent.count({ where: { createdAt: toDate(NOON_MS) } })).toBe(1);
    const { _max, _min } = await db.reader.auditEvent.aggregate({
      _max: { createdAt: true },
      _min: { createdAt: true },
    });
    expect(_max.createdAt).toEqual(toDate(NOON_MS + 1));
    expect(_min.createdAt).toEqual(toDate(Date.UTC(1999, 11, 31, 23, 59, 59)));
  });
});
