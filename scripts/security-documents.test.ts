import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.join(import.meta.dirname, "..");
const read = (name: string): string => readFileSync(path.join(ROOT, "docs", name), "utf8");

/** What a document names in code marks below our folders. */
const namedIn = (text: string): string[] =>
  [...text.matchAll(/`((?:app|components|docs|e2e|lib|scripts|questions)\/[^`\s]+)`/g)].map(([, name]) => name ?? "");

test("every file that the documents of security name is there", () => {
  for (const document of ["security.md", "asvs.md"]) {
    const named = namedIn(read(document));
    expect(named.length, document).toBeGreaterThan(30);
    expect(
      [...new Set(named)].filter((name) => !existsSync(path.join(ROOT, name))),
      document,
    ).toEqual([]);
  }
});

const STATES = ["met", "partly", "not met", "operator", "n/a"];

test("each of the 253 requirements of levels 1 and 2 stands once, with its state, and the sums are right", () => {
  const text = read("asvs.md");
  const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) +\|([^|]+)\|([^|]+)\|([^|]+)\|([^|]+)\|$/gm)];
  const items = rows.map(([, item]) => item);
  expect(items).toHaveLength(253);
  expect(new Set(items).size).toBe(253);
  const states = rows.map(([, , , state = ""]) => state.trim());
  expect(states.filter((state) => !STATES.includes(state))).toEqual([]);
  for (const state of STATES) {
    const sum = new RegExp(`^\\| ${state} +\\| (\\d+) +\\|$`, "m").exec(text)?.[1];
    expect(Number(sum), state).toBe(states.filter((one) => one === state).length);
  }
  const bare = rows.filter(([, , , state = "", how = "", tests = ""]) => {
    const shown = tests.trim() !== "–";
    return state.trim() !== "met" && how.trim() === "–" && !shown;
  });
  expect(bare, "what is not met says why").toEqual([]);
});
