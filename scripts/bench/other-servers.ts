// The servers that the product is measured beside, each a process of its own.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const root = path.resolve(import.meta.dirname, "../..");
const app = path.join(import.meta.dirname, "empty-app");
const next = path.join(root, "node_modules/next/dist/bin/next");

export type OtherServer = { address: string; stop: () => void };

const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };

/** Ends a server that this process started, whatever it is doing. */
const stopper = (child: ChildProcess) => () => void child.kill("SIGKILL");

/** Builds the empty app, unless it was built since it or Next changed. */
function buildEmptyApp(): void {
  const stamp = path.join(app, ".next/BUILD_ID");
  const sources = ["next.config.mjs", "instrumentation.js", "app/layout.jsx", "app/page.jsx", "app/nothing/route.js"];
  const changed = [path.join(root, "package-lock.json"), ...sources.map((file) => path.join(app, file))];
  const time = (file: string): number => statSync(file).mtimeMs;
  if (existsSync(stamp) && changed.every((file) => time(file) < time(stamp))) return;
  const built = spawnSync(process.execPath, [next, "build", app], { cwd: root, env, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the empty app could not be built:\n${built.stdout}${built.stderr}`);
}

/** Starts the empty app as the product is started. */
export async function startEmptyApp(port: number): Promise<OtherServer> {
  buildEmptyApp();
  const child = spawn(process.execPath, [next, "start", app, "--port", String(port)], {
    ...{ cwd: root, env, stdio: ["ignore", "ignore", "inherit"] as const },
  });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    const answers = await fetch(`${address}/nothing`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return { address, stop: stopper(child) };
    await wait(200);
  }
  child.kill("SIGKILL");
  throw new Error("the empty app does not start");
}

/** Starts bare Node with one durable write a request, into a file of SQLite or a database of PostgreSQL. */
export async function startBareServer(engine: string, where: string): Promise<OtherServer> {
  const script = path.join(import.meta.dirname, "bare-server.mjs");
  const child = spawn(process.execPath, [script, engine, where], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said: unknown[] = await Promise.race([once(child.stdout, "data"), once(child, "exit").then(() => [])]);
  const port = Number(String(said[0] ?? ""));
  if (!(port > 0)) throw new Error("the bare server does not start");
  return { address: `http://127.0.0.1:${port}`, stop: stopper(child) };
}
