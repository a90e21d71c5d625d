import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSecret, readOrCreateSecret } from "./secret";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "trapline-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("the first call makes a secret that its owner alone can read, and later calls read it", async () => {
  const dataDir = path.join(folder, "data");
  const secret = await readOrCreateSecret(dataDir);
  expect(Buffer.from(secret, "base64url")).toHaveLength(48);
  expect((await stat(path.join(dataDir, "secret"))).mode & 0o777).toBe(0o600);
  expect(await readOrCreateSecret(dataDir)).toBe(secret);
});

test("all who start together get the same secret, and leave nothing else behind", async () => {
  const secrets = await Promise.all(Array.from({ length: 20 }, () => readOrCreateSecret(folder)));
  expect(new Set(secrets).size).toBe(1);
  expect(await readdir(folder)).toEqual(["secret"]);
});

test("who comes second to make one takes the first one's", async () => {
  const file = path.join(folder, "secret");
  expect(await createSecret(file)).toBe(await createSecret(file));
});

test("a secret that was cut off is refused and not replaced", async () => {
  const file = path.join(folder, "secret");
  await writeFile(file, "short\n");
  await expect(readOrCreateSecret(folder)).rejects.toThrow("too short");
  expect(await readFile(file, "utf8")).toBe("short\n");
});
