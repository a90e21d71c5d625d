import { describe, expect, test } from "vitest";
import { type Blueprint, blueprintSchema } from "./blueprint";
import { type BlueprintFields, emptyQuota, toFields } from "./blueprint-fields";
import { newBlueprintId, readBlueprintFields } from "./read-blueprint-fields";

const full: Blueprint = blueprintSchema.parse({
  id: "tea",
  title: "Tea",
  summary: "All of it.",
  seconds: 20,
  lessons: [
    { lesson: "heat", scored: 3 },
    { lesson: "steep", scored: 2 },
  ],
  pilots: 1,
  quotas: [
    { type: "ordering", lesson: "heat", min: 1, max: 2 },
    { trap: "too-hot", counterCue: true, min: 1 },
    { difficulty: [4, 5], inCase: true, version: "v2", max: 0 },
  ],
  sections: [
    { title: "Hot", lessons: ["heat"] },
    { title: "Long", lessons: ["steep"] },
  ],
  hidden: true,
});
const fields = (own: Partial<BlueprintFields> = {}): BlueprintFields => ({
  ...toFields({ ...full, sections: undefined }, ["heat", "steep"]),
  ...own,
});
const faults = (own: Partial<BlueprintFields>) => {
  const read = readBlueprintFields(fields(own), "tea");
  return read.ok ? {} : read.error;
};

test("a blueprint comes back from its fields as it was", () => {
  expect(readBlueprintFields(toFields(full, ["heat", "steep", "pour"]), "tea")).toEqual({ ok: true, value: full });
});

describe("what is wrong is told at its field", () => {
  test.each([
    ["title", { title: " " }],
    ["summary", { summary: "" }],
    ["minutes", { minutes: "half an hour" }],
    ["minutes", { minutes: "481" }],
    ["minutes", { minutes: "0" }],
    ["pilots", { pilots: "-1" }],
    [
      "lessons.1",
      {
        lessons: [
          { lesson: "heat", scored: "1", section: 0 },
          { lesson: "steep", scored: "1.5", section: 0 },
        ],
      },
    ],
    ["lessons.0", { lessons: [{ lesson: "heat", scored: "0", section: 0 }] }],
    ["lessons.0", { lessons: [{ lesson: "heat", scored: "201", section: 0 }] }],
    ["quotas.0.min", { quotas: [{ ...emptyQuota, min: "", max: "" }] }],
    ["quotas.0.max", { quotas: [{ ...emptyQuota, min: "3", max: "2" }] }],
    ["quotas.0.from", { quotas: [{ ...emptyQuota, from: "6" }] }],
    ["quotas.0.to", { quotas: [{ ...emptyQuota, from: "4", to: "2" }] }],
    ["sections.0", { sections: [""] }],
    ["sections.1", { sections: ["One", "Nobody's"] }],
  ] satisfies [string, Partial<BlueprintFields>][])("%s", (place, own) => {
    expect(Object.keys(faults(own))).toEqual([place]);
    expect(faults({})).toEqual({});
  });
});

test("one bound of the difficulty leaves the other open", () => {
  const read = readBlueprintFields(fields({ quotas: [{ ...emptyQuota, from: "4" }] }), "tea");
  expect(read.ok && read.value.quotas).toEqual([{ difficulty: [4, 5], min: 1 }]);
});

test("a new id is made of the title's words, and is nobody else's", () => {
  expect(newBlueprintId("Größe & Tee!", [])).toBe("gro-e-tee");
  expect(newBlueprintId("  ", [])).toBe("exam");
  expect(newBlueprintId("Tea", ["tea", "tea-2"])).toBe("tea-3");
});
