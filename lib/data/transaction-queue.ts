import type { WaitingRoom } from "./waiting-room";

type Waiting = { go: () => void; leave: () => void };

/** Runs so many tasks at a time and the others, who wait in a room, in the order they came. */
export class TransactionQueue {
  readonly #concurrency: number;
  readonly #room: WaitingRoom;
  readonly #waiting = new Set<Waiting>();
  readonly #idle: (() => void)[] = [];
  #running = 0;

  constructor(concurrency: number, room: WaitingRoom) {
    this.#concurrency = concurrency;
    this.#room = room;
  }

  /** @throws DatabaseBusyError where there is no room to wait, or after the longest wait; the task has not begun then. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.#turn();
    try {
      return await task();
    } finally {
      this.#pass();
    }
  }

  /** How many run. */
  get running(): number {
    return this.#running;
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
    await new Promise<void>((go, refuse) => {
      const leave = this.#room.enter((error) => {
        this.#waiting.delete(waiting);
        refuse(error);
      });
      const waiting: Waiting = { go, leave };
      this.#waiting.add(waiting);
    });
  }

  /** Hands the place to the next in line, so that no newcomer can slip in between. */
  #pass(): void {
    const [next] = this.#waiting;
    if (next !== undefined) {
      this.#waiting.delete(next);
      next.leave();
      next.go();
      return;
    }
    this.#running--;
    if (this.#running === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }
}
