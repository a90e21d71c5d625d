import { createHash } from "node:crypto";
import { readPacks } from "@/lib/content/read-pack";
import { database } from "@/lib/data/database";
import { env } from "@/lib/env";
import { loadPack } from "@/lib/usecases/content/load-pack";

/** Loads every pack of the questions folder into the database. Prints what changed; exit 1 when a pack is broken. */
async function main(): Promise<number> {
  const packs = await readPacks(env().questionsDir);
  if (!packs.ok) {
    for (const problem of packs.error)
      console.error(`${problem.file}:${problem.line} ${problem.rule}: ${problem.message}`);
    console.error(`The content could not be loaded: ${packs.error.length} problems. The bank stays as it was.`);
    return 1;
  }
  const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
  for (const [position, pack] of packs.value.entries()) {
    const report = await loadPack(pack, { position, hashOf }, Date.now());
    const { added, changed, same } = report.questions;
    console.log(
      `${pack.info.id}: ${added} questions added, ${changed} changed, ${report.retired.length} retired, ${same} as before`,
    );
    for (const id of report.conflicts) {
      console.warn(
        `${id}: changed in the file, and changed or retired in the editor; what the editor says stays. Export it or take the file back.`,
      );
    }
  }
  await (await database()).close();
  return 0;
}

process.exitCode = await main();
