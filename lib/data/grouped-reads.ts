import { setImmediate as turn } from "node:timers/promises";

/**
 * Look-ups by key, several in one question: those that are asked for in the same turn of the event loop, or while one is under
 * way, are looked up together in the next. Each is read after it was asked for, so nothing old is given.
 */
export class GroupedReads<V> {
  readonly #read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>;
  readonly #most: number;
  #waiting: { key: string; done: (value: V | null) => void; failed: (error: unknown) => void }[] = [];
  #running = false;

  /** @param most so many are in one question. */
  constructor(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>, most = 64) {
    this.#read = read;
    this.#most = most;
  }

  /** What there is under a key; null where there is nothing. */
  find(key: string): Promise<V | null> {
    return new Promise((done, failed) => {
      this.#waiting.push({ key, done, failed });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      await turn();
      const group = this.#waiting.splice(0, this.#most);
      try {
        const found = await this.#read([...new Set(group.map(({ key }) => key))]);
        for (const { key, done } of group) done(found.get(key) ?? null);
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
    this.#running = false;
  }
}
