/** What a person may choose; "system" follows the device and is stored as no cookie at all. */
export type Theme = "system" | "light" | "dark";

export const THEME_COOKIE = "theme";

/** The page colour of each theme for the browser's own bars: `--paper` of globals.css (asserted by a test). */
export const THEME_PAPER = { light: "#faf9f6", dark: "#15181b" } as const;

/** Reads the theme from a cookie's value; anything unknown is "system". */
export function parseTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
