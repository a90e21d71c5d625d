import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** SHA-256 over the names and contents of files and folders below `root`; generated code is left out. */
export function treeHash(root, names) {
  const hash = createHash("sha256");
  const visit = (relative) => {
    const full = path.join(root, relative);
    if (!existsSync(full) || relative === path.join("lib", "data", "generated")) return;
    if (statSync(full).isDirectory()) {
      for (const child of readdirSync(full).sort()) visit(path.join(relative, child));
      return;
    }
    if (/\.test\.tsx?$/.test(relative)) return;
    hash.update(`${relative}\0`);
    hash.update(readFileSync(full));
  };
  for (const name of names) visit(name);
  return hash.digest("hex");
}

/** The hash of everything that a build is made from. */
export const builtHash = (root) =>
  treeHash(root, [
    "app",
    "components",
    "lib",
    "public",
    "prisma",
    "instrumentation.ts",
    "next.config.ts",
    "postcss.config.mjs",
    "tsconfig.json",
    "package-lock.json",
  ]);
