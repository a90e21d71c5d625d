import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** What a file imports at run time. A type import is erased; `import { type X }` is not (verbatimModuleSyntax). */
function runtimeImports(source: string): string[] {
  const statements = source.matchAll(
    /^\s*(?:import|export)\s+(?!type\b)(?:[\w*{}\s,$]+?\s+from\s+)?["']([^"']+)["']/gm,
  );
  const dynamic = source.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g);
  return [...statements, ...dynamic].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));
}

function fileOf(specifier: string, from: string): string | null {
  const base = specifier.startsWith("@/") ? join(ROOT, specifier.slice(2)) : join(dirname(from), specifier);
  if (!specifier.startsWith("@/") && !specifier.startsWith(".")) return null;
  const file = [".ts", ".tsx", ""].map((ending) => base + ending).find((path) => existsSync(path));
  if (file === undefined) throw new Error(`${relative(ROOT, from)} imports ${specifier}, which is not there`);
  return file;
}

/** Every package that the entries pull into the browser, with the way to it. */
function packagesOf(entries: readonly string[]): Map<string, string> {
  const packages = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (file: string, way: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const specifier of runtimeImports(readFileSync(file, "utf8"))) {
      const next = fileOf(specifier, file);
      if (next === null) packages.set(specifier, way);
      else visit(next, `${way} → ${relative(ROOT, next)}`);
    }
  };
  for (const entry of entries) visit(entry, relative(ROOT, entry));
  return packages;
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|^testing\/|\/testing\//.test(name))
    .map((name) => join(ROOT, folder, name));

test("what the exam room and the question views send to the browser holds neither zod nor anything of the server", () => {
  const packages = packagesOf([...filesIn("components/exam"), ...filesIn("components/question")]);
  const allowed = /^(react|react-dom|react\/.*|idb|next\/link|@radix-ui\/.*)$/;
  expect([...packages].filter(([name]) => !allowed.test(name))).toEqual([]);
  expect(packages.has("idb")).toBe(true);
});

test.each([
  { name: "a value", source: 'import { a } from "zod";', imports: ["zod"] },
  { name: "a value over several lines", source: 'import {\n  a,\n  type B,\n} from "zod";', imports: ["zod"] },
  { name: "a namespace", source: 'import * as z from "zod";', imports: ["zod"] },
  { name: "an effect", source: 'import "zod";', imports: ["zod"] },
  { name: "a re-export", source: 'export { a } from "zod";', imports: ["zod"] },
  { name: "a dynamic import", source: 'const z = await import("zod");', imports: ["zod"] },
  { name: "only inline types, which still load the module", source: 'import { type A } from "zod";', imports: ["zod"] },
  { name: "a type import", source: 'import type { A } from "zod";', imports: [] },
])("the scan sees $name", ({ source, imports }) => {
  expect(runtimeImports(source)).toEqual(imports);
});
