import { expect, test } from "vitest";
import { GroupedReads } from "./grouped-reads";

test("what is asked for while a look-up is under way is looked up after it, together and once each", async () => {
  const asked: (readonly string[])[] = [];
  const stored = new Map([["a", 1]]);
  let goOn: () => void = () => undefined;
  const reads = new GroupedReads<number>(async (keys) => {
    asked.push(keys);
    const seen = new Map(stored);
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
    return seen;
  });
  const first = reads.find("a");
  stored.set("b", 2);
  const rest = Promise.all([reads.find("b"), reads.find("c"), reads.find("b")]);
  goOn();
  expect(await first).toBe(1);
  await Promise.resolve();
  goOn();
  expect(await rest).toEqual([2, null, 2]);
  expect(asked).toEqual([["a"], ["b", "c"]]);
});

test("a look-up that fails fails those who are in it, and the next is tried anew", async () => {
  let broken = true;
  const reads = new GroupedReads<number>(async (keys) => {
    if (broken) throw new Error("broken");
    return new Map(keys.map((key) => [key, key.length]));
  });
  const refused = await Promise.allSettled([reads.find("a")]);
  broken = false;
  expect([refused[0]?.status, await reads.find("bb")]).toEqual(["rejected", 2]);
});
