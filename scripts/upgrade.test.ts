import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

// The order of things and the way back, with the real script on a repository of small stand-ins: each writes down what a
// real one would do. What is put back into a real database is proven in lib/data/backup/put-back.test.ts.

const ROOT = path.resolve(import.meta.dirname, "..");
let repo = "";
let port = 0;

const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(repo, file)), { recursive: true });
  writeFileSync(path.join(repo, file), text);
};
const read = (file: string): string => readFileSync(path.join(repo, file), "utf8");
const git = (...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
    cwd: repo,
    encoding: "utf8",
  });

/** Stands in for tsx: a script's name decides what is done. The database is a file, and so is a backup. */
const TSX = `
import { appendFileSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
const [, , script, argument] = process.argv;
const name = script.replace("scripts/", "").replace(".ts", "");
const version = readFileSync("version", "utf8").trim();
appendFileSync("told.log", name + " of " + version + "\\n");
if (name === "backup") {
  copyFileSync("database", "1.backup");
  console.log(process.cwd() + "/1.backup: 1 rows and 0 files");
}
if (name === "migrate") {
  writeFileSync("database", readFileSync("database", "utf8") + "of " + version);
  if (existsSync("bad-migration")) process.exit(1);
}
if (name === "put-back") copyFileSync(argument, "database");
`;
const NEXT = `
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
const version = readFileSync("version", "utf8").trim();
appendFileSync("told.log", "build of " + version + "\\n");
if (existsSync("bad-build")) { console.error("Type error: this does not build"); process.exit(1); }
mkdirSync(".next");
writeFileSync(".next/BUILD_ID", version);
`;
const START = `
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
if (existsSync("bad-start")) process.exit(1);
const build = readFileSync(".next/BUILD_ID", "utf8");
const server = http.createServer((_, reply) => { reply.statusCode = existsSync("unwell") ? 503 : 200; reply.end(build); });
server.listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
`;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** A new version of the stand-in, with files that make it bad in some way. */
function release(version: string, ...bad: string[]): void {
  write("version", version);
  for (const name of bad) write(name, "");
  git("add", "--all");
  git("commit", "--quiet", "--message", version);
  git("tag", version);
}

beforeEach(async () => {
  repo = mkdtempSync(path.join(tmpdir(), "trapline-upgrade-"));
  port = await freePort();
  for (const name of ["upgrade.mjs", "preflight.mjs", "tree-hash.mjs"]) {
    cpSync(path.join(ROOT, "scripts", name), path.join(repo, "scripts", name));
  }
  write(".gitignore", "node_modules\n.next\n.next.before\nnode_modules.before\ndatabase\n*.backup\ntold.log\n");
  write("package.json", '{ "type": "module" }');
  write("package-lock.json", "{}");
  write("scripts/start.mjs", START);
  git("init", "--quiet", "--initial-branch=main");
  release("v1");
  write("node_modules/tsx/dist/cli.mjs", TSX);
  write("node_modules/next/dist/bin/next", NEXT);
  write("node_modules/package.json", '{ "type": "module" }');
  write(".next/BUILD_ID", "v1");
  write("database", "rows ");
  const { treeHash } = await import("./tree-hash.mjs");
  write("node_modules/.trapline/installed", treeHash(repo, ["package-lock.json", "package.json"]));
  write("node_modules/.trapline/built", "stamp of v1");
});
afterEach(() => rmSync(repo, { recursive: true, force: true }));

/** Runs the upgrade; `said` is everything that it told. */
function upgrade(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child: ChildProcess = spawn(process.execPath, ["scripts/upgrade.mjs", "--wait", "20", ...args], {
    cwd: repo,
    env: { ...process.env, PORT: String(port) },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: Buffer) => (said += piece.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

const standing = () => ({
  code: git("rev-parse", "HEAD").trim(),
  version: read("version"),
  build: read(".next/BUILD_ID"),
  built: read("node_modules/.trapline/built"),
  database: read("database"),
});
const steps = (): string[] => read("told.log").trim().split("\n");

test("an upgrade that works: backup by the old code, then build, migrations and a look by the new one", async () => {
  release("v2");
  git("checkout", "--quiet", "main~1");
  const { code, said } = await upgrade("--to", "v2");
  expect(said).toContain("It gets well. Start it now as you always do.");
  expect(code).toBe(0);
  expect(steps()).toEqual(["backup of v1", "prisma-generate of v2", "build of v2", "migrate of v2"]);
  expect(standing()).toMatchObject({ version: "v2", build: "v2", database: "rows of v2" });
  expect(read("node_modules/.trapline/built")).toMatch(/^[0-9a-f]{64}$/);
  expect(existsSync(path.join(repo, ".next.before"))).toBe(false);
});

const failures = [
  { what: "does not build", bad: ["bad-build"], told: "Type error: this does not build", touched: false },
  { what: "cannot migrate", bad: ["bad-migration"], told: "migrate failed", touched: true },
  { what: "ends at its start", bad: ["bad-start"], told: "did not get well", touched: true },
];
test.each(failures)(
  "a version that $what: code, build and database are as they were",
  async ({ bad, told, touched }) => {
    release("v2", ...bad);
    git("checkout", "--quiet", "main~1");
    const before = standing();
    const { code, said } = await upgrade("--to", "v2");
    expect(said).toContain(told);
    expect(said).toContain("The upgrade did not succeed. The database is as it was when the server was stopped.");
    expect(code).toBe(1);
    expect(standing()).toEqual(before);
    expect(steps().includes("put-back of v1")).toBe(touched);
    expect(git("status", "--porcelain")).toBe("");
  },
);

test("a version that starts and does not get well is stopped, and the one of before is started again", async () => {
  release("v2", "unwell");
  git("checkout", "--quiet", "main~1");
  const before = standing();
  // Commands as a service has them; the process's id is in a file.
  write(".git/stop.sh", 'kill "$(cat .git/pid)" 2>/dev/null; rm -f .git/pid; true');
  write(".git/start.sh", "node scripts/start.mjs >/dev/null 2>&1 & echo $! > .git/pid");
  const hooks = ["--stop", "sh .git/stop.sh", "--start", "sh .git/start.sh"];
  try {
    const { code, said } = await upgrade("--to", "v2", "--wait", "2", ...hooks);
    expect(said).toContain("did not get well within 2 seconds");
    expect(said).toContain("The version of before serves again.");
    expect(code).toBe(1);
    expect(standing()).toEqual(before);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("v1");
  } finally {
    execFileSync("sh", [".git/stop.sh"], { cwd: repo });
  }
});

test("nothing is touched for a version that git does not have, with changes of one's own, or beside a running server", async () => {
  const before = standing();
  const unknown = await upgrade("--to", "v9");
  expect(unknown).toMatchObject({ code: 1, said: expect.stringContaining("v9") });
  const server = net.createServer().listen(port);
  const beside = await upgrade("--to", "v1");
  server.close();
  expect(beside).toMatchObject({ code: 1, said: expect.stringContaining(`port ${port} is in use`) });
  write("version", "v1 changed");
  expect((await upgrade("--to", "v1")).said).toContain("changes that are not committed");
  write("version", "v1");
  expect(standing()).toEqual(before);
  expect(existsSync(path.join(repo, "told.log"))).toBe(false);
});
