// Brings the whole platform up from a fresh checkout. Plain Node with no packages, since it installs them.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { folderProblem, installProblem, nodeProblem, portNumberProblem, portProblem } from "./preflight.mjs";
import { builtHash, treeHash } from "./tree-hash.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

/** One clear line, and out. */
function stop(line) {
  console.error(`Trapline cannot start: ${line}`);
  process.exit(1);
}

/** Stops when a check has something to say. */
function demand(problem) {
  if (problem !== null) stop(problem);
}

demand(nodeProblem(process.versions.node));

const args = process.argv.slice(2);
const known = new Set(["--no-demo", "--no-demo-cohort", "--prepare", "--built"]);
for (const arg of args) if (!known.has(arg)) stop(`there is no option ${arg}; known are ${[...known].join(", ")}.`);

/** As in an image: packages and build are in place and belong to somebody else; what is lacking is an error. */
const built = args.includes("--built");

const port = Number(process.env.PORT ?? 3000);
demand(portNumberProblem(port));

function run(what, command, commandArgs, quiet = true) {
  const done = spawnSync(command, commandArgs, {
    cwd: root,
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    encoding: "utf8",
    env: childEnv,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status === 0) return done.stdout ?? "";
  const output = `${done.stdout ?? ""}${done.stderr ?? ""}`.trim();
  if (output !== "") console.error(output.split("\n").slice(-40).join("\n"));
  stop(`${what} failed.`);
}

const dataDir = path.resolve(process.env.TRAPLINE_DATA ?? "data");
const stamps = path.join(root, "node_modules", ".trapline");
const address = process.env.NEXTAUTH_URL ?? `http://localhost:${port}`;
const childEnv = { ...process.env, NEXTAUTH_URL: address, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };

const readStamp = (name) => (existsSync(path.join(stamps, name)) ? readFileSync(path.join(stamps, name), "utf8") : "");
function writeStamp(name, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(path.join(stamps, name), value);
}

/** Packages: installed when the lock file is another than the one they were installed from. */
function install() {
  const lock = treeHash(root, ["package-lock.json", "package.json"]);
  if (readStamp("installed") === lock && existsSync("node_modules/next")) return;
  console.log("Installing packages …");
  const done = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--include=dev"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "development" },
  });
  if (done.status !== 0) {
    const output = `${done.stdout}${done.stderr}`;
    const problem = installProblem(output);
    if (!problem.includes("SQLite")) console.error(output.split("\n").slice(-20).join("\n"));
    stop(problem);
  }
  writeStamp("installed", lock);
}

function build() {
  const sources = builtHash(root);
  if (readStamp("built") === sources && existsSync(".next/BUILD_ID")) return;
  console.log("Building (about a minute the first time) …");
  run("the build", process.execPath, ["node_modules/next/dist/bin/next", "build"]);
  writeStamp("built", sources);
}

const tsx = (script, ...more) =>
  run(script, process.execPath, ["node_modules/tsx/dist/cli.mjs", `scripts/${script}.ts`, ...more]).trim();

demand(folderProblem(dataDir));
if (!built) demand(folderProblem(root));
if (!args.includes("--prepare")) demand(await portProblem(port));
if (built) {
  if (!existsSync(".next/BUILD_ID")) stop("there is no build. Run npm start -- --prepare, or leave --built out.");
} else {
  install();
  tsx("prisma-generate");
}
tsx("migrate", "apply");
const content = tsx("content-load");
if (content !== "") console.log(content);
const accounts = tsx(args.includes("--no-demo") ? "accounts-first-admin" : "accounts-demo");
if (!built) build();
if (args.includes("--prepare")) process.exit(0);

const server = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "--port", String(port)], {
  cwd: root,
  // The product ends by itself what is under way when it is told to stop.
  env: { ...childEnv, NEXT_MANUAL_SIG_HANDLE: "1" },
  stdio: ["ignore", "pipe", "inherit"],
});
/** A cohort with six weeks behind it, so that a lead's first look shows something: made once, beside the running server. */
function makeDemoCohort() {
  if (args.includes("--no-demo") || args.includes("--no-demo-cohort")) return;
  const maker = spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", "scripts/demo-cohort.ts"], {
    cwd: root,
    env: childEnv,
    stdio: ["ignore", "ignore", "inherit"],
  });
  server.on("exit", () => maker.kill());
}

let announced = false;
server.stdout.on("data", (chunk) => {
  if (announced || !String(chunk).includes("Ready")) return;
  announced = true;
  if (accounts !== "") console.log(accounts);
  console.log(`Trapline is ready at ${address}`);
  makeDemoCohort();
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => process.exit(signal === null ? (code ?? 1) : 0));
