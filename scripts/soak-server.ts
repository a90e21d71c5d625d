// A production server as `soak` plays with it: its process is killed, told to stop, and started anew on the same data.
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "..");

const heapSchema = z.object({ heapUsed: z.number() });

export type Place = {
  address: string;
  databaseUrl: string;
  dataDir: string;
  secret: string;
  /** What Node itself is told. */
  nodeArgs?: readonly string[];
};

export class Server {
  readonly #place: Place;
  #child: ChildProcess | null = null;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Starts it, and waits until it says that it is ready. */
  async start(): Promise<void> {
    const { address, databaseUrl, dataDir, secret, nodeArgs = [] } = this.#place;
    const { port } = new URL(address);
    this.#child = spawn(process.execPath, [...nodeArgs, "node_modules/next/dist/bin/next", "start", "--port", port], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_MANUAL_SIG_HANDLE: "1",
        DATABASE_URL: databaseUrl,
        TRAPLINE_DATA: dataDir,
        TRAPLINE_BACKUPS: "off",
        NEXTAUTH_URL: address,
        NEXTAUTH_SECRET: secret,
        LOG_LEVEL: "warn",
      },
    });
    for (let tries = 0; tries < 600; tries += 1) {
      if (this.#child.exitCode !== null) throw new Error("the server has ended");
      if (await this.asks("/api/ready")) return;
      await wait(200);
    }
    throw new Error("the server does not get ready");
  }

  /** Whether an address of it answers well. */
  asks(where: string): Promise<boolean> {
    return fetch(`${this.#place.address}${where}`).then(
      ({ ok }) => ok,
      () => false,
    );
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

  /** Whatever it is doing: for the end of a run. */
  drop(): void {
    this.#child?.kill("SIGKILL");
  }
}
