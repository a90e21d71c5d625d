import { type Blueprint, formSize } from "./blueprint";

/** How long an exam is, in words: "14 questions · 28 minutes · 11 scored, 3 unscored". */
export function sizeWords(blueprint: Pick<Blueprint, "lessons" | "pilots" | "seconds">): string {
  const size = formSize(blueprint);
  const { seconds, pilots } = blueprint;
  const time = seconds < 60 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  const parts = [`${size} questions`, time, ...(pilots === 0 ? [] : [`${size - pilots} scored, ${pilots} unscored`])];
  return parts.join(" · ");
}
