import { expect, test } from "vitest";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { onBothEngines } from "@/lib/data/testing/engines";
import { onAnotherServer, START_MS } from "@/lib/usecases/testing/scene";
import { underLease } from "./under-lease";

onBothEngines("work under a lease", (engine) => {
  test("is done by one of several servers that begin at once, and by another when that one is gone", async () => {
    let works = 0;
    const tryAs = (name: string, holder: string, now: number) =>
      underLease({ name, holder, forMs: MINUTE_MS }, now, async () => {
        works += 1;
        return holder;
      });
    const other = await engine.openAgain();
    for (let round = 0; round < 10; round += 1) {
      const name = `round-${round}`;
      works = 0;
      const outcomes = await Promise.all([
        tryAs(name, "one", START_MS),
        onAnotherServer(other, () => tryAs(name, "two", START_MS)),
      ]);
      expect(works).toBe(1);
      const winner = outcomes[0] ?? outcomes[1];
      expect(outcomes.filter((outcome) => outcome !== null)).toEqual([winner]);
      const loser = winner === "one" ? "two" : "one";
      expect(await tryAs(name, winner ?? "", START_MS + 1), "whoever has it goes on").toBe(winner);
      expect(await tryAs(name, loser, START_MS + MINUTE_MS)).toBeNull();
      expect(await tryAs(name, loser, START_MS + 3 * MINUTE_MS)).toBe(loser);
    }
  });

  test("that fails says so to whoever asked for it", async () => {
    const lease = { name: "fails", holder: "one", forMs: MINUTE_MS };
    await expect(underLease(lease, START_MS, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  });
});
