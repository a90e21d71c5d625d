import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";

const SYSTEM = [
  // Chromium without the windows around the page, which cost the tests a third of their time.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const runs = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The browser for the tests: the system's, else Playwright's own; null when there is none. */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return runs(named) ? named : null;
  const system = SYSTEM.find(runs);
  if (system !== undefined) return system;
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

const isDebianRoot = () =>
  process.getuid?.() === 0 &&
  existsSync("/etc/os-release") &&
  /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));

/** Finds a browser, or installs one: Debian's packages as root there, else Playwright's. Null when neither works. */
export async function requireChromium() {
  const found = await findChromium();
  if (found !== null) return found;
  if (isDebianRoot()) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore", env });
    for (const name of ["chromium", "chromium-headless-shell"]) {
      spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { stdio: "ignore", env });
    }
  } else {
    spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], { stdio: "ignore" });
  }
  return findChromium();
}
