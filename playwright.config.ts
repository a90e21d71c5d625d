import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/find-chromium.mjs";

const port = process.env.E2E_PORT ?? "3217";
const executablePath = (await findChromium()) ?? undefined;

/** Deadlines, graces and outages go by on a server's clock; meanwhile these tests do next to nothing. */
const WAITING = ["learner/deadline.spec.ts", "cohort/assignments.spec.ts", "faults/soak.spec.ts"];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  // Two for the two cores, and one more for tests that mostly wait for a clock to run down.
  workers: 3,
  projects: [
    { name: "waiting", testMatch: WAITING, workers: 1 },
    { name: "working", testIgnore: [...WAITING, "bench/**"], workers: 2 },
  ],
  // Two cores drive the server, two browsers and whatever else runs there. What needs a second try is named at the end.
  retries: 1,
  forbidOnly: true,
  // A journey of a minute on a quiet machine takes several on a busy one: no test may fail for that alone.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    baseURL: `http://localhost:${port}`,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  webServer: {
    command: "node e2e/serve.mjs",
    url: `http://localhost:${port}/sign-in`,
    env: { PORT: port },
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
    stdout: "ignore",
  },
});
