import { expect, test } from "vitest";
import { packWith, samplePack } from "@/lib/content/testing/sample-pack";
import { unsupported } from "./unsupported";

const today = "2026-11-23";

test.each([
  { name: "a verified fact carries a key", facts: ["A.1"], faults: [] },
  { name: "so does a source by its address", facts: ["https://example.com/tea"], faults: [] },
  { name: "an unverified fact does not", facts: ["A.1", "A.2"], faults: ["rests on A.2, which is not verified"] },
])("$name", ({ facts, faults }) => {
  expect(unsupported(packWith({ facts }), { today }).map(({ message }) => message)).toEqual(faults);
});

test("a trap is not refuted by an unverified fact", () => {
  const { traps } = samplePack();
  const pack = samplePack({ traps: traps.map((trap) => ({ ...trap, facts: ["A.2"] })) });
  expect(unsupported(pack, { today })).toHaveLength(traps.length);
});
