type Kept<T> = { mark: string; made: Promise<T> };

/**
 * What was made last for each of some keys, with the mark of what it was made from: a text that is another one as soon as
 * that changes, whoever changed it. While the mark stays the same nothing is made again, and who asks while it is being
 * made waits for that. When there are too many keys, all are forgotten.
 */
export class KeptByMark<T> {
  readonly #most: number;
  readonly #kept = new Map<string, Kept<T>>();

  constructor(most: number) {
    this.#most = most;
  }

  async get(key: string, readMark: () => Promise<string>, make: () => Promise<T>): Promise<T> {
    const mark = await readMark();
    const known = this.#kept.get(key);
    if (known?.mark === mark) return known.made;
    if (this.#kept.size >= this.#most) this.#kept.clear();
    const kept = { mark, made: make() };
    this.#kept.set(key, kept);
    try {
      const value = await kept.made;
      // Made while something changed, it is of neither mark: whoever asked gets it, and nobody after them.
      if ((await readMark()) !== mark) this.#forget(key, kept);
      return value;
    } catch (error) {
      this.#forget(key, kept);
      throw error;
    }
  }

  #forget(key: string, kept: Kept<T>): void {
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }
}
