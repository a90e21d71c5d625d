import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { jsonSchemaFiles } from "./json-schemas";

const root = path.resolve(import.meta.dirname, "../..");
const questions = path.join(root, "questions");
const schemas = jsonSchemaFiles().map(({ file, matches, text }) => ({
  file,
  matches,
  text,
  isFor: (name: string) => new RegExp(`^${matches.replaceAll(".", "\\.").replaceAll("*", "[^/]+")}$`).test(name),
  accepts: new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(text)),
}));

const written = readdirSync(questions, { recursive: true, encoding: "utf8" })
  .map((name) => name.split(path.sep).join("/"))
  .filter((name) => name.endsWith(".yaml"));

const find = (name: string) => {
  const [only, ...others] = schemas.filter(({ isFor }) => isFor(name));
  if (only === undefined || others.length > 0) throw new Error(`${others.length} schemas too many or none for ${name}`);
  return only;
};

test("the schemas in questions/schema say what the loader's schemas say (else: npm run content:schema)", () => {
  for (const { file, text } of schemas) {
    const place = path.join(questions, "schema", file);
    expect(existsSync(place) ? readFileSync(place, "utf8") : "", file).toBe(text);
  }
});

test("editors are told which schema is for which files", () => {
  const settings = z
    .object({ "yaml.schemas": z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(path.join(root, ".vscode/settings.json"), "utf8")));
  expect(settings["yaml.schemas"]).toEqual(
    Object.fromEntries(schemas.map(({ file, matches }) => [`./questions/schema/${file}`, `questions/${matches}`])),
  );
});

test("every file that is written passes the one schema that is for it", () => {
  expect(written.length).toBeGreaterThan(60);
  for (const name of written) {
    const schema = find(name);
    const accepted = schema.accepts(parse(readFileSync(path.join(questions, name), "utf8")));
    expect(accepted ? [] : schema.accepts.errors, name).toEqual([]);
  }
});

describe("a schema refuses what the loader refuses", () => {
  const good = {
    id: "a-question",
    type: "ordering",
    lesson: "3.1",
    exams: ["an-exam"],
    difficulty: 2,
    stem: "Somebody has something.",
    ask: "In which order?",
    items: ["a", "b", "c"].map((id) => ({ id, text: id, why: "It comes here." })),
    facts: ["B.1"],
    verifiedOn: "2026-11-20",
  };
  const { accepts } = find("pack/chapter/3.1/a-question.yaml");
  test("the sound question is taken", () => expect(accepts(good)).toBe(true));
  test.each([
    { name: "an unknown key", bad: { ...good, hint: "no" } },
    { name: "an unknown type", bad: { ...good, type: "essay" } },
    { name: "a difficulty out of range", bad: { ...good, difficulty: 6 } },
    { name: "too few items", bad: { ...good, items: good.items.slice(0, 2) } },
    { name: "an id that is no slug", bad: { ...good, id: "A Question" } },
    { name: "no facts", bad: { ...good, facts: [] } },
    { name: "an unknown key in an item", bad: { ...good, items: good.items.map((item) => ({ ...item, key: true })) } },
  ])("$name is refused", ({ bad }) => expect(accepts(bad)).toBe(false));
});
