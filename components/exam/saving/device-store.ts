import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import type { EventStore, FinishIntent } from "./event-store";
import { eventKey, isWork } from "./local-state";
import { SNAPSHOT_SHAPE, type Snapshot } from "./snapshot";

const NAME = "trapline";
const VERSION = 1;
/** A database that does not open by then is treated as absent; some browsers never answer. */
const OPEN_LIMIT_MS = 2_000;

interface Stores extends DBSchema {
  /** Unsent events; the growing key is the order in which they were made. */
  events: {
    key: number;
    value: { attemptId: string; key: string; event: AttemptEvent };
    indexes: { attempt: string };
  };
  snapshots: { key: string; value: Snapshot };
  intents: { key: string; value: FinishIntent & { attemptId: string } };
}

type Database = IDBPDatabase<Stores>;

function open(): Promise<Database> {
  return openDB<Stores>(NAME, VERSION, {
    upgrade(db) {
      const events = db.createObjectStore("events", { autoIncrement: true });
      events.createIndex("attempt", "attemptId");
      db.createObjectStore("snapshots", { keyPath: "attemptId" });
      db.createObjectStore("intents", { keyPath: "attemptId" });
    },
    // A page of a newer build wants to upgrade: give way, this tab goes on in memory.
    blocking: (_current, _wanted, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the browser's database did not open")), OPEN_LIMIT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** What is written must be on the disk when the promise resolves, as far as the browser can tell. */
const durable = { durability: "strict" } as const;

/** Runs work on the database, and once more on a new connection where the browser has dropped the old one (Safari does). */
type WithDatabase = <T>(work: (db: Database) => Promise<T>) => Promise<T>;

function reconnecting(first: Database): WithDatabase {
  let connection = Promise.resolve(first);
  return async (work) => {
    try {
      return await work(await connection);
    } catch (error) {
      // Thrown when a transaction is opened on a closed connection: nothing has been done yet.
      if (!(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
      connection = inTime(open());
      return await work(await connection);
    }
  };
}

const storeIn = (run: WithDatabase, attemptId: string): EventStore => ({
  load: () =>
    run(async (db) => {
      const tx = db.transaction(["events", "snapshots", "intents"]);
      const [rows, snapshot, intent] = await Promise.all([
        tx.objectStore("events").index("attempt").getAll(attemptId),
        tx.objectStore("snapshots").get(attemptId),
        tx.objectStore("intents").get(attemptId),
      ]);
      return {
        events: rows.map((row) => row.event),
        snapshot: snapshot?.shape === SNAPSHOT_SHAPE ? snapshot : null,
        intent: intent === undefined ? null : { reason: intent.reason, wantedAt: intent.wantedAt },
      };
    }),
  add: (event) =>
    run(async (db) => {
      const tx = db.transaction("events", "readwrite", durable);
      await Promise.all([tx.store.add({ attemptId, key: eventKey(event), event }), tx.done]);
    }),
  settle: ({ removed, rebased, snapshot }) =>
    run(async (db) => {
      const gone = new Set(removed);
      const bases = new Map(rebased.map(({ key, baseRevision }) => [key, baseRevision]));
      const tx = db.transaction(["events", "snapshots"], "readwrite");
      let cursor = await tx.objectStore("events").index("attempt").openCursor(attemptId);
      while (cursor !== null) {
        const row = cursor.value;
        const baseRevision = bases.get(row.key);
        if (gone.has(row.key)) await cursor.delete();
        else if (baseRevision !== undefined) await cursor.update({ ...row, event: { ...row.event, baseRevision } });
        cursor = await cursor.continue();
      }
      await Promise.all([tx.objectStore("snapshots").put(snapshot), tx.done]);
    }),
  saveSnapshot: (snapshot) =>
    run(async (db) => {
      await db.put("snapshots", snapshot);
    }),
  saveIntent: (intent) =>
    run(async (db) => {
      if (intent === null) await db.delete("intents", attemptId);
      else await db.put("intents", { attemptId, ...intent });
    }),
  close: () =>
    run(async (db) => {
      const tx = db.transaction(["snapshots", "intents"], "readwrite");
      const deleting = [tx.objectStore("snapshots").delete(attemptId), tx.objectStore("intents").delete(attemptId)];
      await Promise.all([...deleting, tx.done]);
    }),
});

/** The attempt's store in the browser's database `trapline`. Rejects where the browser has none to give. */
export async function openDeviceStore(attemptId: string): Promise<EventStore> {
  return storeIn(reconnecting(await inTime(open())), attemptId);
}

/**
 * Forgets what this device heard of attempts that have nothing left to send: for signing out. Visits that were never
 * sent go too, since they only measure time; answers and marks stay until the server has them.
 */
export async function forgetSettledAttempts(): Promise<void> {
  const db = await inTime(open());
  const tx = db.transaction(["events", "snapshots", "intents"], "readwrite");
  const [rows, attempts] = await Promise.all([
    tx.objectStore("events").getAll(),
    tx.objectStore("snapshots").getAllKeys(),
  ]);
  const unsent = new Set(rows.filter((row) => isWork(row.event)).map((row) => row.attemptId));
  const settled = new Set([...attempts, ...rows.map((row) => row.attemptId)].filter((id) => !unsent.has(id)));
  for (const attemptId of settled) {
    let cursor = await tx.objectStore("events").index("attempt").openCursor(attemptId);
    while (cursor !== null) {
      await cursor.delete();
      cursor = await cursor.continue();
    }
    await tx.objectStore("snapshots").delete(attemptId);
    await tx.objectStore("intents").delete(attemptId);
  }
  await tx.done;
  db.close();
}
