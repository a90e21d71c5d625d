import { v7 } from "uuid";
import { beforeEach } from "vitest";
import { seededRng } from "@/lib/core/shared/rng";
import { takeIdsFrom } from "@/lib/data/new-id";

// Keys seed what an attempt draws. With keys that each test gets from its own name, a test meets the same questions
// in the same order on every run, alone or among others, and a failure by the draw comes back until it is mended.

const BEGIN = Date.UTC(2026, 0, 1);
let made = 0;

/** Keys as the application makes them, in an order that goes on from test to test and with chance from a seed. */
function idsOf(seed: string): () => string {
  const rng = seededRng(seed);
  return () => v7({ msecs: BEGIN + made++, random: Uint8Array.from({ length: 16 }, () => Math.floor(rng() * 256)) });
}

takeIdsFrom(idsOf("what the tests of a file share"));
beforeEach(({ task }) => takeIdsFrom(idsOf(task.fullName)));
