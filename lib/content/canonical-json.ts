function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortedKeys(inner)]),
  );
}

/** JSON with the keys of every object in code-unit order and without undefined: equal values give equal text. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sortedKeys(value));
