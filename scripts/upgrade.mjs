// Brings an installation to other code, and back again when that does not get well:
//   npm run upgrade -- [--to REF] [--stop CMD] [--start CMD] [--health URL] [--wait SECONDS]
// Plain Node, as packages are changed under it. Nothing is fetched: with --to, git has the code already; without it, the
// code was put in place by hand, and only the build and the database can go back.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { portProblem } from "./preflight.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const port = Number(process.env.PORT ?? 3000);
const { values: asked } = parseArgs({
  options: {
    to: { type: "string" },
    stop: { type: "string" },
    start: { type: "string" },
    health: { type: "string", default: `http://127.0.0.1:${port}/api/ready` },
    wait: { type: "string", default: "120" },
  },
});

const BUILD = ".next";
const BUILD_BEFORE = ".next.before";
const PACKAGES = "node_modules";
const PACKAGES_BEFORE = "node_modules.before";
const INSTALLED = path.join(PACKAGES, ".trapline", "installed");
const BUILT = path.join(PACKAGES, ".trapline", "built");
const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };

/** What went wrong, in words for the operator. */
class Failed extends Error {}

const say = (line) => console.log(line);

/** Runs a command to its end; returns what it said. */
function run(what, command, args, more = {}) {
  const done = spawnSync(command, args, { cwd: root, env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024, ...more });
  if (done.status === 0) return done.stdout ?? "";
  const told = `${done.stdout ?? ""}${done.stderr ?? ""}`.trim().split("\n").slice(-15).join("\n");
  throw new Failed(`${what} failed.${told === "" ? "" : `\n${told}`}`);
}

const git = (...args) => run(`git ${args[0]}`, "git", args).trim();
const shell = (what, command) => run(what, command, [], { shell: true });
const tsx = (script, ...args) =>
  run(script, process.execPath, [path.join(PACKAGES, "tsx", "dist", "cli.mjs"), `scripts/${script}.ts`, ...args]);
const stampOf = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

/** The functions that make the stamps by which a start sees that nothing is to be done: those of the code in place. */
const stampers = (when) => import(`${pathToFileURL(path.join(root, "scripts", "tree-hash.mjs"))}?${when}`);

let own = null;

async function start() {
  if (asked.start !== undefined) return shell("the start command", asked.start);
  // Nobody was named who starts it: it is started to see whether it gets well, and stopped again at the end.
  own = spawn(process.execPath, ["scripts/start.mjs", "--no-demo", "--built"], { cwd: root, env, stdio: "ignore" });
}

async function stop() {
  if (own !== null) {
    const ended = new Promise((resolve) => own.once("exit", resolve));
    if (own.exitCode === null && own.signalCode === null) {
      own.kill("SIGTERM");
      await ended;
    }
    own = null;
  } else if (asked.stop !== undefined) shell("the stop command", asked.stop);
}

/** Whether it says within so many seconds that it is ready. */
async function getsWell() {
  const until = Date.now() + Number(asked.wait) * 1_000;
  while (Date.now() < until) {
    const reply = await fetch(asked.health, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
    if (reply?.ok) return true;
    if (own !== null && own.exitCode !== null) return false;
    await wait(500);
  }
  return false;
}

async function install() {
  const { treeHash } = await stampers("install");
  const lock = treeHash(root, ["package-lock.json", "package.json"]);
  if (stampOf(INSTALLED) === lock) return;
  say("Installing packages …");
  // Links, so that it costs neither time nor room; installing replaces files and never writes into them.
  rmSync(PACKAGES_BEFORE, { recursive: true, force: true });
  run("keeping the packages", "cp", ["-al", PACKAGES, PACKAGES_BEFORE]);
  run("npm install", "npm", ["install", "--no-save", "--no-audit", "--no-fund", "--include=dev"], {
    env: { ...env, NODE_ENV: "development" },
  });
  writeFileSync(INSTALLED, lock);
}

async function build() {
  say("Building …");
  tsx("prisma-generate");
  run("the build", process.execPath, [path.join(PACKAGES, "next", "dist", "bin", "next"), "build"]);
  const { builtHash } = await stampers("build");
  writeFileSync(BUILT, builtHash(root));
}

/** The state of everything before, and how to get back to it. */
const before = { commit: null, branch: null, build: false, built: stampOf(BUILT), backup: null, migrated: false };

async function goBack() {
  say("Going back …");
  await stop().catch((error) => say(error.message));
  if (before.commit !== null)
    git("checkout", "--quiet", ...(before.branch === "" ? ["--detach", before.commit] : [before.branch]));
  if (existsSync(PACKAGES_BEFORE)) {
    rmSync(PACKAGES, { recursive: true, force: true });
    renameSync(PACKAGES_BEFORE, PACKAGES);
  }
  if (before.build) {
    rmSync(BUILD, { recursive: true, force: true });
    renameSync(BUILD_BEFORE, BUILD);
    writeFileSync(BUILT, before.built);
  }
  if (before.commit !== null) tsx("prisma-generate");
  if (before.migrated) say(tsx("put-back", before.backup).trim());
  if (before.commit === null) {
    say("The code was put in place by hand: put the code of before back by hand, then start it.");
    return;
  }
  if (asked.start === undefined) return;
  await start();
  say(
    (await getsWell())
      ? "The version of before serves again."
      : "The version of before does not get well either: see its log.",
  );
}

async function upgrade() {
  if (asked.to !== undefined) {
    if (git("status", "--porcelain") !== "")
      throw new Failed("There are changes that are not committed: nothing was done.");
    const target = git("rev-list", "--max-count=1", asked.to, "--");
    before.commit = git("rev-parse", "HEAD");
    before.branch = git("branch", "--show-current");
    if (target === before.commit) say("This is that version already; it is built and checked all the same.");
  }
  if (asked.stop === undefined) {
    const problem = await portProblem(port);
    if (problem !== null) throw new Failed(`Stop the server first, or name a command that does (--stop): ${problem}`);
  } else shell("the stop command", asked.stop);
  try {
    const told = tsx("backup").trim();
    before.backup = /^(.+\.backup): /m.exec(told)?.[1] ?? null;
    if (before.backup === null) throw new Failed("It is not known where the backup is.");
    say(`Backup: ${told}`);
    if (existsSync(BUILD)) {
      rmSync(BUILD_BEFORE, { recursive: true, force: true });
      renameSync(BUILD, BUILD_BEFORE);
      before.build = true;
    }
    if (asked.to !== undefined) git("checkout", "--quiet", "--detach", asked.to);
    await install();
    await build();
    // From here on the database may be another than the backup.
    before.migrated = true;
    say(tsx("migrate", "apply").trim());
    await start();
    if (!(await getsWell())) throw new Failed(`The new version did not get well within ${asked.wait} seconds.`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    await goBack();
    throw new Failed("The upgrade did not succeed. The database is as it was when the server was stopped.");
  }
  if (own !== null) {
    await stop();
    say("It gets well. Start it now as you always do.");
  } else say("It serves and is well.");
  for (const name of [BUILD_BEFORE, PACKAGES_BEFORE]) rmSync(name, { recursive: true, force: true });
}

try {
  await upgrade();
} catch (error) {
  console.error(error instanceof Failed ? error.message : error);
  process.exitCode = 1;
}
