import { expect, test } from "vitest";
import { GroupedReads } from "./grouped-reads";

test("what is asked for while a look-up is under way is looked up after it, together and once each", async () => {
  const asked: (readonly string[])[] = [];
  const stored = new Map([["a", 1]]);
  let begin: () => void = () => undefined;
  const isUnderWay = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let goOn: () => void = () => undefined;
  const mayEnd = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const reads = new GroupedReads<number>(async (keys) => {
    asked.push(keys);
    const seen = new Map(stored);
    begin();
    await mayEnd;
    return seen;
  });
  const first = reads.find("a");
  await isUnderWay;
  stored.set("b", 2);
  const rest = Promise.all([reads.find("b"), reads.find("c"), reads.find("b")]);
  goOn();
  expect(await first).toBe(1);
  expect(await rest).toEqual([2, null, 2]);
  expect(asked).toEqual([["a"], ["b", "c"]]);
});

test("what is asked for in one turn is looked up together", async () => {
  const asked: (readonly string[])[] = [];
  const reads = new GroupedReads<number>(async (keys) => {
    asked.push(keys);
    return new Map();
  });
  await Promise.all(["a", "b"].map((key) => reads.find(key)));
  expect(asked).toEqual([["a", "b"]]);
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
