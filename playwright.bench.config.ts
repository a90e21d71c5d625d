import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

/** `npm run bench:browser`: one page at a time, nothing tried twice. */
export default defineConfig({
  ...base,
  testDir: "e2e/bench",
  projects: [{ name: "bench" }],
  workers: 1,
  retries: 0,
  reporter: [["list"]],
  use: { ...base.use, trace: "off", screenshot: "off" },
});
