import { setTimeout as wait } from "node:timers/promises";
import { SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { type Database, database } from "@/lib/data/database";
import { installationLacksMigrations } from "@/lib/data/installation";
import { log } from "@/lib/log";
import { isDraining } from "./draining";

/** Whether this process should be sent requests. `database`: it does not answer. `migrations`: it lacks some. */
export type Readiness = "ready" | "draining" | "database" | "migrations";

/** How long the database may take to answer. */
const BOUND_MS = 2 * SECOND_MS;

async function answers(db: Database): Promise<void> {
  await db.reader.lease.findFirst({ select: { name: true } });
  // On SQLite a lock of another process is a matter of seconds, and no other server would do better.
  if (db.engine === "postgresql") await db.transaction((tx) => tx.lease.findFirst({ select: { name: true } }));
}

// Migrations only ever come: once they were all there, they are.
let migrated = false;

async function look(): Promise<Readiness> {
  if (!migrated && (await installationLacksMigrations())) return "migrations";
  migrated = true;
  await answers(await database());
  return "ready";
}

async function lookInTime(boundMs: number, run: () => Promise<Readiness>): Promise<Readiness> {
  const timer = new AbortController();
  const late = wait(boundMs, "database" as const, { signal: timer.signal });
  // Aborted once there is an answer, which is nobody's error.
  late.catch(() => undefined);
  try {
    return await Promise.race([run(), late]);
  } catch (error) {
    log.error("not ready", error);
    return "database";
  } finally {
    timer.abort();
  }
}

let looking: Promise<Readiness> | undefined;

/** Looks whether this process can do its work. Whoever asks while it looks gets the same answer. */
export function findReadiness(boundMs: number = BOUND_MS, run: () => Promise<Readiness> = look): Promise<Readiness> {
  if (isDraining()) return Promise.resolve("draining");
  looking ??= lookInTime(boundMs, run).finally(() => {
    looking = undefined;
  });
  return looking;
}
