import { expect, test } from "vitest";
import type { Database, Tx } from "./database";
import { isDatabaseBusy } from "./database-errors";
import { GroupedWrites } from "./grouped-writes";
import { onBothEngines } from "./testing/engines";

const UNTIL = new Date(Date.UTC(2026, 10, 23, 9));

const takerOf =
  (groups: number[]) =>
  async (tx: Tx, names: readonly string[]): Promise<string[]> => {
    groups.push(names.length);
    for (const name of names) await tx.lease.create({ data: { name, holder: "group", until: UNTIL } });
    return names.map((name) => `${name} taken`);
  };

onBothEngines("small writes in groups", (engine) => {
  /** Takes names, of which nobody may take one twice; `groups`: how many were written together each time. */
  const namesOf = (db: Database, most?: number) => {
    const groups: number[] = [];
    return { groups, names: new GroupedWrites(db, takerOf(groups), most) };
  };
  const stored = async (start: string) =>
    (await engine.database().reader.lease.findMany({ where: { name: { startsWith: start } } })).map(({ name }) => name);

  test("those that come while one is under way are written together, and each is answered by its own", async () => {
    const { names, groups } = namesOf(engine.database(), 8);
    const all = Array.from({ length: 30 }, (_, number) => `many ${number}`);
    const answers = await Promise.all(all.map((name) => names.add(name)));
    expect(answers).toEqual(all.map((name) => `${name} taken`));
    expect(await stored("many ")).toHaveLength(30);
    expect(groups.reduce((sum, size) => sum + size, 0)).toBe(30);
    expect(groups.length).toBeLessThan(10);
    expect(Math.max(...groups)).toBe(8);
  });

  test("is committed when it is answered", async () => {
    const { names } = namesOf(engine.database());
    const other = await engine.openAgain();
    await Promise.all(
      ["seen a", "seen b", "seen c"].map(async (name) => {
        await names.add(name);
        expect(await other.reader.lease.findUnique({ where: { name } })).not.toBeNull();
      }),
    );
  });

  test("one that fails undoes none of those beside it, and those after it are written", async () => {
    const { names } = namesOf(engine.database());
    const settled = await Promise.allSettled(["one a", "one b", "one a", "one c"].map((name) => names.add(name)));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect((await stored("one ")).sort()).toEqual(["one a", "one b", "one c"]);
    expect(await names.add("one d")).toBe("one d taken");
  });

  /** Holds the only place of a database with few rights to wait; `most` and `ms` of its rooms. */
  const heldDatabase = async (limits: { maxWaiting: number; maxWaitMs?: number }) => {
    const db = await engine.openAgain({ ...limits, poolSize: 1 });
    let release = (): void => undefined;
    let began = (): void => undefined;
    const gate = new Promise<void>((open) => {
      release = open;
    });
    const isHeld = new Promise<void>((open) => {
      began = open;
    });
    const holding = db.transaction(async () => {
      began();
      await gate;
    });
    await isHeld;
    return {
      db,
      release: async () => {
        release();
        await holding;
      },
    };
  };
  const areBusy = (settled: readonly PromiseSettledResult<string>[]) =>
    settled.map((one) => one.status === "rejected" && isDatabaseBusy(one.reason));

  test("where the database is busy, all who waited are told, and nothing of theirs is written", async () => {
    const { db, release } = await heldDatabase({ maxWaiting: 0 });
    const { names } = namesOf(db);
    expect(areBusy(await Promise.allSettled(["busy a", "busy b"].map((name) => names.add(name))))).toEqual([
      true,
      true,
    ]);
    await release();
    expect(await names.add("busy c")).toBe("busy c taken");
    expect(await stored("busy ")).toEqual(["busy c"]);
  });

  test("more than may wait are turned away at once, and the others are written", async () => {
    const { db, release } = await heldDatabase({ maxWaiting: 3 });
    const { names } = namesOf(db);
    const early = ["full 0", "full 1", "full 2", "full 3"].map((name) => names.add(name));
    expect(db.load()).toEqual({ running: 1, waiting: 4 });
    expect(areBusy(await Promise.allSettled([names.add("full late")]))).toEqual([true]);
    await release();
    await Promise.all(early);
    expect((await stored("full ")).sort()).toEqual(["full 0", "full 1", "full 2", "full 3"]);
    expect(db.load()).toEqual({ running: 0, waiting: 0 });
  });

  test("nobody waits for longer than they may, however long those before them take", async () => {
    const { db, release } = await heldDatabase({ maxWaiting: 10, maxWaitMs: 50 });
    const { names } = namesOf(db);
    const settled = await Promise.allSettled(["slow a", "slow b", "slow c"].map((name) => names.add(name)));
    expect(areBusy(settled)).toEqual([true, true, true]);
    await release();
    expect(await names.add("slow d")).toBe("slow d taken");
    expect(await stored("slow ")).toEqual(["slow d"]);
    expect(db.load()).toEqual({ running: 0, waiting: 0 });
  });
});
