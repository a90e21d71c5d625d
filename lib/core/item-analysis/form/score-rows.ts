const FIRST_ROWS = 1_024;

function grown<T extends Uint8Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/**
 * Who had what right, in the order of the file: a bit for each answer and two bytes for each total, so that a file of
 * 100 MB stays in some 10 MB of memory. Only figures that hang on the order of the rows, or on pairs of items, need it.
 */
export type ScoreRows = {
  /** @param right which items the person has right, by their place. */
  add(right: readonly boolean[], total: number): void;
  size(): number;
  total(row: number): number;
  /** Calls `visit` with the place of every item that the person has right. */
  eachRight(row: number, visit: (item: number) => void): void;
};

export function scoreRows(items: number): ScoreRows {
  const width = Math.ceil(items / 8);
  let bits = new Uint8Array(width * FIRST_ROWS);
  let totals = new Uint16Array(FIRST_ROWS);
  let rows = 0;
  return {
    add(right, total) {
      if (rows === totals.length) {
        bits = grown(bits, new Uint8Array(bits.length * 2));
        totals = grown(totals, new Uint16Array(totals.length * 2));
      }
      const start = rows * width;
      for (const [item, isRight] of right.entries()) {
        if (isRight) bits[start + (item >> 3)] = (bits[start + (item >> 3)] ?? 0) | (1 << (item & 7));
      }
      totals[rows] = total;
      rows += 1;
    },
    size: () => rows,
    total: (row) => totals[row] ?? 0,
    eachRight(row, visit) {
      const start = row * width;
      for (let at = 0; at < width; at += 1) {
        const byte = bits[start + at] ?? 0;
        for (let bit = 0; byte >> bit > 0; bit += 1) if ((byte >> bit) & 1) visit(at * 8 + bit);
      }
    },
  };
}
