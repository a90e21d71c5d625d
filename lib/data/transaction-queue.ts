import { DatabaseBusyError } from "./database-errors";

type Waiting = { go: () => void; timer: NodeJS.Timeout };

/**
 * Runs so many tasks at a time and the others in the order they came; refuses more than so many waiting, and those who
 * have waited for so long: nobody hangs on behind a database that is held for minutes.
 */
export class TransactionQueue {
  readonly #concurrency: number;
  readonly #maxWaiting: number;
  readonly #maxWaitMs: number;
  readonly #waiting = new Set<Waiting>();
  readonly #idle: (() => void)[] = [];
  #running = 0;

  constructor(concurrency: number, maxWaiting: number, maxWaitMs: number) {
    this.#concurrency = concurrency;
    this.#maxWaiting = maxWaiting;
    this.#maxWaitMs = maxWaitMs;
  }

  /** @throws DatabaseBusyError at once when too many wait already, or after the longest wait; the task has not begun then. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.#turn();
    try {
      return await task();
    } finally {
      this.#pass();
    }
  }

  /** How many run and how many wait. */
  get load(): { running: number; waiting: number } {
    return { running: this.#running, waiting: this.#waiting.size };
  }

  /** Resolves when nothing runs and nothing waits. */
  async idle(): Promise<void> {
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async #turn(): Promise<void> {
    if (this.#running < this.#concurrency) {
      this.#running++;
      return;
    }
    if (this.#waiting.size >= this.#maxWaiting) {
      throw new DatabaseBusyError(`${this.#maxWaiting} transactions wait already`);
    }
    await new Promise<void>((go, refuse) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        refuse(new DatabaseBusyError(`a transaction waited ${this.#maxWaitMs} ms for its turn`));
      }, this.#maxWaitMs);
      const waiting: Waiting = { go, timer };
      this.#waiting.add(waiting);
    });
  }

  /** Hands the place to the next in line, so that no newcomer can slip in between. */
  #pass(): void {
    const [next] = this.#waiting;
    if (next !== undefined) {
      this.#waiting.delete(next);
      clearTimeout(next.timer);
      next.go();
      return;
    }
    this.#running--;
    if (this.#running === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }
}
