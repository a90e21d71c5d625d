// The same product as another build, as a deploy brings it: another build id, and a migration that the old build does not know.
import { createHash } from "node:crypto";
import { cp, readdir, readFile, rename, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { applyMigrations } from "@/lib/data/migrate";
import { readHistory } from "@/lib/data/migration-history";
import { engineOf } from "@/lib/env";

const root = path.resolve(import.meta.dirname, "..");
const LEFT_OUT = new Set(["cache", "dev", "trace", "trace-build"]);

/** Copies the build into a folder and gives it another id. */
export async function makeOtherBuild(folder: string): Promise<void> {
  const [from, to] = [path.join(root, ".next"), path.join(folder, ".next")];
  await cp(from, to, { recursive: true, filter: (file) => !LEFT_OUT.has(path.relative(from, file)) });
  const id = (await readFile(path.join(from, "BUILD_ID"), "utf8")).trim();
  const other = `${id}-next`;
  await writeFile(path.join(to, "BUILD_ID"), other);
  // What is made ahead names the build too: pages that the old build's would be told from.
  await rename(path.join(to, "static", id), path.join(to, "static", other));
  for (const name of ["next.config.ts", "lib", "package.json", "public", "node_modules", "tsconfig.json"])
    await symlink(path.join(root, name), path.join(folder, name));
  if ((await readdir(to)).length === 0) throw new Error("there is no build to copy");
}

/** Brings a migration of the next version into the database, while the servers of this one run. */
export async function migrateAhead(databaseUrl: string): Promise<void> {
  const sql = 'CREATE TABLE "SoakNext" ("id" TEXT NOT NULL PRIMARY KEY);\n';
  const checksum = createHash("sha256").update(sql).digest("hex");
  const history = await readHistory(engineOf(databaseUrl));
  await applyMigrations(databaseUrl, [...history, { name: "99991231235959_soak_next", sql, checksum }]);
}
