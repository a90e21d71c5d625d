"use client";

import { useSyncExternalStore } from "react";
import { parseTheme, THEME_COOKIE, type Theme } from "@/components/layout/theme";

const labels = { system: "As the device", light: "Light", dark: "Dark" } satisfies Record<Theme, string>;
const order: readonly Theme[] = ["system", "light", "dark"];
const secondsOfAYear = 31_536_000;

// <html data-theme> is the store: the server writes it from the cookie, so it is right before this runs.
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const readTheme = () => parseTheme(document.documentElement.dataset.theme);
const onServer = (): Theme => "system";

function choose(theme: Theme): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  const life = theme === "system" ? 0 : secondsOfAYear;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from the oldest supported browsers
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${life}; samesite=lax${secure}`;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** Chooses between light, dark and what the device says; kept in a cookie for a year. */
export function ThemeToggle() {
  const theme = useSyncExternalStore(subscribe, readTheme, onServer);
  return (
    <label className="flex min-h-11 items-center gap-2">
      Theme
      <select
        value={theme}
        onChange={(event) => choose(parseTheme(event.currentTarget.value))}
        className="min-h-11 rounded-control border border-line-strong bg-surface px-2.5 text-ink"
      >
        {order.map((value) => (
          <option key={value} value={value}>
            {labels[value]}
          </option>
        ))}
      </select>
    </label>
  );
}
