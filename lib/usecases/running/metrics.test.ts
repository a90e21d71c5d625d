import { expect, test } from "vitest";
import { onBothEngines } from "@/lib/data/testing/engines";
import { metrics, readMetrics } from "./metrics";

const TOKEN = "a token of the tests, long enough";

async function figures(): Promise<ReadonlyMap<string, number>> {
  const read = await readMetrics(TOKEN, Date.now(), TOKEN);
  const lines = read?.text.split("\n").filter((line) => line !== "" && !line.startsWith("#")) ?? [];
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]),
  );
}

onBothEngines("metrics", (engine) => {
  test("transactions are counted by how they end, with those that wait and what waits to be sent", async () => {
    metrics(TOKEN);
    const before = await figures();
    const since = async (name: string) => ((await figures()).get(name) ?? 0) - (before.get(name) ?? 0);
    const db = engine.database();
    await db.transaction((tx) => tx.lease.count());
    await expect(db.transaction(() => Promise.reject(new Error("taken back")))).rejects.toThrow("taken back");
    expect(await since('trapline_transactions_total{outcome="committed"}')).toBe(1);
    expect(await since('trapline_transactions_total{outcome="rolled-back"}')).toBe(1);
    expect(await since("trapline_transaction_wait_seconds_count")).toBe(2);
    expect(db.load()).toEqual({ running: 0, waiting: 0 });
    expect(before.get("trapline_transactions_waiting")).toBe(0);
    expect(before.get('trapline_mails{state="waiting"}')).toBe(0);
    expect([...before.keys()].some((name) => name.startsWith("nodejs_eventloop_lag"))).toBe(true);
  });
});
