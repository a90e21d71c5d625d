import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { EXPORT_FILES } from "@/lib/core/privacy/export-files";
import { PERSON_MODELS, type PersonModel } from "@/lib/data/privacy/person-models";

type Model = { name: string; fields: { name: string; type: string }[] };

/** The models of the schema's text, with their fields. */
function models(): Model[] {
  const schema = readFileSync(path.join(import.meta.dirname, "../../../prisma/schema.prisma"), "utf8");
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)\n\}/gm)].map(([, name = "", body = ""]) => ({
    name,
    fields: [...body.matchAll(/^ {2}(\w+) +(\w+)/gm)].map(([, field = "", type = ""]) => ({ name: field, type })),
  }));
}

const known = new Map<string, PersonModel>(Object.entries(PERSON_MODELS));
const of = (name: string): PersonModel | undefined => known.get(name);
const isScalar = (type: string) => ["String", "Int", "Float", "Boolean", "DateTime"].includes(type);

describe.each(models())("$name", ({ name, fields }) => {
  test("is known: what a download has of it, and what a deletion makes of it", () => {
    expect(of(name)).toBeDefined();
  });

  test("says so where it names a person", () => {
    const names = fields
      .filter(({ type }) => isScalar(type))
      .map((field) => field.name)
      .filter((field) => /^(actor|owner|lead|author|person)Id$|By(Id)?$/.test(field))
      .filter((field) => !["endedBy", "openedBy", "refutedBy"].includes(field) && field !== "stateByHand");
    const told = of(name)?.people ?? [];
    expect(names.filter((field) => !told.includes(field))).toEqual([]);
    expect(told.filter((field) => !fields.some((one) => one.name === field))).toEqual([]);
  });

  test("goes or is exported for a reason where it belongs to a person", () => {
    const relations = fields.filter(({ type }) => ["User", "Learner", "Attempt", "AttemptItem"].includes(type));
    const belongs = relations.some((relation) => fields.some(({ name: field }) => field === `${relation.name}Id`));
    if (!belongs) return;
    expect(of(name)?.deleted).toBe("gone");
  });
});

test("every file of a download has a table, and the other way round", () => {
  const files = new Set(
    [...known.values()].flatMap(({ exported }) => (typeof exported === "string" ? [exported] : [])),
  );
  // What somebody opened of others stands in the same table as who opened theirs.
  files.add("looked-at");
  expect([...files].sort()).toEqual(Object.keys(EXPORT_FILES).sort());
});
