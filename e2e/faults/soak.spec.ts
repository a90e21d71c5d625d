import { execFile } from "node:child_process";
import path from "node:path";
import { expect, test } from "@playwright/test";

const root = path.join(import.meta.dirname, "..", "..");
const port = Number(process.env.E2E_PORT ?? 3217) + 2_000;

/** The short form of `npm run soak`: exit code and what it said. */
function soak(...more: string[]): Promise<{ code: number; said: string }> {
  const args = ["--minutes", "0", "--learners", "6", "--every", "1", ...more];
  const script = [path.join("node_modules", "tsx", "dist", "cli.mjs"), path.join("scripts", "soak.ts"), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, script, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, said: `${stdout}${stderr}` });
    });
  });
}

test("a server on SQLite that is killed, told to stop, or finds its database locked or full loses no answer and doubles none; every attempt ends with the right score", async () => {
  const { code, said } = await soak("--port", String(port), "--only", "killed,stopped,locked,full,published");
  expect(said).toContain("answered as they should not be: 0.");
  expect(code, said).toBe(0);
});

test("several servers on PostgreSQL that are killed, stopped in turn or lose their database lose no answer and double none; nobody notices one that stops in order", async () => {
  const faults = "killed,stopped,offline,repaired,database killed,sessions ended";
  const three = ["--engine", "postgresql", "--servers", "3", "--port", String(port + 10)];
  const { code, said } = await soak(...three, "--only", faults);
  expect(said).toContain("answered as they should not be: 0.");
  expect(code, said).toBe(0);
});
