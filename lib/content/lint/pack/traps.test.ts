import { expect, test } from "vitest";
import { SAMPLE_TRAPS, samplePack } from "@/lib/content/testing/sample-pack";
import { type Trap, trapSchema } from "@/lib/core/pack/schema";
import { traps } from "./traps";

const today = "2026-11-23";
const [parent, child] = SAMPLE_TRAPS.map((raw) => trapSchema.parse(raw));

const found = (fields: Partial<Trap>): string[] => {
  const changed = trapSchema.parse({ ...child, ...fields });
  return traps(samplePack({ traps: [trapSchema.parse(parent), changed] }), { today }).map(({ message }) => message);
};

test("sound traps pass", () => {
  expect(found({})).toEqual([]);
});

const same = { stem: "The leaves are green.", key: "80 degrees" };

test.each<{ name: string; fields: Partial<Trap>; fault: RegExp }>([
  { name: "a lesson that is missing", fields: { lesson: "9.9" }, fault: /no lesson 9\.9/ },
  { name: "a section that is missing", fields: { section: "nowhere" }, fault: /no section nowhere/ },
  { name: "a parent that is missing", fields: { parent: "nobody" }, fault: /no trap nobody/ },
  { name: "itself as parent", fields: { parent: "boiling-for-green" }, fault: /its own parent/ },
  { name: "one key for both contrasts", fields: { contrast: [same, { ...same, stem: "Other." }] }, fault: /same key/ },
  {
    name: "one stem for both contrasts",
    fields: { contrast: [same, { ...same, key: "Other" }] },
    fault: /are the same/,
  },
])("$name is an error", ({ fields, fault }) => {
  expect(found(fields)).toEqual([expect.stringMatching(fault)]);
});

test("a parent has no parent itself", () => {
  const grandchild = trapSchema.parse({ ...child, id: "deeper", parent: "boiling-for-green" });
  const problems = traps(samplePack({ traps: [...samplePack().traps, grandchild], chapters: [] }), { today });
  expect(problems.map(({ message }) => message)).toContain("deeper: its parent boiling-for-green has a parent itself");
});

test("traps and symptoms name each other", () => {
  const extra = trapSchema.parse({ ...child, id: "unnamed" });
  const sound = samplePack();
  expect(traps(samplePack({ traps: [...sound.traps, extra] }), { today })).toHaveLength(1);
  const chapters = sound.chapters.map((chapter) => ({
    ...chapter,
    symptoms: chapter.symptoms.flatMap((symptom) => [symptom, { ...symptom, id: "flat-cup" }]),
  }));
  expect(traps(samplePack({ chapters }), { today })).toHaveLength(2);
});
