import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { folderProblem, installProblem, nodeProblem, portNumberProblem } from "./preflight.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");

describe("Node", () => {
  test.each([
    { version: "18.20.4", old: true },
    { version: "20.18.3", old: true },
    { version: "20.19.0", old: false },
    { version: "22.0.0", old: false },
    { version: "24.1.0", old: false },
  ])("$version: too old is $old", ({ version, old }) => {
    expect(nodeProblem(version) !== null).toBe(old);
  });
});

describe("port number", () => {
  test.each([{ port: 0 }, { port: 65_536 }, { port: Number.NaN }, { port: 80.5 }])("$port is refused", ({ port }) => {
    expect(portNumberProblem(port)).toContain("PORT");
  });
});

describe("a failed install", () => {
  test.each([
    { output: "gyp ERR! not found: make", says: "python3, make and g++" },
    { output: "npm error network ECONNREFUSED", says: "registry" },
  ])("$says", ({ output, says }) => expect(installProblem(output)).toContain(says));
});

describe("npm start stops with one clear line", () => {
  let scratch: string;
  let taken: number;
  const server = createServer();

  beforeAll(async () => {
    scratch = mkdtempSync(path.join(tmpdir(), "preflight-"));
    writeFileSync(path.join(scratch, "file"), "");
    await new Promise<void>((resolve) => {
      server.listen(0, resolve);
    });
    taken = z.object({ port: z.number() }).parse(server.address()).port;
  });
  afterAll(() => {
    server.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  const start = (env: Record<string, string>, args: string[] = []) =>
    spawnSync(process.execPath, ["scripts/start.mjs", ...args], {
      cwd: ROOT,
      encoding: "utf8",
      env: { NODE_ENV: "test", PATH: process.env.PATH, TRAPLINE_DATA: path.join(scratch, "data"), ...env },
    });

  test("when the port is in use", () => {
    const { status, stderr } = start({ PORT: String(taken) });
    expect(status).toBe(1);
    expect(stderr.trim()).toBe(`Trapline cannot start: port ${taken} is in use. Stop what runs there, or set PORT.`);
  });

  test("when the data folder cannot be written", () => {
    const { status, stderr } = start({ TRAPLINE_DATA: path.join(scratch, "file", "data") });
    expect(status).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("cannot be written");
  });

  test("when PORT is no port", () => {
    const { status, stderr } = start({ PORT: "http" });
    expect(status).toBe(1);
    expect(stderr.trim()).toBe("Trapline cannot start: PORT must be a number from 1 to 65535.");
  });

  test("when an option is unknown", () => {
    const { status, stderr } = start({}, ["--demo"]);
    expect(status).toBe(1);
    expect(stderr).toContain("there is no option --demo");
  });

  test("a folder that can be written is no problem", () => {
    expect(folderProblem(path.join(scratch, "new"))).toBeNull();
  });
});
