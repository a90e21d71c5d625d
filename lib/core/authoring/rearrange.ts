/** The list with the part at `from` at the place `to`; as it was where there is no such place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const part = list[from];
  if (part === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), part, ...rest.slice(to)];
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** An id for a new part: the first letter, then the first number, that no other part has. */
export function freePartId(taken: readonly string[], prefix = ""): string {
  const used = new Set(taken);
  const letter = [...LETTERS].map((name) => prefix + name).find((name) => !used.has(name));
  if (letter !== undefined) return letter;
  let number = 1;
  while (used.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}
