// Everything that has to hold, from a fresh checkout: each step by name, with its time. Plain Node, since it installs.
// With --full also what npm test leaves out for its time: whole matrices and long forms.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { treeHash } from "./tree-hash.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const started = Date.now();
const results = path.join(root, "test-results");
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const full = process.argv.includes("--full");
const env = { ...process.env, TRAPLINE_FULL: full ? "1" : "0", NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0" };
// A setting of the shell must not lead the tests to somebody's real data.
for (const name of ["DATABASE_URL", "DATABASE_READER_URL", "TRAPLINE_DATA", "TRAPLINE_QUESTIONS", "NODE_ENV"])
  delete env[name];

const bin = (...parts) => path.join("node_modules", ...parts);
const tsx = bin("tsx", "dist", "cli.mjs");

function runNode(args, more = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...env, ...more }, stdio: "inherit" });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** Counts of a Vitest or Playwright report, and the names of what failed; null when there is none. */
function counts(file, read) {
  const full = path.join(results, file);
  return existsSync(full) ? read(JSON.parse(readFileSync(full, "utf8"))) : null;
}

function readVitest(report) {
  const names = report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status !== "passed");
    const title = path.relative(root, file.name);
    // A file that does not load has no tests.
    if (failed.length === 0 && file.status === "failed") return [title];
    return failed.map(
      (test) => `${title} › ${test.fullName}\n${(test.failureMessages ?? []).join("\n").slice(0, 600)}`,
    );
  });
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: Math.max(failed, names.length), names };
}

function readPlaywright({ suites, stats }) {
  const inSuite = ({ specs = [], suites: inner = [] }) => [...specs, ...inner.flatMap(inSuite)];
  const names = (status) =>
    suites
      .flatMap(inSuite)
      .filter(({ tests }) => tests.some((test) => test.status === status))
      .map(({ file, line, title }) => `e2e/${file}:${line} › ${title}`);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + stats.skipped,
    names: [...names("unexpected"), ...names("skipped")],
    second: names("flaky"),
  };
}

function install() {
  const stamp = path.join("node_modules", ".trapline", "installed");
  const lock = treeHash(root, ["package-lock.json", "package.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return 0;
  const done = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--include=dev"], {
    stdio: "inherit",
    env,
  });
  if (done.status === 0) {
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, lock);
  }
  return done.status ?? 1;
}

async function build() {
  const code = await runNode([bin("next", "dist", "bin", "next"), "build"], { NODE_ENV: "production" });
  if (code !== 0) return code;
  const { builtHash } = await import("./tree-hash.mjs");
  writeFileSync(path.join("node_modules", ".trapline", "built"), builtHash(root));
  return 0;
}

async function browserTests() {
  const { requireChromium } = await import("./find-chromium.mjs");
  if ((await requireChromium()) === null) {
    console.error(
      "There is no Chromium, and none could be installed: install Chrome or Chromium, or set CHROMIUM_PATH.",
    );
    return 1;
  }
  return runNode([bin("@playwright", "test", "cli.js"), "test"]);
}

const vitest = (project) => () =>
  runNode([
    bin("vitest", "vitest.mjs"),
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=test-results/vitest-${project}.json`,
  ]);

const steps = [
  { name: "install", run: install },
  { name: "generate", run: () => runNode([tsx, "scripts/prisma-generate.ts"]) },
  {
    name: "format and lint",
    run: () => runNode([bin("@biomejs", "biome", "bin", "biome"), "ci", "--error-on-warnings", "."]),
  },
  {
    name: "types",
    run: () =>
      runNode([bin("next", "dist", "bin", "next"), "typegen"]).then(
        (code) => code || runNode([bin("typescript", "bin", "tsc"), "--noEmit"]),
      ),
  },
  { name: "dead code", run: () => runNode([bin("knip", "bin", "knip.js")]) },
  { name: "content check", run: () => runNode([tsx, "scripts/content-check.ts"]) },
  { name: "unit tests", run: vitest("core"), report: () => counts("vitest-core.json", readVitest) },
  { name: "data tests", run: vitest("data"), report: () => counts("vitest-data.json", readVitest) },
  { name: "build", run: build },
  { name: "browser tests", run: browserTests, report: () => counts("playwright.json", readPlaywright) },
];

const table = [];
for (const step of steps) {
  console.log(`\n── ${step.name} ──`);
  const begun = Date.now();
  const code = await step.run();
  const seconds = (Date.now() - begun) / 1_000;
  const counted = step.report?.() ?? null;
  // A step counts as one check; one with a report counts its tests, and fails at least once when it failed.
  const passed = counted === null ? (code === 0 ? 1 : 0) : counted.passed;
  const failed = counted === null ? (code === 0 ? 0 : 1) : code === 0 ? counted.failed : Math.max(1, counted.failed);
  table.push({ name: step.name, seconds, passed, failed, names: counted?.names ?? [], second: counted?.second ?? [] });
  // Without packages nothing else can run; everything else is tried, so that one run shows all faults.
  if (code !== 0 && (step.name === "install" || step.name === "generate")) break;
  if (code !== 0 && step.name === "build") {
    table.push({ name: "browser tests", seconds: 0, passed: 0, failed: 1, names: ["there is no build"], second: [] });
    break;
  }
}

const failures = table.flatMap(({ names }) => names);
if (failures.length > 0) console.log(`\n── failed ──\n${failures.join("\n")}`);
const second = table.flatMap((row) => row.second);
if (second.length > 0) console.log(`\n── passed on the second try only: to be mended ──\n${second.join("\n")}`);

console.log("\n── summary ──");
for (const { name, seconds, passed, failed } of table) {
  console.log(
    `${name.padEnd(16)} ${seconds.toFixed(1).padStart(7)} s  ${String(passed).padStart(5)} passed  ${failed} failed`,
  );
}
const total = table.reduce((sum, row) => ({ passed: sum.passed + row.passed, failed: sum.failed + row.failed }), {
  passed: 0,
  failed: 0,
});
console.log(`${"in all".padEnd(16)} ${((Date.now() - started) / 1_000).toFixed(1).padStart(7)} s`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
