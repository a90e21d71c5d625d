// Writes the bank back as files that load again to the same bank: npm run content:export -- --out DIR [--pack ID]
// Families are code: theirs are copied from the questions folder. What the files cannot say is told on stderr.
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { readPack } from "@/lib/content/read-pack";
import { database } from "@/lib/data/database";
import { env } from "@/lib/env";
import { type ExportedPack, exportBank } from "@/lib/usecases/content/export-bank";

/** Writes a pack into its folder; returns the families whose code is nowhere to be found. */
function write(pack: ExportedPack, out: string): string[] {
  const home = path.join(out, pack.id);
  for (const file of pack.files) {
    const target = path.join(home, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.text);
  }
  for (const { name, data } of pack.pictures) {
    if (data === null) continue;
    mkdirSync(path.join(home, "media"), { recursive: true });
    writeFileSync(path.join(home, "media", name), data);
  }
  const source = path.join(env().questionsDir, pack.id);
  for (const folder of new Set(pack.families.map((one) => one.folder))) {
    const from = path.join(source, folder);
    if (existsSync(from)) cpSync(from, path.join(home, folder), { recursive: true });
  }
  return pack.families
    .filter(({ folder, family }) => !existsSync(path.join(home, folder, `${family}.ts`)))
    .map(({ family, draws }) => `${family} (${draws} draws)`);
}

/** What the files come to when they are read, held against the bank. */
async function differences(pack: ExportedPack, out: string): Promise<string[]> {
  const read = await readPack(path.join(out, pack.id));
  if (!read.ok) return read.error.map(({ file, line, message }) => `${file}:${line} ${message}`);
  const got = new Map(read.value.questions.map(({ question, hash }) => [question.id, hash]));
  const retired = new Set(pack.retiredDraws);
  const ids = [...new Set([...pack.hashes.keys(), ...got.keys()])].filter((id) => !retired.has(id));
  return ids
    .filter((id) => pack.hashes.get(id) !== got.get(id))
    .map((id) => `${id}: ${got.has(id) ? "is another in the files than in the bank" : "is not in the files"}`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { out: { type: "string", default: "" }, pack: { type: "string" } } });
  if (values.out === "") {
    console.error("Name a folder that is new or empty: npm run content:export -- --out DIR [--pack ID]");
    return 2;
  }
  const out = path.resolve(values.out);
  if (existsSync(out) && readdirSync(out).length > 0) {
    console.error(`${values.out} is not empty. Nothing was written.`);
    return 2;
  }
  const packs = await exportBank(values.pack ?? null);
  await (await database()).close();
  if (packs.length === 0) {
    console.error(values.pack === undefined ? "No pack is loaded." : `There is no pack ${values.pack}.`);
    return 2;
  }
  let broken = 0;
  for (const pack of packs) {
    const lost = write(pack, out);
    for (const family of lost)
      console.error(`${pack.id}: the code of the family ${family} is not in the questions folder`);
    for (const { name, data } of pack.pictures)
      if (data === null) console.error(`${pack.id}: the picture ${name} is not in the store`);
    for (const id of pack.retiredDraws)
      console.error(`${pack.id}: ${id} is retired, but its family draws it again in a database that does not know it`);
    const faults = await differences(pack, out);
    for (const fault of faults) console.error(`${pack.id}: ${fault}`);
    broken += faults.length;
    const { retired, drafts } = pack.unpublished;
    if (drafts > 0)
      console.error(
        `${pack.id}: files that load are published; for drafts: npm run export -- --format F --state draft`,
      );
    console.log(
      `${pack.id}: ${pack.files.length} files, ${pack.hashes.size} questions; not written: ${retired} retired, ${drafts} drafts`,
    );
  }
  if (broken > 0) console.error("The files do not load to the same bank; see above.");
  return broken > 0 ? 1 : 0;
}

process.exitCode = await main();
