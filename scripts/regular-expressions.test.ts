import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { check } from "recheck";
import { expect, test } from "vitest";

// Every regular expression of the product is asked whether some text makes it run for longer than in proportion to a
// small power of its length: whoever types that text would hold the server, or their own browser.

const ROOT = path.join(import.meta.dirname, "..");
const FOLDERS = ["app", "components", "lib", "scripts", "public"];

type Found = { place: string; source: string; flags: string };

const files = (): string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
  ).filter(
    (file) =>
      /\.(?:tsx?|m?js)$/.test(file) &&
      !/\.test\.tsx?$|(?:^|[\\/])testing[\\/]|[\\/](?:generated|\.next)[\\/]/.test(file),
  );

function expressionsIn(file: string): Found[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const found: Found[] = [];
  const visitor = new Visitor({
    Literal(node) {
      if (!("regex" in node)) return;
      const line = text.slice(0, node.start).split("\n").length;
      found.push({ place: `${file}:${line}`, source: node.regex.pattern, flags: node.regex.flags });
    },
  });
  visitor.visit(parseSync(file, text).program);
  return found;
}

/** What is known to take the square of a length, on texts whose length is bounded. By its source, with why. */
const BOUNDED: Readonly<Record<string, string>> = {
  "^https:\\/\\/\\S+\\.\\S+$": "one's own field in one's own browser",
  "^##\\s+(.+?)\\s*\\{#([^\\s{}]+)((?:\\s+[^\\s{}]+)*)\\s*\\}\\s*$": "a heading of the operator's lesson files",
  '(datasource\\s+\\w+\\s*\\{[^}]*?provider\\s*=\\s*)"[^"]*"': "our own schema",
  "^-+|-+$": "a title of at most 1,000 characters",
  "-+$": "a title of at most 1,000 characters",
  "\\/+$": "an address that the operator sets",
  "(<pre>.*?<\\/pre>)": "a text of at most 8,000 characters",
  '([A-Za-z:-]+)="([^"]*)"': "a drawing of the operator's packs",
  "[^\\s<>\"'`(),;:]+@[^\\s<>\"'`(),;]+": "a line of the log, of at most 2,000 characters",
  "=\\s?\\([^)]*\\)": "a line of the log, of at most 2,000 characters",
  "\\[[^\\]]+\\]": "the product's own addresses",
  '<input[^>]*type="hidden"[^>]*>': "the product's own page",
};

/** Files that put an expression together, out of words of our own or of the framework's build. */
const MADE = [
  "lib/content/interchange/tame-html.ts",
  "lib/content/lint/question/grammar.ts",
  "lib/content/markdown.ts",
  "lib/core/running/request-name.ts",
];

test("no regular expression runs away on any text", async () => {
  const all = files().flatMap(expressionsIn);
  expect(all.length).toBeGreaterThan(150);
  const different = [...new Map(all.map((one) => [`${one.source}/${one.flags}`, one])).values()];
  const bad: string[] = [];
  for (const { place, source, flags } of different) {
    if (Object.hasOwn(BOUNDED, source)) continue;
    // By the automaton alone: it searches nothing by chance, so that the answer is the same each time.
    const told = await check(source, flags, { checker: "automaton", timeout: 20_000 });
    if (told.status === "vulnerable") bad.push(`${place} /${source}/${flags}: ${told.complexity.summary}`);
  }
  expect(bad).toEqual([]);
  const sources = new Set(different.map(({ source }) => source));
  expect(
    Object.keys(BOUNDED).filter((source) => !sources.has(source)),
    "no longer there",
  ).toEqual([]);
});

test("no expression is made from what people type", () => {
  const made = files().filter((file) => /\bnew RegExp\(|\bRegExp\(/.test(readFileSync(path.join(ROOT, file), "utf8")));
  expect(made.sort()).toEqual(MADE);
});
