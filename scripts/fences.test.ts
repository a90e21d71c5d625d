import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

// The lint fences are only worth something while they fire: each forbidden arrow is tried in a scratch tree.

const ROOT = path.resolve(import.meta.dirname, "..");

const arrows: Record<string, readonly string[]> = {
  "lib/core/a": ["core"],
  "lib/content": ["content", "core"],
  "lib/evaluation": ["evaluation", "core"],
  "questions/a/b/families": ["core"],
  "lib/data": ["data", "core", "env"],
  "lib/auth": ["auth", "data", "core", "env"],
  "lib/usecases": ["usecases", "data", "content", "core", "log"],
  "lib/actions": ["actions", "usecases", "auth", "core", "log"],
  "components/a": ["components", "core", "actions"],
  "app/(learner)/x": ["app", "components", "actions", "usecases", "auth", "core"],
};

const targets: Record<string, string> = {
  core: "@/lib/core/z",
  content: "@/lib/content/z",
  evaluation: "@/lib/evaluation/z",
  data: "@/lib/data/z",
  auth: "@/lib/auth/z",
  usecases: "@/lib/usecases/z",
  actions: "@/lib/actions/z",
  components: "@/components/z",
  app: "@/app/z",
  env: "@/lib/env",
  log: "@/lib/log",
};

const canaries: readonly { file: string; code: string; rule: string }[] = [
  { file: "lib/core/a/chance.ts", code: "export const x = () => Math.random();", rule: "noJsRestrictedProperties" },
  { file: "lib/core/a/clock.ts", code: "export const x = () => Date.now();", rule: "noRestrictedGlobals" },
  { file: "lib/core/a/net.ts", code: 'export const x = () => fetch("/");', rule: "noRestrictedGlobals" },
  {
    file: "lib/core/a/node.ts",
    code: 'import { join } from "node:path";\nexport const x = join;',
    rule: "noRestrictedImports",
  },
  {
    file: "questions/a/b/families/chance.ts",
    code: "export const x = () => Math.random();",
    rule: "noJsRestrictedProperties",
  },
  { file: "questions/a/b/families/clock.ts", code: "export const x = () => Date.now();", rule: "noRestrictedGlobals" },
  {
    file: "questions/a/b/families/sibling.ts",
    code: 'import { x } from "./chance";\nexport const y = x;',
    rule: "noRestrictedImports",
  },
  { file: "lib/data/env.ts", code: "export const x = process.env.X;", rule: "noProcessEnv" },
  { file: "lib/data/default.ts", code: "export default function x() {}", rule: "noDefaultExport" },
  { file: "lib/data/any.ts", code: "export const x: any = 1;", rule: "noExplicitAny" },
  { file: "lib/data/cast.ts", code: "export const x = (y: unknown) => y as string;", rule: "noUnsafeTypeAssertion" },
  {
    file: "lib/data/floating.ts",
    code: "const f = async () => 1;\nexport const x = () => { f(); };",
    rule: "noFloatingPromises",
  },
  { file: "lib/data/Camel.ts", code: "export const x = 1;", rule: "useFilenamingConvention" },
  { file: "lib/data/barrel.ts", code: 'export * from "./env";', rule: "noBarrelFile" },
  {
    file: "lib/data/switch.ts",
    code: 'export function x(a: "b" | "c") { switch (a) { case "b": return 1; } return 2; }',
    rule: "useExhaustiveSwitchCases",
  },
  {
    file: "lib/data/cycle-a.ts",
    code: 'import { b } from "./cycle-b";\nexport const a = () => b;',
    rule: "noImportCycles",
  },
  {
    file: "lib/data/skipped.test.ts",
    code: 'import { test } from "vitest";\ntest.skip("x", () => {});',
    rule: "noSkippedTests",
  },
  { file: "lib/actions/bare-function.ts", code: '"use server";\nexport async function x() {}', rule: "plugin" },
  { file: "lib/actions/bare-arrow.ts", code: '"use server";\nexport const x = async () => 1;', rule: "plugin" },
  {
    file: "lib/actions/bare-block.ts",
    code: '"use server";\nexport const x = async (a: string) => { return a; };',
    rule: "plugin",
  },
];

const reportSchema = z.object({
  diagnostics: z.array(
    z.object({ category: z.string().nullish(), location: z.object({ path: z.unknown() }).nullish() }),
  ),
});

/** Rule names by file, as Biome reports them. */
let fired: Map<string, Set<string>>;
let tree: string;

const arrowFile = (room: string, target: string): string => `${room}/canary-${target}.ts`;

const pathSchema = z.union([z.string(), z.object({ file: z.string() }).transform(({ file }) => file)]);

function lint(): Map<string, Set<string>> {
  let output: string;
  const biome = path.join(ROOT, "node_modules", "@biomejs", "biome", "bin", "biome");
  const args = [biome, "lint", "--reporter=json", "--max-diagnostics=none", "--vcs-enabled=false", "."];
  try {
    output = execFileSync(process.execPath, args, {
      cwd: tree,
      stdio: ["ignore", "pipe", "ignore"],
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
  } catch (error) {
    output = z.object({ stdout: z.string() }).parse(error).stdout;
  }
  const found = new Map<string, Set<string>>();
  for (const { category, location } of reportSchema.parse(JSON.parse(output)).diagnostics) {
    const file = pathSchema.safeParse(location?.path);
    if (!file.success || !category) continue;
    const name = path.relative(".", file.data);
    found.set(name, (found.get(name) ?? new Set()).add(category.split("/").at(-1) ?? category));
  }
  return found;
}

function write(file: string, code: string): void {
  mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
  writeFileSync(path.join(tree, file), `${code}\n`);
}

beforeAll(() => {
  tree = mkdtempSync(path.join(tmpdir(), "fences-"));
  for (const name of ["biome.json", ".biome", "package.json", "tsconfig.json"])
    cpSync(path.join(ROOT, name), path.join(tree, name), { recursive: true });
  symlinkSync(path.join(ROOT, "node_modules"), path.join(tree, "node_modules"));
  for (const specifier of Object.values(targets)) write(`${specifier.slice(2)}.ts`, "export const z = 1;");
  for (const room of Object.keys(arrows)) {
    for (const [target, specifier] of Object.entries(targets)) {
      write(arrowFile(room, target), `import { z } from "${specifier}";\nexport const y = z;`);
    }
  }
  for (const canary of canaries) write(canary.file, canary.code);
  write("lib/data/cycle-b.ts", 'import { a } from "./cycle-a";\nexport const b = () => a;');
  fired = lint();
}, 60_000);

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe("arrows between the rooms", () => {
  const cases = Object.entries(arrows).flatMap(([room, allowed]) =>
    Object.keys(targets).map((target) => ({ room, target, allowed: allowed.includes(target) })),
  );
  test.each(cases)("$room → $target: allowed is $allowed", ({ room, target, allowed }) => {
    expect(fired.get(arrowFile(room, target))?.has("noRestrictedImports") ?? false).toBe(!allowed);
  });
});

describe("rules", () => {
  test.each(canaries)("$rule fires on $file", ({ file, rule }) => {
    expect([...(fired.get(file) ?? [])]).toContain(rule);
  });
});

describe("no exam is named where all exams are served", () => {
  /** What a pack is called, and its exams and subject, by the files of the packs themselves. */
  const names = readdirSync(path.join(ROOT, "questions")).flatMap((folder) => {
    const file = path.join(ROOT, "questions", folder, "exam.yaml");
    if (!existsSync(file)) return [];
    const { id, name, exams, chapters } = parse(readFileSync(file, "utf8"));
    return [id, name, ...chapters, ...exams.flatMap((exam: { id: string; name: string }) => [exam.id, exam.name])];
  });
  const subjects = ["SageMaker", "AWS", "Amazon"];
  const named = (text: string): string[] => [
    ...names.filter((name) => text.includes(name)),
    ...subjects.filter((subject) => new RegExp(`\\b${subject}\\b`).test(text)),
  ];

  test("the names come from the packs, and one would be found", () => {
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(named(`const exam = "${name}";`)).toContain(name);
    expect(named("a form of the exam that the learner chose")).toEqual([]);
  });

  test.each(["lib", "app", "components"])("%s", (room) => {
    const files = readdirSync(path.join(ROOT, room), { recursive: true, encoding: "utf8" }).filter(
      (file) => /\.(?:tsx?|css)$/.test(file) && !/\.test\.tsx?$|(?:^|\/)(?:testing|generated)\//.test(file),
    );
    expect(files.length).toBeGreaterThan(10);
    const found = files.flatMap((file) =>
      named(readFileSync(path.join(ROOT, room, file), "utf8")).map((name) => `${room}/${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });
});
