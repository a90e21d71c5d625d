import { expect, test } from "vitest";
import { z } from "zod";
import { parseYaml } from "./parse-yaml";

const schema = z.strictObject({
  name: z.string(),
  leaves: z.array(z.strictObject({ id: z.string(), heat: z.number() })),
});

const GOOD = `# a comment
name: >-
  Green
  tea
leaves:
  - id: sencha
    heat: 80
  - { id: matcha, heat: 70 }
`;

/** The faults as `line rule: message`. */
const faults = (text: string, firstLine?: number): string[] => {
  const parsed = parseYaml(schema, text, { file: "tea.yaml", firstLine });
  return parsed.ok ? [] : parsed.error.map(({ line, rule, message }) => `${line} ${rule}: ${message}`);
};

test("a good file gives its value and the lines of its parts", () => {
  const parsed = parseYaml(schema, GOOD, { file: "tea.yaml" });
  if (!parsed.ok) throw new Error("the good file was refused");
  expect(parsed.value.value.name).toBe("Green tea");
  expect(
    [["name"], ["leaves", 0], ["leaves", 0, "heat"], ["leaves", 1, "id"], ["leaves", 1, "none"], ["none"]].map(
      parsed.value.lineOf,
    ),
  ).toEqual([2, 6, 7, 8, 8, 2]);
});

test.each([
  { name: "a wrong type", text: GOOD.replace("80", "hot"), fault: /^7 schema: leaves\[0\]\.heat: .*expected number/ },
  {
    name: "an unknown key",
    text: GOOD.replace("    heat: 80", "    heat: 80\n    colour: x"),
    fault: /^8 schema: leaves\[0\]: unknown key colour$/,
  },
  { name: "a missing key", text: GOOD.replace(", heat: 70", ""), fault: /^8 schema: leaves\[1\]\.heat: / },
  { name: "a key twice", text: `${GOOD}name: again\n`, fault: /^9 yaml: .*unique/ },
  { name: "a syntax error", text: GOOD.replace("heat: 70 }", "heat: 70"), fault: /^\d+ yaml: / },
  { name: "a second document", text: `${GOOD}---\nname: x\n`, fault: /^\d+ yaml: .*multiple documents/ },
  { name: "an unknown tag", text: GOOD.replace("80", "!hot 80"), fault: /^7 yaml: .*tag/ },
  { name: "an empty file", text: "", fault: /^1 schema: / },
])("$name is told with its line", ({ text, fault }) => {
  expect(faults(text)).toEqual([expect.stringMatching(fault)]);
});

test("the text may begin further down in its file", () => {
  expect(faults(GOOD.replace("80", "hot"), 10)).toEqual([expect.stringMatching(/^16 schema/)]);
});

test("aliases that multiply are refused, not followed", () => {
  const levels = Array.from(
    { length: 12 },
    (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level}, `.repeat(9)}*l${level}]`,
  );
  expect(faults(`l0: &l0 x\n${levels.join("\n")}\n`)).toEqual([expect.stringMatching(/^1 yaml: .*alias/i)]);
});

test("paths lead through aliases", () => {
  const parsed = parseYaml(z.unknown(), "a: &a\n  b: 1\nc: *a\n", { file: "tea.yaml" });
  expect(parsed.ok && parsed.value.lineOf(["c", "b"])).toBe(2);
});
