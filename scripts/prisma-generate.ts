// Makes both Prisma clients from the one prisma/schema.prisma; does nothing when they are up to date.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { schemaFor } from "@/lib/data/prisma-schema";
import type { Engine } from "@/lib/env";

const root = path.resolve(import.meta.dirname, "..");
const generated = path.join(root, "lib/data/generated");
const stampFile = path.join(generated, "stamp");
const engines: readonly Engine[] = ["sqlite", "postgresql"];
const require = createRequire(import.meta.url);

/** A hash of all that the clients depend on: both schemas and the generator's version. */
async function currentStamp(schemas: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const part of [await readFile(require.resolve("prisma/package.json"), "utf8"), ...schemas]) {
    hash.update(part).update("\0");
  }
  return hash.digest("hex");
}

function generate(schemaFile: string): void {
  const result = spawnSync(
    process.execPath,
    [require.resolve("prisma/build/index.js"), "generate", "--schema", schemaFile, "--no-hints"],
    // The schema-engine binary that `generate` looks for and never runs: naming Node spares its download.
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
    },
  );
  if (result.status !== 0) {
    throw new Error(`prisma generate failed:\n${result.error?.message ?? ""}${result.stdout}${result.stderr}`);
  }
}

const schemas = await Promise.all(engines.map(schemaFor));
const stamp = await currentStamp(schemas);
const upToDate =
  existsSync(stampFile) &&
  (await readFile(stampFile, "utf8")) === stamp &&
  engines.every((engine) => existsSync(path.join(generated, engine, "client.ts")));

if (!upToDate) {
  await mkdir(generated, { recursive: true });
  // Without a stamp a run that is cut off half-way is done again.
  await rm(stampFile, { force: true });
  const drafts = await mkdtemp(path.join(generated, "schema-"));
  try {
    for (const [index, engine] of engines.entries()) {
      const draft = path.join(drafts, `${engine}.prisma`);
      // Relative: the schema's text goes into the client, and no machine's paths should.
      await writeFile(draft, (schemas[index] ?? "").replace(/output(\s*)=\s*"[^"]*"/, `output$1= "../${engine}"`));
      generate(draft);
    }
  } finally {
    await rm(drafts, { recursive: true });
  }
  await writeFile(stampFile, stamp);
  console.log("Prisma clients made for SQLite and PostgreSQL.");
}
