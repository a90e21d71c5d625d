const AT_ONCE = 500;

/** Rows in as many at a time as one statement takes. */
export function* inSlices<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += AT_ONCE) yield rows.slice(from, from + AT_ONCE);
}
