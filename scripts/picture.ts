// Puts a picture into a pack: npm run picture -- PACK FILE "what it shows". Prints the Markdown that shows it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makePicture } from "@/lib/content/pictures/make-picture";
import { PICTURE_FAULTS, pictureMarkdown } from "@/lib/core/media/picture";
import { env } from "@/lib/env";

async function main([packId = "", file = "", ...words]: string[]): Promise<number> {
  const pack = path.join(env().questionsDir, packId);
  const alt = words.join(" ").trim();
  if (packId === "" || alt === "" || !existsSync(path.join(pack, "exam.yaml")) || !existsSync(file)) {
    console.error('npm run picture -- PACK FILE "what it shows", with a pack of the questions folder and a file');
    return 2;
  }
  const made = await makePicture(readFileSync(file));
  if (!made.ok) {
    console.error(PICTURE_FAULTS[made.error]);
    return 1;
  }
  mkdirSync(path.join(pack, "media"), { recursive: true });
  writeFileSync(path.join(pack, "media", made.value.name), made.value.data);
  console.log(pictureMarkdown(made.value.name, alt));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
