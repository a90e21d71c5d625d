import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { parseTheme, THEME_COOKIE, THEME_PAPER } from "@/components/layout/theme";
import "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Trapline", template: "%s · Trapline" },
  description:
    "Exam practice that finds out why you miss questions, sends you to the one thing that fixes it, and checks later that it is fixed.",
};

async function chosenTheme() {
  return parseTheme((await cookies()).get(THEME_COOKIE)?.value);
}

export async function generateViewport(): Promise<Viewport> {
  const theme = await chosenTheme();
  return {
    width: "device-width",
    initialScale: 1,
    themeColor:
      theme === "system"
        ? [
            { media: "(prefers-color-scheme: light)", color: THEME_PAPER.light },
            { media: "(prefers-color-scheme: dark)", color: THEME_PAPER.dark },
          ]
        : THEME_PAPER[theme],
  };
}

/** The document. The theme is decided here, on the server, so that nothing flashes before scripts run. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await chosenTheme();
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme}>
      <body>
        <a className="skip-link" href="#main">
          Skip to the content
        </a>
        {children}
      </body>
    </html>
  );
}
