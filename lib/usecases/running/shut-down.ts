import { Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { database } from "@/lib/data/database";
import { type Patience, stopPatience } from "@/lib/data/installation";
import { log } from "@/lib/log";
import { beginDraining, isDraining, sayGoodbye } from "./draining";
import { onRequest } from "./on-request";

/** Connections that are kept open between requests are looked for so often, since each may be in a request now. */
const IDLE_MS = 50;

/** Takes no new connection, lets the requests under way end, and ends connections that wait for a next one. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
  await closed;
  clearInterval(idle);
}

/**
 * Stops: not ready from now on; after `drainMs` no new connection, streams end, what is in flight ends; then the database
 * is closed. Returns whether all of that was done within `stopMs`; what was not, is cut off.
 */
export async function shutDown(
  servers: readonly Server[],
  { drainMs, stopMs }: Patience,
  closeDatabase: () => Promise<void>,
): Promise<boolean> {
  beginDraining();
  if (drainMs > 0) await wait(drainMs);
  const end = async (): Promise<boolean> => {
    sayGoodbye();
    await Promise.all(servers.map(closeServer));
    await closeDatabase();
    return true;
  };
  const ended = await Promise.race([end(), wait(stopMs, false, { ref: false })]);
  for (const server of servers) server.closeAllConnections();
  return ended;
}

/** Closes the database if this process has opened it. */
async function closeOpenDatabase(): Promise<void> {
  if (globalThis.traplineDatabase !== undefined) await (await database()).close();
}

/**
 * Ends this process in good order when it is told to stop: with code 0, or with 1 when something had to be cut off. The
 * framework's own handling is switched off for that (`NEXT_MANUAL_SIG_HANDLE`), as it waits for streams without bound.
 */
export function stopOnSignals(): void {
  const servers = new Set<Server>();
  onRequest(({ server }) => {
    if (server instanceof Server) servers.add(server);
  });
  const stop = (signal: string): void => {
    // A terminal sends it to every process of the group, and the start command hands it on once more.
    if (isDraining()) return;
    log.info("stopping", { signal });
    void shutDown([...servers], stopPatience(), closeOpenDatabase)
      .catch((error: unknown) => {
        log.error("stopping failed", error);
        return false;
      })
      .then((ended) => {
        log.info("stopped", { ended });
        process.exit(ended ? 0 : 1);
      });
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
}
