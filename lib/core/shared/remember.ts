/**
 * What was made of a text is kept, and given again for the same text: for what depends on nothing else and is changed by
 * nobody. When so many are kept, all are forgotten.
 */
export function remember<T>(most: number, make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
