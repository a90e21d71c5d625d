/**
 * What never changes, by its id: read once, whoever asks for it, however often. When so many are kept, all are forgotten;
 * whoever asks gets all that was found all the same.
 */
export class KeptById<T> {
  readonly #most: number;
  readonly #kept = new Map<string, T>();

  constructor(most: number) {
    this.#most = most;
  }

  /** What there is under each id, in their order; an id is left out where `read`, asked for those that are not kept, does not tell of it. */
  async get(
    ids: readonly string[],
    read: (missing: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<Map<string, T>> {
    const found = new Map(ids.map((id) => [id, this.#kept.get(id)]));
    const missing = [...found].filter(([, value]) => value === undefined).map(([id]) => id);
    const made = missing.length === 0 ? new Map<string, T>() : await read(missing);
    if (this.#kept.size + made.size > this.#most) this.#kept.clear();
    for (const [id, value] of made) this.#kept.set(id, value);
    const all = [...found].map(([id, value]) => [id, value ?? made.get(id)] as const);
    return new Map(all.flatMap(([id, value]) => (value === undefined ? [] : [[id, value] as const])));
  }
}
