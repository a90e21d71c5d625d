import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

// The package used to turn every exit code into 0, so that a run with failed tests passed.
test("a process that started a PostgreSQL keeps its exit code", () => {
  const script = `
    import { startPostgres } from "./lib/data/testing/embedded-postgres.ts";
    const server = await startPostgres();
    console.log(server.url);
    await server.stop();
    process.exitCode = 3;
  `;
  const child = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
    cwd: path.resolve("."),
    encoding: "utf8",
  });
  expect(child.stderr).toBe("");
  expect(child.stdout).toMatch(/^postgresql:/);
  expect(child.status).toBe(3);
});
