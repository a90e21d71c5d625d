// A production server as `soak` plays with it: its process is killed, told to stop, finds its disk full, and is started anew on
// the same data, also as another build.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "..");

const heapSchema = z.object({ heapUsed: z.number() });

/** `address`: where learners reach it, whichever server answers. `drainS`: how long a balancer has to notice that one stops. */
export type Place = {
  address: string;
  databaseUrl: string;
  dataDir: string;
  secret: string;
  drainS: number;
  /** What Node itself is told. */
  nodeArgs?: readonly string[];
};

export class Server {
  readonly port: number;
  readonly #place: Place;
  #child: ChildProcess | null = null;

  constructor(place: Place, port: number) {
    this.#place = place;
    this.port = port;
  }

  /**
   * Starts it, and waits until it says that it is ready.
   *
   * @param folder what holds the build in `.next`; by default that of this folder.
   */
  async start(folder: string = root): Promise<void> {
    const { address, databaseUrl, dataDir, secret, drainS, nodeArgs = [] } = this.#place;
    // The heap is asked for by messages, where there is somebody to answer them.
    const asking = nodeArgs.length === 0 ? [] : (["ipc"] as const);
    const next = path.join("node_modules", "next", "dist", "bin", "next");
    this.#child = spawn(process.execPath, [...nodeArgs, next, "start", folder, "--port", String(this.port)], {
      cwd: root,
      // What is broken on purpose fills a log with errors: they are shown where a level is asked for.
      stdio: ["ignore", "ignore", process.env.LOG_LEVEL === undefined ? "ignore" : "inherit", ...asking],
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_MANUAL_SIG_HANDLE: "1",
        DATABASE_URL: databaseUrl,
        TRAPLINE_DATA: dataDir,
        TRAPLINE_BACKUPS: "off",
        TRAPLINE_DRAIN_SECONDS: String(drainS),
        NEXTAUTH_URL: address,
        NEXTAUTH_SECRET: secret,
      },
    });
    await this.ready();
  }

  /** Waits until it says that it is ready. */
  async ready(): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      if (this.#child === null || this.#child.exitCode !== null) throw new Error("the server has ended");
      if ((await this.ask("/api/ready"))?.ok) return;
      await wait(200);
    }
    throw new Error("the server does not get ready");
  }

  /** What it answers at an address, past the balancer; null where there is no answer. */
  ask(where: string, headers: Record<string, string> = {}): Promise<Response | null> {
    return fetch(`http://127.0.0.1:${this.port}${where}`, { headers, redirect: "manual" }).catch(() => null);
  }

  /** The bytes of its heap after a collection; it must have been started with `heap-probe`. */
  heapUsed(): Promise<number> {
    const child = this.#child;
    if (child === null) throw new Error("the server has not been started");
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error("the server has ended"));
      child.once("exit", gone);
      child.once("message", (message) => {
        child.off("exit", gone);
        resolve(heapSchema.parse(message).heapUsed);
      });
      child.send("collect");
    });
  }

  /** Ends it by a signal. Returns the exit code, null for one that was killed. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    const child = this.#child;
    if (child === null || child.exitCode !== null) throw new Error("the server has ended before it was told to");
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill(signal);
    return ended;
  }

  /** Whether no file of its process may grow, as on a disk that is full. Linux only. */
  fillDisk(full: boolean): void {
    const limit = full ? "0" : "unlimited";
    execFileSync("prlimit", ["--pid", String(this.#child?.pid), `--fsize=${limit}:unlimited`]);
  }

  /** Whatever it is doing: for the end of a run. */
  drop(): void {
    this.#child?.kill("SIGKILL");
  }
}
