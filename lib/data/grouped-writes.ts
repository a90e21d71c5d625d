import type { Database, Tx } from "./database";
import { isDatabaseBusy } from "./database-errors";
import type { WaitingRoom } from "./waiting-room";

type Waiting<I, O> = { input: I; done: (output: O) => void; failed: (error: unknown) => void; leave: () => void };

/**
 * Writes that are small and many, several in one transaction: those that come in the same turn of the event loop, or while
 * one is under way, are written together in the next, so that a rush costs a few commits and each is waited for. Each is answered after the commit
 * that holds it. Where a group fails, each of it is run by itself, so that nobody fails for another's sake. They wait in a room
 * like that of transactions.
 */
export class GroupedWrites<I, O> {
  readonly #db: Database;
  readonly #write: (tx: Tx, inputs: readonly I[]) => Promise<readonly O[]>;
  readonly #most: number;
  readonly #room: WaitingRoom;
  readonly #waiting = new Set<Waiting<I, O>>();
  #running = false;

  /**
   * @param write gives an output for each input, in their order. It may be run several times for the same inputs.
   * @param most so many are in one transaction.
   */
  constructor(db: Database, write: (tx: Tx, inputs: readonly I[]) => Promise<readonly O[]>, most = 64) {
    this.#db = db;
    this.#write = write;
    this.#most = most;
    this.#room = db.addRoom();
  }

  /** Resolves once it is committed; rejects with what its own transaction threw, or that the database is busy. */
  add(input: I): Promise<O> {
    return new Promise((done, failed) => {
      const leave = this.#running
        ? this.#room.enter((error) => {
            this.#waiting.delete(one);
            failed(error);
          })
        : // Nobody is before them.
          () => undefined;
      const one: Waiting<I, O> = { input, done, failed, leave };
      this.#waiting.add(one);
      if (!this.#running) void this.#run();
    });
  }

  /** Those who wait longest, as many as go into one transaction; they wait no more. */
  #take(): Waiting<I, O>[] {
    const taken = [...this.#waiting].slice(0, this.#most);
    for (const one of taken) {
      this.#waiting.delete(one);
      one.leave();
    }
    return taken;
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.size > 0) await this.#runGroup();
    this.#running = false;
  }

  async #runGroup(): Promise<void> {
    let group: Waiting<I, O>[] = [];
    try {
      const outputs = await this.#db.transaction(async (tx) => {
        // Taken when the transaction has begun, with all that came while it waited; run again, it is the same group.
        if (group.length === 0) group = this.#take();
        // Nobody is left where all have waited for too long.
        return group.length === 0 ? [] : this.#outputsOf(tx, group);
      });
      for (const [place, one] of group.entries()) this.#settle(one, outputs, place);
    } catch (error) {
      // Nothing was taken where the transaction could not even begin: then it is those who wait longest.
      if (group.length === 0) group = this.#take();
      if (group.length === 1 || isDatabaseBusy(error)) for (const one of group) one.failed(error);
      else for (const one of group) await this.#runAlone(one);
    }
  }

  async #runAlone(one: Waiting<I, O>): Promise<void> {
    try {
      this.#settle(one, await this.#db.transaction((tx) => this.#outputsOf(tx, [one])), 0);
    } catch (error) {
      one.failed(error);
    }
  }

  #outputsOf(tx: Tx, group: readonly Waiting<I, O>[]): Promise<readonly O[]> {
    return this.#write(
      tx,
      group.map(({ input }) => input),
    );
  }

  #settle(one: Waiting<I, O>, outputs: readonly O[], place: number): void {
    const output = outputs[place];
    if (output === undefined) one.failed(new Error("a grouped write gave too few outputs"));
    else one.done(output);
  }
}

/** Grouped writes of one kind, for whichever database they go to. */
export function groupedWrites<I, O>(
  write: (tx: Tx, inputs: readonly I[]) => Promise<readonly O[]>,
  most?: number,
): (db: Database, input: I) => Promise<O> {
  const groups = new WeakMap<Database, GroupedWrites<I, O>>();
  return (db, input) => {
    const group = groups.get(db) ?? new GroupedWrites(db, write, most);
    groups.set(db, group);
    return group.add(input);
  };
}
