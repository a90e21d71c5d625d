"use client";

import { useSyncExternalStore } from "react";
import { ErrorState } from "@/components/layout/error-state";
import { parseTheme, THEME_COOKIE } from "@/components/layout/theme";
import "./fonts";
import "./globals.css";

const subscribeToNothing = () => () => {};

function themeFromCookie(): "light" | "dark" | undefined {
  const entry = document.cookie.split("; ").find((part) => part.startsWith(`${THEME_COOKIE}=`));
  const theme = parseTheme(entry?.slice(THEME_COOKIE.length + 1));
  return theme === "system" ? undefined : theme;
}

/** Stands in for the whole document when even the root layout failed, so it has to find the theme by itself. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const theme = useSyncExternalStore(subscribeToNothing, themeFromCookie, () => undefined);
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <title>This page could not be shown · Trapline</title>
        <ErrorState error={error} onRetry={retry} />
      </body>
    </html>
  );
}
