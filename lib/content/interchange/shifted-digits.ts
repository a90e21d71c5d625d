const characters = (from: string, to: string): ReadonlyMap<string, string> => {
  const targets = [...to];
  return new Map([...from].map((character, index) => [character, targets[index] ?? character]));
};

const RAISED = characters("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ");
const LOWERED = characters("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎");

/**
 * Text that stands raised (`sup`) or lowered (`sub`): in characters of that kind where Unicode has them, else with a
 * mark before it, so that 10 to the power of x never becomes "10x". `exact` says whether nothing was lost.
 */
export function shifted(text: string, kind: "sup" | "sub"): { text: string; exact: boolean } {
  const trimmed = text.trim();
  const table = kind === "sup" ? RAISED : LOWERED;
  const letters = [...trimmed].map((character) => table.get(character));
  if (letters.every((letter) => letter !== undefined)) return { text: letters.join(""), exact: true };
  const mark = kind === "sup" ? "^" : "_";
  return { text: /^[\p{L}\p{N}]$/u.test(trimmed) ? `${mark}${trimmed}` : `${mark}(${trimmed})`, exact: false };
}
