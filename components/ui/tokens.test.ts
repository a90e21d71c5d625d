import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { THEME_PAPER } from "@/components/layout/theme";

const readStyles = (file: string) => readFileSync(new URL(`../../app/${file}`, import.meta.url), "utf8");
const css = readStyles("globals.css");

type Palette = ReadonlyMap<string, string>;

/** Reads `--name: light-dark(#rrggbb, #rrggbb)` for one theme. */
function readPalette(theme: "light" | "dark"): Palette {
  const found = css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
  return new Map(Array.from(found, ([, name = "", light = "", dark = ""]) => [name, theme === "light" ? light : dark]));
}

/** Relative luminance, 0 … 1 (WCAG 2.2, "relative luminance"). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio, 1 … 21 (WCAG 2.2, "contrast ratio"). */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["paper", "surface", "sunken", "accent-soft", "right-soft", "wrong-soft", "trap-soft"];
const on = (front: string, backs: readonly string[]) => backs.map((back) => ({ front, back }));

/** Text needs 4.5:1 (WCAG 2.2, 1.4.3). */
const textPairs = [
  ...["ink", "ink-2", "ink-3", "accent", "accent-strong", "right", "wrong", "trap"].flatMap((front) =>
    on(front, grounds),
  ),
  ...on("accent-ink", ["accent", "accent-strong"]),
  ...on("wrong-ink", ["wrong", "wrong-strong"]),
  ...on("ink", ["mark", "heat-1", "heat-2"]),
  ...on("heat-ink", ["heat-3"]),
];

/** Lines that make a control or carry meaning, the focus ring and bars need 3:1 (WCAG 2.2, 1.4.11). */
const linePairs = [
  ...["line-strong", "accent", "right", "wrong", "trap"].flatMap((front) => on(front, grounds)),
  ...on("accent-ink", ["accent"]),
];

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  const palette = readPalette(theme);
  const colour = (name: string) => {
    const value = palette.get(name);
    if (value === undefined) throw new Error(`globals.css has no token --${name}`);
    return value;
  };

  test.each(textPairs)("text $front on $back", ({ front, back }) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(linePairs)("line $front on $back", ({ front, back }) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(3);
  });

  test("gives the browser's bars the colour of the page", () => {
    expect(THEME_PAPER[theme]).toBe(colour("paper"));
  });
});

test("contrast is computed as WCAG's own examples have it", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test("colours are written in the token block alone", () => {
  const block = css.slice(css.indexOf(":root {"), css.indexOf("}", css.indexOf(":root {")));
  const outside = (css.replace(block, "") + readStyles("prose.css")).replace(/\/\*[\s\S]*?\*\//g, "");
  expect(outside.match(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(|oklch\(/gi)).toBeNull();
});
