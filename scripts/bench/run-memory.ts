import path from "node:path";
import { productAskings } from "./asks";
import { generateLoad } from "./generate-load";
import type { OtherServer } from "./other-servers";
import { onStage, type Plan } from "./run-engine";

const CLIENTS = 8;
const MEGABYTE = 1024 * 1024;

/**
 * Asks at full load for so many minutes, half the clients saving and half opening pages, and returns the heap after a
 * collection at the end of each minute, in MB. The first minute warms up and is left out.
 */
export async function runMemory(plan: Plan, minutes: number, empty: OtherServer): Promise<number[]> {
  const probe = path.join(import.meta.dirname, "heap-probe.mjs");
  return onStage(
    "sqlite",
    plan,
    empty,
    async (stage) => {
      const heap: number[] = [];
      for (let minute = 0; minute <= minutes; minute += 1) {
        const savers = await productAskings("save", CLIENTS, stage);
        const readers = await productAskings("attempt-page", CLIENTS, stage);
        const reviewers = await productAskings("review", CLIENTS, stage);
        await generateLoad(stage.address, CLIENTS, 60, (client) => {
          const asking = (client % 2 === 0 ? savers : client % 4 === 1 ? readers : reviewers)[client];
          if (asking === undefined) throw new Error("there are too few clients");
          return asking;
        });
        const used = (await stage.server.heapUsed()) / MEGABYTE;
        plan.say(`  minute ${minute}: ${used.toFixed(1)} MB`);
        if (minute > 0) heap.push(used);
      }
      return heap;
    },
    ["--expose-gc", "--import", probe],
  );
}
