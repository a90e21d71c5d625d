import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** A new folder with these files, by path in it; a name that ends in `.gz` is packed. */
export function dataFolder(files: Readonly<Record<string, readonly string[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), "evaluation-"));
  for (const [path, lines] of Object.entries(files)) {
    const text = `${lines.join("\n")}\n`;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path.endsWith(".gz") ? gzipSync(text) : text);
  }
  return folder;
}
