import { DatabaseBusyError } from "./database-errors";

/**
 * Where those wait who want to write: no more than so many, and nobody for longer than so many milliseconds. Who is
 * refused may come again; nobody hangs on behind a database that is held for minutes.
 */
export class WaitingRoom {
  readonly #most: number;
  readonly #longestMs: number;
  #inside = 0;

  constructor(most: number, longestMs: number) {
    this.#most = most;
    this.#longestMs = longestMs;
  }

  /** How many wait. */
  get size(): number {
    return this.#inside;
  }

  /**
   * @param refuse is told when somebody has waited for too long, who is out then.
   * @returns what they call when their turn has come.
   * @throws DatabaseBusyError at once where there is no room.
   */
  enter(refuse: (error: DatabaseBusyError) => void): () => void {
    if (this.#inside >= this.#most) throw new DatabaseBusyError(`${this.#most} wait already to write`);
    this.#inside++;
    const timer = setTimeout(() => {
      this.#inside--;
      refuse(new DatabaseBusyError(`a write waited ${this.#longestMs} ms for its turn`));
    }, this.#longestMs);
    return () => {
      clearTimeout(timer);
      this.#inside--;
    };
  }
}
